package io.brasa.sql.operator.join;

import io.brasa.columnar.vector.Batch;
import io.brasa.columnar.vector.Vector;
import io.brasa.columnar.vector.VectorHash;
import io.brasa.sql.operator.key.KeyColumn;
import io.brasa.sql.operator.key.WordKeys;
import java.util.Arrays;
import java.util.List;

/**
 * The rows that a join is built of, found by their keys. Rows with a null that equals nothing are
 * not found.
 *
 * <p>A single key whose values are whole numbers and lie near each other is a place in an array:
 * what is there needs no comparison. Else slots are found by open addressing with linear probing: a
 * slot holds 32 bits of the key's hash, the <em>tag</em>, and the first row with that tag on the
 * way from where the hash begins. Rows whose tags are equal hang together in a chain, in their
 * order, also those few whose keys differ; so the search ends with the first equal tag, and who
 * finds it compares keys. Nothing is ever taken out, so that a later search goes the way of the
 * earlier one.
 */
final class BuildTable {
  /** What a row takes beside its columns, at most. */
  static final int BYTES_PER_ROW = 40;

  /** An array of places may be so many times longer than there are rows. */
  private static final long SPARSE = 4;

  private static final long TAG = 0xFFFF_FFFF_0000_0000L;
  private static final long FEW_PLACES = 1 << 12;
  private static final long MOST_PLACES = 1 << 28;

  private final Batch rows;
  private final KeyColumn[] keys;
  private final boolean hasNullKey;

  /** By key, from the least on, the first row, or -1; null if rows are found by hashes. */
  private int[] places;

  private long least;

  /** The tag above, the first row and one below; zero where a slot is free. */
  private long[] slots = {};

  /** The next row of a chain, or -1; null if all chains are of one row. */
  private int[] next;

  /** Whether a row has found a partner; null if nobody asks. */
  private final boolean[] matched;

  private Probe probe;

  /**
   * @param vectors the keys of the rows
   * @param isNullSafe for each key whether null equals null
   */
  BuildTable(Batch rows, Vector[] vectors, List<Boolean> isNullSafe, boolean isMatchKept) {
    this.rows = rows;
    int count = rows.length();
    keys = new KeyColumn[vectors.length];
    for (int i = 0; i < keys.length; i++) {
      keys[i] = KeyColumn.of(vectors[i].type());
      keys[i].bind(vectors[i], null, count);
    }
    boolean[] isOut = withoutPartner(vectors, isNullSafe, count);
    hasNullKey = isOut != null;
    matched = isMatchKept ? new boolean[count] : null;
    if (!placed(isNullSafe, isOut, count)) hashed(vectors, isOut, count);
  }

  /** Gives each key a place if keys lie near enough. */
  private boolean placed(List<Boolean> isNullSafe, boolean[] isOut, int count) {
    boolean isPlain =
        keys.length == 1
            && !isNullSafe.getFirst()
            && keys[0] instanceof WordKeys whole
            && whole.isWhole();
    if (!isPlain) return false;
    long[] words = ((WordKeys) keys[0]).bound();
    long min = Long.MAX_VALUE;
    long max = Long.MIN_VALUE;
    for (int row = 0; row < count; row++) {
      if (isOut != null && isOut[row]) continue;
      min = Math.min(min, words[row]);
      max = Math.max(max, words[row]);
    }
    long width = max - min + 1;
    if (min > max || width <= 0 || width > Math.clamp(SPARSE * count, FEW_PLACES, MOST_PLACES))
      return false;
    least = min;
    places = new int[(int) width];
    Arrays.fill(places, -1);
    // From behind, so that chains have the order of the rows.
    for (int row = count - 1; row >= 0; row--) {
      if (isOut != null && isOut[row]) continue;
      int at = (int) (words[row] - min);
      if (places[at] >= 0) chain(row, places[at], count);
      places[at] = row;
    }
    keys[0].clear();
    return true;
  }

  private void chain(int row, int behind, int count) {
    if (next == null) {
      next = new int[count];
      Arrays.fill(next, -1);
    }
    next[row] = behind;
  }

  private void hashed(Vector[] vectors, boolean[] isOut, int count) {
    long[] hashes = new long[count];
    for (int i = 0; i < keys.length; i++) {
      VectorHash.hash(vectors[i], null, count, hashes, i > 0);
      for (int row = 0; row < count; row++) keys[i].append(row);
    }
    slots = new long[slots(count)];
    for (int row = count - 1; row >= 0; row--) {
      if (isOut != null && isOut[row]) continue;
      int at = slot(hashes[row]);
      if (slots[at] != 0) chain(row, first(slots[at]), count);
      slots[at] = hashes[row] & TAG | row + 1;
    }
  }

