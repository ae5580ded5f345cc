package io.brasa.sketch;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;

/**
 * About how often each value occurs, never too seldom: the count-min sketch (Cormode and
 * Muthukrishnan: An Improved Data Stream Summary, 2005). A value is counted in one place of each
 * row of a table; its count is the least of these.
 *
 * <p>Its bytes, highest first, are those of Spark: a version of four bytes, which is 1; the count
 * of all values; the counts of rows and columns, four bytes each; a number for each row, which
 * whole numbers are multiplied by; and the table, row by row. Numbers are of eight bytes if nothing
 * else is said. Not thread-safe.
 */
public final class CountMinSketch {
  private static final int VERSION = 1;
  private static final int HEADER_BYTES = 20;
  private static final long PRIME = (1L << 31) - 1;

  private final int depth;
  private final int width;
  private final long[] factors;
  private final long[] table;
  private long count;

  private CountMinSketch(int depth, int width) {
    this.depth = depth;
    this.width = width;
    factors = new long[depth];
    table = new long[Math.multiplyExact(depth, width)];
  }

  /**
   * A sketch of no values.
   *
   * @param error how much too great a count may be, as a part of the count of all values; above 0
   * @param confidence with which probability that holds; between 0 and 1
   * @param seed sketches of one seed can be merged
   * @throws ArithmeticException if the table would have more places than an array
   */
  public static CountMinSketch of(double error, double confidence, int seed) {
    if (!(error > 0)) throw new IllegalArgumentException("error " + error);
    if (!(confidence > 0 && confidence < 1))
      throw new IllegalArgumentException("confidence " + confidence);
    int width = (int) Math.ceil(2 / error);
    int depth = (int) Math.ceil(-Math.log(1 - confidence) / Math.log(2));
    CountMinSketch sketch = new CountMinSketch(depth, width);
    Random random = new Random(seed);
    for (int i = 0; i < depth; i++) sketch.factors[i] = random.nextInt(Integer.MAX_VALUE);
    return sketch;
  }

  /**
   * A sketch from its bytes.
   *
   * @throws IllegalArgumentException if they are none
   */
  public static CountMinSketch parse(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    if (bytes.length < HEADER_BYTES || in.getInt() != VERSION)
      throw new IllegalArgumentException("not a sketch of counts");
    long count = in.getLong();
    int depth = in.getInt();
    int width = in.getInt();
    boolean isWhole =
        depth > 0
            && width > 0
            && in.remaining() == Long.BYTES * ((long) depth + (long) depth * width);
    if (!isWhole)
      throw new IllegalArgumentException("not a sketch of " + depth + " rows of " + width);
    CountMinSketch sketch = new CountMinSketch(depth, width);
    sketch.count = count;
    for (int i = 0; i < depth; i++) sketch.factors[i] = in.getLong();
    for (int i = 0; i < sketch.table.length; i++) sketch.table[i] = in.getLong();
    return sketch;
  }

  private int place(int row, long value) {
    long hash = factors[row] * value;
    hash += hash >> 32;
    hash &= PRIME;
    return row * width + (int) (hash % width);
  }

  /** Kirsch and Mitzenmacher: as many hashes as are needed from two. */
  private int place(int row, int first, int second) {
    return row * width + Math.abs((first + row * second) % width);
  }

  /** Counts a whole number. */
  public void add(long value) {
    count++;
    for (int row = 0; row < depth; row++) table[place(row, value)]++;
  }

  /** Counts a value of which two independent hashes are known. */
  public void add(int first, int second) {
    count++;
    for (int row = 0; row < depth; row++) table[place(row, first, second)]++;
  }

  /** About how often a whole number occurred. */
  public long estimate(long value) {
    long least = Long.MAX_VALUE;
    for (int row = 0; row < depth; row++) least = Math.min(least, table[place(row, value)]);
    return least;
  }

  /** How many values it has seen. */
  public long count() {
    return count;
  }

  public int sizeBytes() {
    return HEADER_BYTES + Long.BYTES * (depth + table.length);
  }

  /**
   * Takes in what another has seen.
   *
   * @throws IllegalArgumentException if it has another size or seed
   */
  public void merge(CountMinSketch other) {
    if (other.width != width || !Arrays.equals(factors, other.factors))
      throw new IllegalArgumentException("a sketch of another size or seed");
    count += other.count;
    for (int i = 0; i < table.length; i++) table[i] += other.table[i];
  }

  public byte[] toBytes() {
    ByteBuffer out = ByteBuffer.allocate(sizeBytes());
    out.putInt(VERSION).putLong(count).putInt(depth).putInt(width);
    for (long factor : factors) out.putLong(factor);
    for (long each : table) out.putLong(each);
    return out.array();
  }
}
