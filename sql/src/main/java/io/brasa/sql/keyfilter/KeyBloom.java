package io.brasa.sql.keyfilter;

import io.brasa.columnar.vector.FlatVector;
import io.brasa.columnar.vector.VectorHash;
import java.util.List;

/**
 * A Bloom filter of which each key looks at one word only, so that a look-up waits for memory once:
 * four bits of that word are set for it (Putze, Sanders and Singler, "Cache-, Hash- and
 * Space-Efficient Bloom Filters", WEA 2007, section 3, with blocks of a word). With 16 to 32 bits a
 * key about one of a hundred others is let through.
 *
 * @param words as many as a power of two
 * @param least if keys are words no key is below
 * @param greatest none is above
 */
@SuppressWarnings("ArrayRecordComponent")
record KeyBloom(long[] words, boolean areWords, long least, long greatest) implements KeyFilter {
  private static final long BITS_PER_KEY = 16;
  private static final long MOST_WORDS = 1L << 22;

  static KeyBloom of(
      List<KeySample> samples, boolean areWords, long count, long least, long greatest) {
    long wanted = Math.clamp(count * BITS_PER_KEY / 64, 8, MOST_WORDS);
    long[] words = new long[(int) Long.highestOneBit(2 * wanted - 1)];
    for (KeySample sample : samples) {
      for (long value : sample.values()) {
        long hash = areWords ? VectorHash.of(value) : value;
        words[place(hash, words.length)] |= mask(hash);
      }
    }
    return new KeyBloom(words, areWords, least, greatest);
  }

  private static int place(long hash, int count) {
    return (int) (hash >>> 40) & count - 1;
  }

  private static long mask(long hash) {
    return 1L << hash | 1L << (hash >>> 6) | 1L << (hash >>> 12) | 1L << (hash >>> 18);
  }

  @Override
  public long[] bounds() {
    return areWords ? new long[] {least, greatest} : new long[0];
  }

  @Override
  public boolean[] isKey(FlatVector flat, int[] rows, int count) {
    long[] hashes = hashes(flat, rows, count);
    boolean mayBeNull = flat.mayHaveNulls();
    boolean[] is = new boolean[count];
    for (int i = 0; i < count; i++) {
      long mask = mask(hashes[i]);
      is[i] =
          (words[place(hashes[i], words.length)] & mask) == mask
              && !(mayBeNull && flat.isNullAt(rows == null ? i : rows[i]));
    }
    return is;
  }

  private static long[] hashes(FlatVector flat, int[] rows, int count) {
    long[] hashes = new long[count];
    VectorHash.hash(flat, rows, count, hashes, false);
    return hashes;
  }

  @Override
  public int keep(FlatVector flat, int[] rows, int count, int[] kept) {
    if (flat.mayHaveNulls()) return KeyFilter.super.keep(flat, rows, count, kept);
    long[] hashes = hashes(flat, rows, count);
    int size = 0;
    for (int i = 0; i < count; i++) {
      long mask = mask(hashes[i]);
      kept[size] = rows == null ? i : rows[i];
      size += (words[place(hashes[i], words.length)] & mask) == mask ? 1 : 0;
    }
    return size;
  }

  /** As many as give so many bits, by and large: keys that come twice set them once. */
  @Override
  public long keyCount() {
    long set = 0;
    for (long word : words) set += Long.bitCount(word);
    double share = Math.min(0.999, set / (64.0 * words.length));
    return Math.max(1, Math.round(-Math.log1p(-share) * 16 * words.length));
  }

  @Override
  public long sizeBytes() {
    return 48 + 8L * words.length;
  }

  @Override
  public String toString() {
    return "about " + keyCount() + " keys in a Bloom filter of " + 8L * words.length + " bytes";
  }
}
