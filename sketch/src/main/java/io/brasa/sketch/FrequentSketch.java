package io.brasa.sketch;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.datasketches.common.ArrayOfItemsSerDe;
import org.apache.datasketches.common.SketchesException;
import org.apache.datasketches.frequencies.ErrorType;
import org.apache.datasketches.frequencies.FrequentItemsSketch;

/**
 * The values that occur most often, in bounded memory: counters that are all decreased when there
 * are too many (Misra and Gries 1982; Anderson et al., A High-Performance Algorithm for Identifying
 * Frequent Items in Data Streams, 2017). Nulls are counted apart. Its bytes are those of Apache
 * DataSketches, followed by how many nulls there were, eight bytes with the highest first. Not
 * thread-safe.
 */
public final class FrequentSketch {
  /** The most values that may be asked to be kept. */
  public static final int MAX_TRACKED = 1_000_000;

  private static final double LOAD = 0.75;

  /**
   * A value and about how often it occurred.
   *
   * @param item null for nulls
   */
  public record Frequent(Object item, long count) {}

  private final ArrayOfItemsSerDe<Object> form;
  private FrequentItemsSketch<Object> sketch;
  private long nullCount;

  private FrequentSketch(
      ArrayOfItemsSerDe<Object> form, FrequentItemsSketch<Object> sketch, long nullCount) {
    this.form = form;
    this.sketch = sketch;
    this.nullCount = nullCount;
  }

  /**
   * A sketch of no values.
   *
   * @param trackedCount how many values are counted at most, exactly as long as there are no more;
   *     from 1 to {@link #MAX_TRACKED}
   */
  public static FrequentSketch of(Items items, int trackedCount) {
    if (trackedCount < 1 || trackedCount > MAX_TRACKED)
      throw new IllegalArgumentException("tracks " + trackedCount + " values");
    int slots = (int) Math.ceil(trackedCount / LOAD);
    int mapSize = Math.max(8, Integer.highestOneBit(Math.max(1, slots - 1)) << 1);
    return new FrequentSketch(items.form(), new FrequentItemsSketch<>(mapSize), 0);
  }

  /**
   * A sketch from its bytes.
   *
   * @throws IllegalArgumentException if they are no sketch of such items
   */
  public static FrequentSketch parse(Items items, byte[] bytes) {
    ArrayOfItemsSerDe<Object> form = items.form();
    int end = bytes.length - Long.BYTES;
    if (end < 0) throw new IllegalArgumentException("not a sketch: " + bytes.length + " bytes");
    try {
      MemorySegment segment = MemorySegment.ofArray(Arrays.copyOf(bytes, end));
      long nulls = ByteBuffer.wrap(bytes, end, Long.BYTES).getLong();
      return new FrequentSketch(form, FrequentItemsSketch.getInstance(segment, form), nulls);
    } catch (SketchesException
        | IndexOutOfBoundsException
        | NegativeArraySizeException
        | ArrayStoreException e) {
      throw new IllegalArgumentException("not a sketch: " + e.getMessage(), e);
    }
  }

  /** Counts a value of the class that the items have; null is one too. */
  public void add(Object item) {
    if (item == null) nullCount++;
    else sketch.update(item);
  }

  /** Takes in what another of the same items has seen. */
  public void merge(FrequentSketch other) {
    sketch = sketch.merge(other.sketch);
    nullCount += other.nullCount;
  }

  /**
   * The most frequent values of which it is sure that no other is more frequent, most frequent
   * first.
   */
  public List<Frequent> top(int count) {
    List<Frequent> all = new ArrayList<>();
    boolean isNullLeft = nullCount > 0;
    for (FrequentItemsSketch.Row<Object> row :
        sketch.getFrequentItems(ErrorType.NO_FALSE_POSITIVES)) {
      if (isNullLeft && nullCount > row.getEstimate()) {
        all.add(new Frequent(null, nullCount));
        isNullLeft = false;
      }
      all.add(new Frequent(row.getItem(), row.getEstimate()));
    }
    if (isNullLeft) all.add(new Frequent(null, nullCount));
    return List.copyOf(all.subList(0, Math.min(count, all.size())));
  }

  public byte[] toBytes() {
    byte[] counted = sketch.toByteArray(form);
    return ByteBuffer.allocate(counted.length + Long.BYTES).put(counted).putLong(nullCount).array();
  }

  /** What classes the values have, and how they are written. */
  public enum Items {
    /** {@link Boolean}. */
    BOOLEANS,
    /** All {@link Byte}, {@link Short}, {@link Integer}, {@link Long} or {@link Float}. */
    NUMBERS,
    /** {@link Long} without a mark of its class. */
    LONGS,
    /** {@link Double} without a mark of its class. */
    DOUBLES,
    /** {@link String}. */
    TEXTS,
    /** {@link java.math.BigInteger}. */
    WIDE_NUMBERS;

    @SuppressWarnings("unchecked") // callers keep to the classes that are said above
    private ArrayOfItemsSerDe<Object> form() {
      return (ArrayOfItemsSerDe<Object>) (ArrayOfItemsSerDe<?>) ItemForms.of(this);
    }
  }
}
