package io.brasa.columnar.packed;

import java.util.Arrays;

/**
 * Writes whole numbers in the form that takes the fewest bits, of two alike in the one that is read
 * faster: what is slower to read must be a good deal smaller. Belongs to one thread.
 */
final class NumberWriter {
  static final int SAME = 0;
  static final int PACKED = 1;
  static final int STEPS = 2;
  static final int RUNS = 3;
  static final int PLACES = 4;

  /** Of more different values no dictionary is made. */
  private static final int MOST_DIFFERENT = 512;

  /** For numbers of fewer bits a dictionary cannot gain much. */
  private static final int LEAST_PLACED_BITS = 12;

  private final ByteOutput out;

  NumberWriter(ByteOutput out) {
    this.out = out;
  }

  /** What decides how numbers are written. */
  private static final class Shape {
    long min;
    long max;
    long minStep = Long.MAX_VALUE;
    long maxStep = Long.MIN_VALUE;
    boolean hasSteps = true;
    int runs = 1;

    Shape(long[] values, int count) {
      min = max = values[0];
      for (int i = 1; i < count; i++) {
        long value = values[i];
        long before = values[i - 1];
        long step = value - before;
        // A step that does not fit into 64 bits is none.
        if (((value ^ before) & (value ^ step)) < 0) hasSteps = false;
        min = Math.min(min, value);
        max = Math.max(max, value);
        minStep = Math.min(minStep, step);
        maxStep = Math.max(maxStep, step);
        if (step != 0) runs++;
      }
    }
  }

  /** The bits that numbers from one to another need above the first; 64 for what no shift takes. */
  static int width(long min, long max) {
    long range = max - min;
    int width = 64 - Long.numberOfLeadingZeros(range);
    return width > 56 ? 64 : width;
  }

  void write(long[] values, int count) {
    if (count == 0) {
      same(0);
      return;
    }
    Shape shape = new Shape(values, count);
    if (shape.runs == 1) {
      same(values[0]);
      return;
    }
    int width = width(shape.min, shape.max);
    long packed = (long) count * width;
    int stepWidth = shape.hasSteps ? width(shape.minStep, shape.maxStep) : 64;
    long steps = (long) count * stepWidth;
    long runs = (long) shape.runs * (width + 8);
    if (runs < Math.min(packed, steps) / 2) runs(values, count, shape.runs);
    else if (steps < packed * 3 / 4) steps(values, count, shape.minStep, stepWidth);
    else if (width < LEAST_PLACED_BITS || !places(values, count, packed))
      packed(values, count, shape.min, width);
  }

  private void same(long value) {
    out.writeByte(SAME);
    out.writeLong(value);
  }

  private void packed(long[] values, int count, long min, int width) {
    out.writeByte(PACKED);
    out.writeLong(min);
    out.writeByte(width);
    out.writeBits(values, 0, count, min, width);
  }

  private void steps(long[] values, int count, long minStep, int width) {
    out.writeByte(STEPS);
    out.writeLong(values[0]);
    out.writeLong(minStep);
    out.writeByte(width);
    long[] steps = new long[count - 1];
    for (int i = 1; i < count; i++) steps[i - 1] = values[i] - values[i - 1];
    out.writeBits(steps, 0, count - 1, minStep, width);
  }

  private void runs(long[] values, int count, int runs) {
    long[] heads = new long[runs];
    long[] lengths = new long[runs];
    int run = -1;
    for (int i = 0; i < count; i++) {
      if (i == 0 || values[i] != values[i - 1]) heads[++run] = values[i];
      lengths[run]++;
    }
    out.writeByte(RUNS);
    out.writeInt(runs);
    write(heads, runs);
    write(lengths, runs);
  }

  /** Writes places in a dictionary if that is worth it. */
  private boolean places(long[] values, int count, long packedBits) {
    LongPlaces places = new LongPlaces(Math.min(MOST_DIFFERENT, count / 4));
    long[] ids = new long[count];
    for (int i = 0; i < count; i++) {
      int id = places.placeOf(values[i]);
      if (id < 0) return false;
      ids[i] = id;
    }
    int different = places.count();
    long bits = different * 64L + (long) count * width(0, different - 1);
    if (bits > packedBits * 2 / 3) return false;
    out.writeByte(PLACES);
    out.writeInt(different);
    // Without a dictionary of its own again.
    long[] distinct = places.values();
    long min = distinct[0];
    long max = distinct[0];
    for (int i = 1; i < different; i++) {
      min = Math.min(min, distinct[i]);
      max = Math.max(max, distinct[i]);
    }
    packed(distinct, different, min, width(min, max));
    packed(ids, count, 0, width(0, different - 1));
    return true;
  }

  /** Few different numbers in the order in which they came. */
  private static final class LongPlaces {
    private final int most;
    private final int[] slots;
    private final long[] values;
    private int count;

    LongPlaces(int most) {
      this.most = most;
      this.values = new long[Math.max(1, most)];
      this.slots = new int[Integer.highestOneBit(Math.max(4, most) * 4)];
      Arrays.fill(slots, -1);
    }

    /** Below zero if there are too many. */
    int placeOf(long value) {
      int mask = slots.length - 1;
      int slot = (int) (value * 0x9E37_79B9_7F4A_7C15L >>> 40) & mask;
      while (slots[slot] >= 0) {
        if (values[slots[slot]] == value) return slots[slot];
        slot = slot + 1 & mask;
      }
      if (count == most) return -1;
      values[count] = value;
      slots[slot] = count;
      return count++;
    }

    int count() {
      return count;
    }

    long[] values() {
      return values;
    }
  }
}
