package io.brasa.sql.operator.aggregate;

import io.brasa.sql.operator.key.WordKeys;

/**
 * Finds the groups of whole numbers that lie close together by a table that the numbers themselves
 * are places in: nothing is hashed, and keys that come in order, as numbered things do, find their
 * groups in order too. Gives up for good once the numbers lie so far apart that a table of hashes
 * would be smaller. Belongs to one thread.
 */
final class DirectGroups {
  /** So many places are always granted. */
  private static final long MIN_PLACES = 1 << 18;

  /**
   * And so many for each group: keys that were divided among tasks by their hash leave wide gaps.
   */
  private static final long PLACES_PER_GROUP = 40;

  private static final long MAX_PLACES = 1 << 28;

  /** By number less base the group plus one; zero where it has not been met. */
  private int[] groupOf = {};

  private long base;
  private int nullGroup = -1;
  private boolean isOver;

  /**
   * Finds the groups of all places of a column.
   *
   * @param groupCount how many there are
   * @return false: it has given up, and nothing was done
   */
  boolean find(WordKeys column, int count, int groupCount, int[] groups, NewGroups newGroups) {
    if (isOver) return false;
    long[] keys = column.bound();
    boolean hasNulls = column.hasBoundNulls();
    if (!cover(column, count, hasNulls, groupCount)) {
      giveUp();
      return false;
    }
    int[] known = groupOf;
    long first = base;
    for (int i = 0; i < count; i++) {
      if (hasNulls && column.isNull(i)) {
        if (nullGroup < 0) nullGroup = newGroups.add(i);
        groups[i] = nullGroup;
        continue;
      }
      int at = (int) (keys[i] - first);
      int group = known[at];
      if (group == 0) known[at] = group = newGroups.add(i) + 1;
      groups[i] = group - 1;
    }
    return true;
  }

  /** Makes the table reach all keys of a batch; false if they lie too far apart. */
  private boolean cover(WordKeys column, int count, boolean hasNulls, int groupCount) {
    long[] keys = column.bound();
    long least = Long.MAX_VALUE;
    long most = Long.MIN_VALUE;
    if (hasNulls) {
      for (int i = 0; i < count; i++) {
        if (column.isNull(i)) continue;
        least = Math.min(least, keys[i]);
        most = Math.max(most, keys[i]);
      }
    } else {
      for (int i = 0; i < count; i++) {
        least = Math.min(least, keys[i]);
        most = Math.max(most, keys[i]);
      }
    }
    if (least > most) return true;
    boolean isFirst = groupOf.length == 0;
    long low = isFirst ? least : Math.min(base, least);
    long high = isFirst ? most : Math.max(base + groupOf.length - 1, most);
    long range = high - low + 1;
    long limit =
        Math.min(MAX_PLACES, Math.max(MIN_PLACES, PLACES_PER_GROUP * ((long) groupCount + count)));
    if (range <= 0 || range > limit) return false;
    if (range > groupOf.length) grow(low, high, range);
    return true;
  }

  private void grow(long low, long high, long range) {
    int places = (int) Math.max(range, Math.min(MAX_PLACES, 2L * groupOf.length));
    // Room is left on the side to which it grew; the least numbers of all have none below them.
    boolean isDownwards = groupOf.length > 0 && low < base;
    long newBase = isDownwards ? Math.min(low, high - places + 1) : low;
    if (isDownwards && high < Long.MIN_VALUE + places) newBase = low;
    int[] grown = new int[places];
    if (groupOf.length > 0)
      System.arraycopy(groupOf, 0, grown, (int) (base - newBase), groupOf.length);
    groupOf = grown;
    base = newBase;
  }

  /** Lets go of the table; keys are to be hashed from now on. */
  void giveUp() {
    isOver = true;
    groupOf = new int[0];
  }

  /** Whether keys are to be hashed. */
  boolean isOver() {
    return isOver;
  }

  long sizeBytes() {
    return 4L * groupOf.length;
  }

  void clear() {
    groupOf = new int[0];
    nullGroup = -1;
  }
}