  /** The slot of a hash's tag, or the free one where the search for it ends. */
  private int slot(long hash) {
    int mask = slots.length - 1;
    int at = (int) hash & mask;
    while (slots[at] != 0 && (slots[at] ^ hash) >>> 32 != 0) at = at + 1 & mask;
    return at;
  }

  private static int first(long slot) {
    return (int) slot - 1;
  }

  private BuildTable(BuildTable other) {
    rows = other.rows;
    keys = new KeyColumn[other.keys.length];
    for (int i = 0; i < keys.length; i++) keys[i] = other.keys[i].view();
    hasNullKey = other.hasNullKey;
    places = other.places;
    least = other.least;
    slots = other.slots;
    next = other.next;
    matched = null;
  }

  /** The same table for another thread; nobody keeps there which rows found partners. */
  BuildTable view() {
    return new BuildTable(this);
  }

  /** At most two thirds are taken. */
  private static int slots(int count) {
    return Integer.highestOneBit((int) Math.clamp(3L * count, 16, 1 << 30));
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

  /** Begins to look up the rows of a batch; ends what was begun before. */
  Probe probe(Vector[] vectors, int[] selected, int count, List<Boolean> isNullSafe) {
    if (probe == null) probe = new Probe();
    probe.begin(vectors, selected, count, isNullSafe);
    return probe;
  }

  /** The pairs of the rows of one batch, drawn in rounds: one row of each chain a round. */
  final class Probe {
    private int[] entries = {};
    private int[] frontier = {};
    private long[] hashes = {};
    private int frontierSize;

    private void begin(Vector[] vectors, int[] selected, int count, List<Boolean> isNullSafe) {
      if (entries.length < count) {
        entries = new int[count];
        frontier = new int[count];
        if (places == null) hashes = new long[count];
      }
      boolean mayBeOut = false;
      for (int i = 0; i < keys.length; i++) {
        keys[i].bind(vectors[i], selected, count);
        if (places == null) VectorHash.hash(vectors[i], selected, count, hashes, i > 0);
        mayBeOut |= !isNullSafe.get(i) && vectors[i].mayHaveNulls();
      }
      frontierSize = places == null ? findSlots(count) : findPlaces(count);
      if (mayBeOut) leaveOut(isNullSafe);
    }

    /** Without a branch on what is found, which cannot be foretold. */
    private int findPlaces(int count) {
      long[] words = ((WordKeys) keys[0]).bound();
      int[] from = places;
      int size = 0;
      for (int i = 0; i < count; i++) {
        long at = words[i] - least;
        int entry = Long.compareUnsigned(at, from.length) < 0 ? from[(int) at] : -1;
        entries[i] = entry;
        frontier[size] = i;
        size += entry >>> 31 ^ 1;
      }
      return size;
    }

    private int findSlots(int count) {
      int size = 0;
      for (int i = 0; i < count; i++) {
        long found = slots[slot(hashes[i])];
        entries[i] = first(found);
        frontier[size] = i;
        size += found == 0 ? 0 : 1;
      }
      return size;
    }

    /** Nulls that equal nothing. */
    private void leaveOut(List<Boolean> isNullSafe) {
      for (int key = 0; key < keys.length; key++) {
        if (isNullSafe.get(key)) continue;
        int left = 0;
        for (int i = 0; i < frontierSize; i++) {
          frontier[left] = frontier[i];
          left += keys[key].isNull(frontier[i]) ? 0 : 1;
        }
        frontierSize = left;
      }
    }

    boolean hasNext() {
      return frontierSize > 0;
    }

    /**
     * The pairs of the next round.
     *
     * @param found get the places of the probing rows
     * @param partners get the rows of the table
     * @return how many pairs
     */
    int next(int[] found, int[] partners) {
      System.arraycopy(frontier, 0, found, 0, frontierSize);
      int size = frontierSize;
      if (places == null) for (KeyColumn key : keys) size = key.equalFirst(found, size, entries);
      for (int i = 0; i < size; i++) partners[i] = entries[found[i]];
      advance();
      return size;
    }

    private void advance() {
      if (next == null) {
        frontierSize = 0;
        return;
      }
      int left = 0;
      for (int i = 0; i < frontierSize; i++) {
        int place = frontier[i];
        int behind = next[entries[place]];
        entries[place] = behind;
        frontier[left] = place;
        left += behind >>> 31 ^ 1;
      }
      frontierSize = left;
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
    long bytes = rows.sizeBytes() + 8L * slots.length;
    if (places != null) bytes += 4L * places.length;
    if (next != null) bytes += 4L * next.length;
    for (KeyColumn key : keys) bytes += key.sizeBytes();
    return bytes;
  }
}
