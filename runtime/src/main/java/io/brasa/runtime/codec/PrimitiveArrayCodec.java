package io.brasa.runtime.codec;

import java.util.Arrays;

/** Arrays of primitives: their length, then the elements in fixed width. */
abstract class PrimitiveArrayCodec<T> extends ContentCodec<T> {
  private final int width;

  private PrimitiveArrayCodec(Class<T> type, int index, int width) {
    super(type, index);
    this.width = width;
  }

  static Codec<?> codecAt(int index) {
    return switch (index) {
      case 13 -> new OfBooleans();
      case 14 -> new OfBytes();
      case 15 -> new OfShorts();
      case 16 -> new OfCharacters();
      case 17 -> new OfIntegers();
      case 18 -> new OfLongs();
      case 19 -> new OfFloats();
      default -> new OfDoubles();
    };
  }

  abstract int length(T array);

  final void writeLength(T array, Encoder out) {
    int length = length(array);
    out.writeCount(length);
    out.ensure((int) Math.min((long) length * width, Integer.MAX_VALUE));
  }

  /** In a stream of unknown length the array grows with what was really read. */
  static int grown(int length, int goal) {
    return (int) Math.min(goal, 2L * length);
  }

  @Override
  Immutability immutability() {
    return Immutability.NEVER;
  }

  @Override
  KeyProblem keyProblem(T value) {
    return KeyProblem.array(type());
  }

  @Override
  public long heapBytes(T value) {
    return (16 + (long) length(value) * width + 7) & ~7L;
  }

  private static final class OfBooleans extends PrimitiveArrayCodec<boolean[]> {
    OfBooleans() {
      super(boolean[].class, 13, 1);
    }

    @Override
    int length(boolean[] array) {
      return array.length;
    }

    @Override
    public void encode(boolean[] value, Encoder out) {
      writeLength(value, out);
      for (boolean element : value) {
        out.writeBoolean(element);
      }
    }

    @Override
    public boolean[] decode(Decoder in) {
      int length = in.readCount(1);
      boolean[] result = new boolean[Decoder.believed(length)];
      for (int i = 0; i < length; i++) {
        if (i == result.length) {
          result = Arrays.copyOf(result, grown(i, length));
        }
        result[i] = in.readBoolean();
      }
      return result;
    }

    @Override
    public boolean[] copy(boolean[] value, Codecs codecs) {
      return value.clone();
    }

    @Override
    public int hash(boolean[] value) {
      return Arrays.hashCode(value);
    }

    @Override
    public boolean equal(boolean[] left, boolean[] right) {
      return Arrays.equals(left, right);
    }
  }

  private static final class OfBytes extends PrimitiveArrayCodec<byte[]> {
    OfBytes() {
      super(byte[].class, 14, 1);
    }

    @Override
    int length(byte[] array) {
      return array.length;
    }

    @Override
    public void encode(byte[] value, Encoder out) {
      out.writeByteArray(value);
    }

    @Override
    public byte[] decode(Decoder in) {
      return in.readByteArray();
    }

    @Override
    public byte[] copy(byte[] value, Codecs codecs) {
      return value.clone();
    }

    @Override
    public int hash(byte[] value) {
      return Arrays.hashCode(value);
    }

    @Override
    public boolean equal(byte[] left, byte[] right) {
      return Arrays.equals(left, right);
    }
  }

  private static final class OfShorts extends PrimitiveArrayCodec<short[]> {
    OfShorts() {
      super(short[].class, 15, 2);
    }

    @Override
    int length(short[] array) {
      return array.length;
    }

    @Override
    public void encode(short[] value, Encoder out) {
      writeLength(value, out);
      for (short element : value) {
        out.writeShort(element);
      }
    }

    @Override
    public short[] decode(Decoder in) {
      int length = in.readCount(2);
      short[] result = new short[Decoder.believed(length)];
      for (int i = 0; i < length; i++) {
        if (i == result.length) {
          result = Arrays.copyOf(result, grown(i, length));
        }
        result[i] = in.readShort();
      }
      return result;
    }

    @Override
    public short[] copy(short[] value, Codecs codecs) {
      return value.clone();
    }

    @Override
    public int hash(short[] value) {
      return Arrays.hashCode(value);
    }

    @Override
    public boolean equal(short[] left, short[] right) {
      return Arrays.equals(left, right);
    }
  }

  private static final class OfCharacters extends PrimitiveArrayCodec<char[]> {
    OfCharacters() {
      super(char[].class, 16, 2);
    }

    @Override
    int length(char[] array) {
      return array.length;
    }

    @Override
    public void encode(char[] value, Encoder out) {
      writeLength(value, out);
      for (char element : value) {
        out.writeChar(element);
      }
    }

