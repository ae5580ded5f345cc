package io.brasa.connectors.parquet.encoding;

import io.brasa.connectors.parquet.format.Damage;
import io.brasa.connectors.parquet.format.Encoding;
import io.brasa.connectors.parquet.format.Physical;

/**
 * Reads the values of one page, front to back, nulls not among them. Which methods work depends on
 * the type of the column; others are damage, as files should not have them. Used by one thread.
 */
public abstract sealed class ValueReader
    permits PlainReader,
        PlainBytesReader,
        BooleanReader,
        DeltaReader,
        DeltaLengthReader,
        DeltaBytesReader,
        SplitReader {
  /**
   * A reader of the bytes from {@code from} to {@code end}.
   *
   * @param valueCount of the page, nulls included: there are not more values
   * @param width bytes of a value where that is fixed
   */
  public static ValueReader of(
      Encoding encoding,
      Physical physical,
      int width,
      byte[] page,
      int from,
      int end,
      int valueCount) {
    return switch (encoding) {
      case PLAIN ->
          switch (physical) {
            case BOOLEAN -> new BooleanReader(page, from, end, false);
            case BYTE_ARRAY -> new PlainBytesReader(page, from, end);
            default -> new PlainReader(page, from, end, width);
          };
      case RLE -> {
        if (physical != Physical.BOOLEAN) throw misfit(encoding, physical);
        yield new BooleanReader(page, from, end, true);
      }
      case DELTA_BINARY_PACKED -> {
        if (physical != Physical.INT32 && physical != Physical.INT64)
          throw misfit(encoding, physical);
        yield new DeltaReader(page, from, end, valueCount);
      }
      case DELTA_LENGTH_BYTE_ARRAY -> {
        if (physical != Physical.BYTE_ARRAY) throw misfit(encoding, physical);
        yield new DeltaLengthReader(page, from, end, valueCount);
      }
      case DELTA_BYTE_ARRAY -> {
        if (physical != Physical.BYTE_ARRAY && physical != Physical.FIXED_LEN_BYTE_ARRAY)
          throw misfit(encoding, physical);
        yield new DeltaBytesReader(page, from, end, valueCount, width);
      }
      case BYTE_STREAM_SPLIT -> {
        if (physical == Physical.BOOLEAN || physical == Physical.BYTE_ARRAY)
          throw misfit(encoding, physical);
        yield new SplitReader(page, from, end, width);
      }
      default -> throw misfit(encoding, physical);
    };
  }

  private static Damage misfit(Encoding encoding, Physical physical) {
    return new Damage(0, "values of type " + physical + " are not encoded as " + encoding);
  }

  private Damage misfit(String asked) {
    return new Damage(0, getClass().getSimpleName() + " has no values of " + asked);
  }

  static Damage tooFew(int position) {
    return new Damage(position, "a page ends before its last value");
  }

  /** Passes over values. */
  public abstract void skip(int count);

  public void ints(int[] out, int at, int count) {
    throw misfit("32 bits");
  }

  public void longs(long[] out, int at, int count) {
    throw misfit("64 bits");
  }

  public void floats(float[] out, int at, int count) {
    throw misfit("floating point");
  }

  public void doubles(double[] out, int at, int count) {
    throw misfit("floating point");
  }

  /** Only some of the next {@code among} values, at rising places. */
  public void ints(int[] out, int at, int[] places, int count, int among) {
    int[] all = new int[among];
    ints(all, 0, among);
    for (int i = 0; i < count; i++) out[at + i] = all[places[i]];
  }

  /** Only some of the next {@code among} values, at rising places. */
  public void longs(long[] out, int at, int[] places, int count, int among) {
    long[] all = new long[among];
    longs(all, 0, among);
    for (int i = 0; i < count; i++) out[at + i] = all[places[i]];
  }

  /** Only some of the next {@code among} values, at rising places. */
  public void doubles(double[] out, int at, int[] places, int count, int among) {
    double[] all = new double[among];
    doubles(all, 0, among);
    for (int i = 0; i < count; i++) out[at + i] = all[places[i]];
  }

  /** Booleans as 0 and 1. */
  public void booleans(byte[] out, int at, int count) {
    throw misfit("one bit");
  }

  /** Values of a fixed length, one behind the other; {@code at} counts bytes. */
  public void fixed(byte[] out, int at, int count) {
    throw misfit("fixed length");
  }

  public void bytes(BytesTarget out, int count) {
    throw misfit("any length");
  }

  /** Only some of the next {@code among} values, at rising places; it passes over the others. */
  public void bytes(BytesTarget out, int[] places, int count, int among) {
    int next = 0;
    for (int i = 0; i < count; i++) {
      skip(places[i] - next);
      bytes(out, 1);
      next = places[i] + 1;
    }
    skip(among - next);
  }
}
