package io.brasa.connectors.parquet.bloom;

import io.brasa.connectors.parquet.format.CompactReader;
import io.brasa.connectors.parquet.format.CompactWriter;
import io.brasa.connectors.parquet.format.Damage;
import io.brasa.connectors.parquet.format.ThriftStruct;

/** Tells of values, by their hash, whether they may be among those added. Not thread-safe. */
public final class BloomFilter {
  private static final int[] SALT = {
    0x47b6137b, 0x44974d91, 0x8824ad5b, 0xa2b7289d, 0x705495c7, 0x2df1424b, 0x9efc4947, 0x5c6bfb31
  };
  private static final int BLOCK_BYTES = 32;
  private static final int BYTES_MAX = 128 << 20;

  private final int[] words;

  private BloomFilter(int[] words) {
    this.words = words;
  }

  /**
   * An empty filter.
   *
   * @param distinctCount how many values will be added
   * @param falsePositives how often others may seem to be among them, such as 0.01
   */
  public static BloomFilter of(long distinctCount, double falsePositives, int bytesMax) {
    double bits = -8.0 * distinctCount / Math.log(1 - Math.pow(falsePositives, 1.0 / 8));
    long bytes = BLOCK_BYTES;
    while (bytes < bits / 8 && bytes < bytesMax) bytes *= 2;
    return new BloomFilter(new int[(int) (bytes / 4)]);
  }

  /** Reads one with its header. Fails with {@link Damage}. */
  public static BloomFilter read(byte[] bytes, int from, int end) {
    CompactReader reader = new CompactReader(bytes, from, end);
    ThriftStruct header = reader.readStruct();
    int count = header.count(1);
    boolean isKnown =
        header.struct(2).choice() == 1
            && header.struct(3).choice() == 1
            && header.struct(4).choice() == 1;
    if (!isKnown) throw new Damage(from, "a Bloom filter of another kind");
    if (count == 0 || count % BLOCK_BYTES != 0 || count > end - reader.position())
      throw new Damage(from, "a Bloom filter of " + count + " bytes");
    int[] words = new int[count / 4];
    int at = reader.position();
    for (int i = 0; i < words.length; i++, at += 4) {
      words[i] =
          bytes[at] & 0xff
              | (bytes[at + 1] & 0xff) << 8
              | (bytes[at + 2] & 0xff) << 16
              | bytes[at + 3] << 24;
    }
    return new BloomFilter(words);
  }

  /** How long a filter is, from the beginning of its header; at most what is sensible. */
  public static int lengthOf(byte[] bytes, int from, int end) {
    CompactReader reader = new CompactReader(bytes, from, end);
    int count = reader.readStruct().count(1);
    if (count > BYTES_MAX) throw new Damage(from, "a Bloom filter of " + count + " bytes");
    return reader.position() - from + count;
  }

  /** With its header, as files have it. */
  public byte[] bytes() {
    byte[] header =
        CompactWriter.bytes(
            new ThriftStruct()
                .set(1, 4 * words.length)
                .set(2, new ThriftStruct().set(1, new ThriftStruct()))
                .set(3, new ThriftStruct().set(1, new ThriftStruct()))
                .set(4, new ThriftStruct().set(1, new ThriftStruct())));
    byte[] all = java.util.Arrays.copyOf(header, header.length + 4 * words.length);
    int at = header.length;
    for (int word : words) {
      for (int i = 0; i < 4; i++) all[at++] = (byte) (word >>> 8 * i);
    }
    return all;
  }

  private int block(long hash) {
    return (int) ((hash >>> 32) * (words.length / 8) >>> 32) * 8;
  }

  public void add(long hash) {
    int block = block(hash);
    for (int i = 0; i < 8; i++) words[block + i] |= 1 << ((int) hash * SALT[i] >>> 27);
  }

  public boolean mayHold(long hash) {
    int block = block(hash);
    for (int i = 0; i < 8; i++) {
      if ((words[block + i] & 1 << ((int) hash * SALT[i] >>> 27)) == 0) return false;
    }
    return true;
  }
}
