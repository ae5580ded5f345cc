package io.brasa.core.shuffle;

import io.brasa.runtime.codec.Group;
import io.brasa.runtime.codec.ValueColumn;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Each key with an array of its groups, one for each input, as a merge of the inputs. Where several
 * keys have one hash they come in the order of their content, whichever input they are from; a key
 * that is in several inputs is the one of the first of them.
 */
final class CogroupedRows extends Rows {
  private static final Group<Object> EMPTY = new ValueColumn().group();

  private final List<KeyedValues> inputs;
  private final KeyAccess keys;
  private final ContentHash contentHash;
  private final GroupBuilder builder;
  private final boolean[] hasKey;
  private boolean isStarted;

  /** The keys of one hash; nearly always one. */
  private final List<Found> found = new ArrayList<>(1);

  private int nextFound;

  private record Found(Object key, Group<Object>[] groups) {}

  CogroupedRows(
      List<KeyedValues> inputs, KeyAccess keys, ContentHash contentHash, GroupBuilder builder) {
    this.inputs = inputs;
    this.keys = keys;
    this.contentHash = contentHash;
    this.builder = builder;
    this.hasKey = new boolean[inputs.size()];
  }

  @Override
  boolean advance() {
    if (nextFound == found.size() && !findNext()) return false;
    Found next = found.set(nextFound++, null);
    key = next.key;
    value = next.groups;
    return true;
  }

  private boolean findNext() {
    found.clear();
    nextFound = 0;
    builder.release();
    if (!isStarted) {
      isStarted = true;
      for (int i = 0; i < hasKey.length; i++) hasKey[i] = inputs.get(i).nextKey();
    }
    boolean isAny = false;
    int least = Integer.MAX_VALUE;
    for (int i = 0; i < hasKey.length; i++) {
      if (!hasKey[i]) continue;
      isAny = true;
      least = Math.min(least, inputs.get(i).hash);
    }
    if (!isAny) {
      close();
      return false;
    }
    hash = least;
    for (int i = 0; i < hasKey.length; i++) take(i);
    if (found.size() > 1) found.sort(Comparator.comparingLong(each -> contentHash.of(each.key)));
    return true;
  }

  private void take(int input) {
    KeyedValues values = inputs.get(input);
    while (hasKey[input] && values.hash == hash) {
      groupsOf(values.key)[input] = values.group(builder);
      hasKey[input] = values.nextKey();
    }
  }

  private Group<Object>[] groupsOf(Object wanted) {
    for (int i = 0; i < found.size(); i++) {
      if (keys.equal(found.get(i).key, wanted)) return found.get(i).groups;
    }
    @SuppressWarnings({"unchecked", "rawtypes"})
    Group<Object>[] groups = new Group[inputs.size()];
    Arrays.fill(groups, EMPTY);
    found.add(new Found(wanted, groups));
    return groups;
  }

  @Override
  public void close() {
    isStarted = true;
    Arrays.fill(hasKey, false);
    found.clear();
    nextFound = 0;
    key = null;
    value = null;
    builder.close();
    for (KeyedValues input : inputs) input.close();
  }
}