    @Override
    public char[] decode(Decoder in) {
      int length = in.readCount(2);
      char[] result = new char[Decoder.believed(length)];
      for (int i = 0; i < length; i++) {
        if (i == result.length) {
          result = Arrays.copyOf(result, grown(i, length));
        }
        result[i] = in.readChar();
      }
      return result;
    }

    @Override
    public char[] copy(char[] value, Codecs codecs) {
      return value.clone();
    }

    @Override
    public int hash(char[] value) {
      return Arrays.hashCode(value);
    }

    @Override
    public boolean equal(char[] left, char[] right) {
      return Arrays.equals(left, right);
    }
  }

  private static final class OfIntegers extends PrimitiveArrayCodec<int[]> {
    OfIntegers() {
      super(int[].class, 17, 4);
    }

    @Override
    int length(int[] array) {
      return array.length;
    }

    @Override
    public void encode(int[] value, Encoder out) {
      writeLength(value, out);
      for (int element : value) {
        out.writeInt(element);
      }
    }

    @Override
    public int[] decode(Decoder in) {
      int length = in.readCount(4);
      int[] result = new int[Decoder.believed(length)];
      for (int i = 0; i < length; i++) {
        if (i == result.length) {
          result = Arrays.copyOf(result, grown(i, length));
        }
        result[i] = in.readInt();
      }
      return result;
    }

    @Override
    public int[] copy(int[] value, Codecs codecs) {
      return value.clone();
    }

    @Override
    public int hash(int[] value) {
      return Arrays.hashCode(value);
    }

    @Override
    public boolean equal(int[] left, int[] right) {
      return Arrays.equals(left, right);
    }
  }

  private static final class OfLongs extends PrimitiveArrayCodec<long[]> {
    OfLongs() {
      super(long[].class, 18, 8);
    }

    @Override
    int length(long[] array) {
      return array.length;
    }

    @Override
    public void encode(long[] value, Encoder out) {
      writeLength(value, out);
      for (long element : value) {
        out.writeLong(element);
      }
    }

    @Override
    public long[] decode(Decoder in) {
      int length = in.readCount(8);
      long[] result = new long[Decoder.believed(length)];
      for (int i = 0; i < length; i++) {
        if (i == result.length) {
          result = Arrays.copyOf(result, grown(i, length));
        }
        result[i] = in.readLong();
      }
      return result;
    }

    @Override
    public long[] copy(long[] value, Codecs codecs) {
      return value.clone();
    }

    @Override
    public int hash(long[] value) {
      return Arrays.hashCode(value);
    }

    @Override
    public boolean equal(long[] left, long[] right) {
      return Arrays.equals(left, right);
    }
  }

  private static final class OfFloats extends PrimitiveArrayCodec<float[]> {
    OfFloats() {
      super(float[].class, 19, 4);
    }

    @Override
    int length(float[] array) {
      return array.length;
    }

    @Override
    public void encode(float[] value, Encoder out) {
      writeLength(value, out);
      for (float element : value) {
        out.writeFloat(element);
      }
    }

    @Override
    public float[] decode(Decoder in) {
      int length = in.readCount(4);
      float[] result = new float[Decoder.believed(length)];
      for (int i = 0; i < length; i++) {
        if (i == result.length) {
          result = Arrays.copyOf(result, grown(i, length));
        }
        result[i] = in.readFloat();
      }
      return result;
    }

    @Override
    public float[] copy(float[] value, Codecs codecs) {
      return value.clone();
    }

    @Override
    public int hash(float[] value) {
      return Arrays.hashCode(value);
    }

    @Override
    public boolean equal(float[] left, float[] right) {
      return Arrays.equals(left, right);
    }
  }

  private static final class OfDoubles extends PrimitiveArrayCodec<double[]> {
    OfDoubles() {
      super(double[].class, 20, 8);
    }

    @Override
    int length(double[] array) {
      return array.length;
    }

    @Override
    public void encode(double[] value, Encoder out) {
      writeLength(value, out);
      for (double element : value) {
        out.writeDouble(element);
      }
    }

    @Override
    public double[] decode(Decoder in) {
      int length = in.readCount(8);
      double[] result = new double[Decoder.believed(length)];
      for (int i = 0; i < length; i++) {
        if (i == result.length) {
          result = Arrays.copyOf(result, grown(i, length));
        }
        result[i] = in.readDouble();
      }
      return result;
    }

    @Override
    public double[] copy(double[] value, Codecs codecs) {
      return value.clone();
    }

    @Override
    public int hash(double[] value) {
      return Arrays.hashCode(value);
    }

    @Override
    public boolean equal(double[] left, double[] right) {
      return Arrays.equals(left, right);
    }
  }
}
