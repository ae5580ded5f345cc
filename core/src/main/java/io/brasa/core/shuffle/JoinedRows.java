package io.brasa.core.shuffle;

import io.brasa.core.function.Pair;
import io.brasa.runtime.codec.Group;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * For each key in both inputs every pair of their values, those of the left input in the outer
 * loop. The left input is streamed, so it is never held; the values of a key in the right one are
 * made into a group, which is iterated once for each value of the left one and may lie on disk.
 * Keys that only one input has cost a look. Keys come in the order of the left input, which is the
 * order in which a cogroup of both would give them.
 */
final class JoinedRows extends Rows {
  private final KeyedValues left;
  private final KeyedValues right;
  private final KeyAccess keys;
  private final GroupBuilder builder;

  /** The keys of the right input that have the hash of the left one; nearly always one. */
  private final List<Match> matches = new ArrayList<>(1);

  private int matchedHash;
  private boolean isStarted;
  private boolean rightHasKey;
  private Group<Object> matched;
  private Iterator<Object> rights;
  private Object leftValue;

  private record Match(Object key, Group<Object> values) {}

  JoinedRows(KeyedValues left, KeyedValues right, KeyAccess keys, GroupBuilder builder) {
    this.left = left;
    this.right = right;
    this.keys = keys;
    this.builder = builder;
  }

  @Override
  boolean advance() {
    while (true) {
      if (rights != null) {
        if (rights.hasNext()) {
          value = new Pair<>(leftValue, rights.next());
          return true;
        }
        rights = null;
      }
      if (matched != null) {
        if (left.nextValue()) {
          leftValue = left.value;
          if (matched.count() == 1) {
            value = new Pair<>(leftValue, matched.get(0));
            return true;
          }
          rights = matched.iterator();
          continue;
        }
        matched = null;
      }
      if (!findNext()) {
        close();
        return false;
      }
    }
  }

  private boolean findNext() {
    if (!isStarted) {
      isStarted = true;
      rightHasKey = right.nextKey();
    }
    while ((rightHasKey || !matches.isEmpty()) && left.nextKey()) {
      if (matches.isEmpty() || matchedHash != left.hash) collectMatches();
      for (int i = 0; i < matches.size(); i++) {
        Match match = matches.get(i);
        if (!keys.equal(match.key, left.key)) continue;
        key = left.key;
        hash = left.hash;
        matched = match.values;
        return true;
      }
    }
    return false;
  }

  private void collectMatches() {
    if (!matches.isEmpty()) {
      matches.clear();
      builder.release();
    }
    matchedHash = left.hash;
    while (rightHasKey && right.hash < matchedHash) rightHasKey = right.nextKey();
    while (rightHasKey && right.hash == matchedHash) {
      Object rightKey = right.key;
      matches.add(new Match(rightKey, right.group(builder)));
      rightHasKey = right.nextKey();
    }
  }

  @Override
  public void close() {
    isStarted = true;
    rightHasKey = false;
    matched = null;
    matches.clear();
    closeRights();
    key = null;
    value = null;
    builder.close();
    left.close();
    right.close();
  }

  private void closeRights() {
    Iterator<Object> open = rights;
    rights = null;
    if (!(open instanceof AutoCloseable closeable)) return;
    try {
      closeable.close();
    } catch (Exception e) {
      throw Thrown.unchecked(e);
    }
  }
}
