package io.brasa.core.shuffle;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Joins the combiners of equal keys in records that come in the order of the hash. Keys of one hash
 * come out in the order of their content, as a {@link CombineTable} that had room for all would
 * give them.
 */
final class CombinedRows extends Rows {
  private final Rows source;
  private final KeyAccess keys;
  private final Merging merging;
  private final GroupMemory memory;
  private final ContentHash contentHash;

  private static final int MAX_SCANNED = 16;

  /** The different keys of one hash: nearly always one. */
  private final List<Group> groups = new ArrayList<>(1);

  /** Finds them once they are many; null before. */
  private CombineTable index;

  private int nextInGroup;
  private boolean isStarted;
  private boolean sourceHasRow;

  /**
   * @param source each key and combiner with the key's hash
   */
  CombinedRows(
      Rows source, KeyAccess keys, Merging merging, ContentHash contentHash, GroupMemory memory) {
    this.source = source;
    this.keys = keys;
    this.merging = merging;
    this.contentHash = contentHash;
    this.memory = memory;
  }

  @Override
  boolean advance() {
    if (nextInGroup == groups.size() && !readGroups()) return false;
    Group group = groups.set(nextInGroup++, null);
    key = group.key;
    value = group.value;
    return true;
  }

  private boolean readGroups() {
    groups.clear();
    index = null;
    nextInGroup = 0;
    memory.clear();
    if (!isStarted) {
      isStarted = true;
      sourceHasRow = source.advance();
    }
    if (!sourceHasRow) return false;
    hash = source.hash;
    do {
      take(source.key, source.value);
      sourceHasRow = source.advance();
    } while (sourceHasRow && source.hash == hash);
    if (groups.size() > 1)
      groups.sort(Comparator.comparingLong(group -> contentHash.of(group.key)));
    return true;
  }

  private void take(Object nextKey, Object combiner) {
    memory.add(combiner);
    Group group = find(nextKey);
    if (group != null) {
      group.value = merging.join(group.value, combiner);
      return;
    }
    group = new Group(nextKey, combiner);
    groups.add(group);
    if (index != null) addToIndex(group);
  }

  private Group find(Object wanted) {
    if (groups.size() > MAX_SCANNED) {
      if (index == null) {
        index = new CombineTable(keys);
        for (Group group : groups) addToIndex(group);
      }
      int entry = index.find(wanted, hash);
      return entry < 0 ? null : (Group) index.value(entry);
    }
    for (Group group : groups) {
      if (keys.equal(group.key, wanted)) return group;
    }
    return null;
  }

  private void addToIndex(Group group) {
    if (index.isFull()) index.grow();
    // Looked for first, since that is when a table notices collisions.
    if (index.find(group.key, hash) < 0) index.add(group.key, hash, group);
  }

  @Override
  public void close() {
    sourceHasRow = false;
    isStarted = true;
    nextInGroup = groups.size();
    memory.clear();
    source.close();
  }

  private static final class Group {
    final Object key;
    Object value;

    Group(Object key, Object value) {
      this.key = key;
      this.value = value;
    }
  }

  /** Accounts for the values that are together in memory while their group is made. */
  static final class GroupMemory {
    private final MemoryShare share;
    private final SizeSample sizes;

    GroupMemory(ShuffleContext context, String operation) {
      this.share = new MemoryShare(context, operation);
      this.sizes = new SizeSample(context.codecs());
    }

    void add(Object combiner) {
      share.useForGroup(sizes.measure(combiner));
    }

    void clear() {
      if (share.usedBytes() > 0) share.close();
    }
  }
}
