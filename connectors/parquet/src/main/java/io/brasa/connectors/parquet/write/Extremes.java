package io.brasa.connectors.parquet.write;

import io.brasa.connectors.parquet.encoding.Bytes;
import io.brasa.connectors.parquet.format.Physical;
import java.util.Arrays;

/**
 * Least and greatest of numbers. NaN is not looked at, and zeroes get the sign that makes them
 * wider, as the format asks for.
 */
final class Extremes {
  private final Physical physical;
  private boolean isAny;
  private long least;
  private long greatest;
  private double low;
  private double high;

  Extremes(Physical physical) {
    this.physical = physical;
  }

  void clear() {
    isAny = false;
  }

  void add(Extremes other) {
    if (!other.isAny) return;
    add(other.least);
    add(other.greatest);
  }

  void add(long bits) {
    switch (physical) {
      case FLOAT -> add(bits, Float.intBitsToFloat((int) bits));
      case DOUBLE -> add(bits, Double.longBitsToDouble(bits));
      default -> {
        if (!isAny) {
          least = bits;
          greatest = bits;
          isAny = true;
        } else if (bits < least) {
          least = bits;
        } else if (bits > greatest) {
          greatest = bits;
        }
      }
    }
  }

  private void add(long bits, double value) {
    if (Double.isNaN(value)) return;
    if (!isAny || value < low) {
      least = bits;
      low = value;
    }
    if (!isAny || value > high) {
      greatest = bits;
      high = value;
    }
    isAny = true;
  }

  Bounds bounds(int width) {
    if (!isAny) return Bounds.NONE;
    long min = least;
    long max = greatest;
    boolean isFloating = physical == Physical.FLOAT || physical == Physical.DOUBLE;
    if (isFloating && low == 0)
      min =
          physical == Physical.FLOAT
              ? Float.floatToRawIntBits(-0f)
              : Double.doubleToRawLongBits(-0.0);
    if (isFloating && high == 0) max = 0;
    return new Bounds(bytes(min, width), bytes(max, width), false);
  }

  private static byte[] bytes(long value, int width) {
    Bytes bytes = new Bytes();
    bytes.addNumber(value, width);
    return Arrays.copyOf(bytes.array(), width);
  }
}
