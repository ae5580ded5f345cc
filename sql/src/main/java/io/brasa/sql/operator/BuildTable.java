package io.brasa.sql.operator;

import io.brasa.columnar.vector.Batch;
import io.brasa.columnar.vector.Vector;
import io.brasa.columnar.vector.VectorHash;
import java.util.Arrays;
import java.util.List;

/**
 * The rows that a join is built of, found by their keys. Rows whose keys begin at the same slot
 * hang together in a chain, in their order; rows with a null that equals nothing are in no chain.
 */
final class BuildTable {
  /** What a row takes beside its columns. */
  static final int BYTES_PER_ROW = 16;

  private final Batch rows;
  private final KeyColumn[] keys;
  private final boolean hasNullKey;
  private final int[] heads;
  private final int[] next;
  private final int[] tags;

  /** Whether a row has found a partner; null if nobody asks. */
  private final boolean[] matched;

  /**
   * @param vectors the keys of the rows
   * @param isNullSafe for each key whether null equals null
   */
  BuildTable(Batch rows, Vector[] vectors, List<Boolean> isNullSafe, boolean isMatchKept) {
    this.rows = rows;
    int count = rows.length();
    keys = new KeyColumn[vectors.length];
    long[] hashes = new long[count];
    for (int i = 0; i < keys.length; i++) {
      keys[i] = KeyColumn.of(vectors[i].type());
      keys[i].bind(vectors[i], null, count);
      VectorHash.hash(vectors[i], null, count, hashes, i > 0);
      for (int row = 0; row < count; row++) keys[i].append(row);
    }
    boolean[] isOut = withoutPartner(vectors, isNullSafe, count);
    hasNullKey = isOut != null;
    heads = new int[slots(count)];
    Arrays.fill(heads, -1);
    next = new int[count];
    tags = new int[count];
    // From behind, so that chains have the order of the rows.
    for (int row = count - 1; row >= 0; row--) {
      if (isOut != null && isOut[row]) continue;
      int slot = (int) hashes[row] & heads.length - 1;
      tags[row] = (int) (hashes[row] >>> 32);
      next[row] = heads[slot];
      heads[slot] = row;
    }
    matched = isMatchKept ? new boolean[count] : null;
  }

  private BuildTable(BuildTable other) {
    rows = other.rows;
    keys = new KeyColumn[other.keys.length];
    for (int i = 0; i < keys.length; i++) keys[i] = other.keys[i].view();
    hasNullKey = other.hasNullKey;
    heads = other.heads;
    next = other.next;
    tags = other.tags;
    matched = null;
  }

  /** The same table for another thread; nobody keeps there which rows found partners. */
  BuildTable view() {
    return new BuildTable(this);
  }

  private static int slots(int count) {
    return Integer.highestOneBit(Math.clamp(2L * count, 16, 1 << 30));
  }

  /** By row whether some key is a null that equals nothing; null if no row is so. */
  static boolean[] withoutPartner(Vector[] vectors, List<Boolean> isNullSafe, int count) {
    boolean[] isOut = null;
    for (int i = 0; i < vectors.length; i++) {
      if (isNullSafe.get(i) || !vectors[i].mayHaveNulls()) continue;
      for (int row = 0; row < count; row++) {
        if (!vectors[i].isNullAt(row)) continue;
        if (isOut == null) isOut = new boolean[count];
        isOut[row] = true;
      }
    }
    return isOut;
  }

  Batch rows() {
    return rows;
  }

  boolean hasNullKey() {
    return hasNullKey;
  }

  boolean[] matched() {
    return matched;
  }

  /** Begins to look up the rows of a batch. */
  Probe probe(Vector[] vectors, int[] selected, int count, List<Boolean> isNullSafe) {
    return new Probe(vectors, selected, count, isNullSafe);
  }

  /** The pairs of the rows of one batch, drawn in rounds: one chain link of each row a round. */
  final class Probe {
    private final int[] entries;
    private final int[] tagOf;
    private int[] frontier;
    private int frontierSize;
    private final int[] candidates;

    private Probe(Vector[] vectors, int[] selected, int count, List<Boolean> isNullSafe) {
      long[] hashes = new long[count];
      for (int i = 0; i < keys.length; i++) {
        VectorHash.hash(vectors[i], selected, count, hashes, i > 0);
        keys[i].bind(vectors[i], selected, count);
      }
      entries = new int[count];
      tagOf = new int[count];
      frontier = new int[count];
      candidates = new int[count];
      for (int i = 0; i < count; i++) {
        int head = heads[(int) hashes[i] & heads.length - 1];
        if (head < 0 || isOut(i, isNullSafe)) continue;
        entries[i] = head;
        tagOf[i] = (int) (hashes[i] >>> 32);
        frontier[frontierSize++] = i;
      }
    }

    private boolean isOut(int place, List<Boolean> isNullSafe) {
      for (int i = 0; i < keys.length; i++)
        if (!isNullSafe.get(i) && keys[i].isNull(place)) return true;
      return false;
    }

    boolean hasNext() {
      return frontierSize > 0;
    }

    /**
     * The pairs of the next round.
     *
     * @param places get the places of the probing rows
     * @param partners get the rows of the table
     * @return how many pairs
     */
    int next(int[] places, int[] partners) {
      int size = 0;
      for (int i = 0; i < frontierSize; i++) {
        int place = frontier[i];
        if (tags[entries[place]] == tagOf[place]) candidates[size++] = place;
      }
      for (KeyColumn key : keys) size = key.equalFirst(candidates, size, entries);
      for (int i = 0; i < size; i++) {
        places[i] = candidates[i];
        partners[i] = entries[candidates[i]];
      }
      int left = 0;
      for (int i = 0; i < frontierSize; i++) {
        int place = frontier[i];
        entries[place] = next[entries[place]];
        if (entries[place] >= 0) frontier[left++] = place;
      }
      frontierSize = left;
      return size;
    }

    /** Looks no further for places that are done. */
    void drop(boolean[] isDone) {
      int left = 0;
      for (int i = 0; i < frontierSize; i++)
        if (!isDone[frontier[i]]) frontier[left++] = frontier[i];
      frontierSize = left;
    }
  }

  long sizeBytes() {
    long bytes = rows.sizeBytes() + 4L * heads.length + 8L * next.length;
    for (KeyColumn key : keys) bytes += key.sizeBytes();
    return bytes;
  }
}
