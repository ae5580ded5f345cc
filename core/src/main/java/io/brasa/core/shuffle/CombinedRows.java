package io.brasa.core.shuffle;

import java.util.ArrayList;
import java.util.List;

/**
 * Joins the combiners of equal keys in records that come in the order of the hash. Keys of one hash come out in the order of
 * their first appearance, as a {@link CombineTable} that had room for all would give them.
 */
final class CombinedRows extends Rows {
  private final Rows source;
  private final KeyAccess keys;
  private final Merging merging;
  private final GroupMemory memory;
  private final List<Object> groupKeys = new ArrayList<>();
  private final List<Object> groupValues = new ArrayList<>();
  private int nextInGroup;
  private boolean isStarted;
  private boolean sourceHasRow;

  /** @param source each key and combiner with the key's hash */
  CombinedRows(Rows source, KeyAccess keys, Merging merging, GroupMemory memory) {
    this.source = source;
    this.keys = keys;
    this.merging = merging;
    this.memory = memory;
  }

  @Override
  boolean advance() {
    if (nextInGroup == groupKeys.size() && !readGroup()) return false;
    key = groupKeys.get(nextInGroup);
    value = groupValues.set(nextInGroup, null);
    nextInGroup++;
    return true;
  }

  private boolean readGroup() {
    groupKeys.clear();
    groupValues.clear();
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
    return true;
  }

  private void take(Object nextKey, Object combiner) {
    memory.add(combiner);
    for (int i = 0; i < groupKeys.size(); i++) {
      if (keys.equal(groupKeys.get(i), nextKey)) {
        groupValues.set(i, merging.join(groupValues.get(i), combiner));
        return;
      }
    }
    groupKeys.add(nextKey);
    groupValues.add(combiner);
  }

  @Override
  public void close() {
    sourceHasRow = false;
    isStarted = true;
    nextInGroup = groupKeys.size();
    memory.clear();
    source.close();
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
