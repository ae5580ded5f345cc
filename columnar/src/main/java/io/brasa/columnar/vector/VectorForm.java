package io.brasa.columnar.vector;

import io.brasa.columnar.type.ArrayType;
import io.brasa.columnar.type.DataType;
import io.brasa.columnar.type.MapType;
import io.brasa.columnar.type.StructField;
import io.brasa.columnar.type.StructType;
import io.brasa.runtime.codec.Decoder;
import io.brasa.runtime.codec.Encoder;
import io.brasa.runtime.codec.ValueForm;
import java.util.ArrayList;
import java.util.List;

/** Flat vectors as bytes: nulls, then the arrays cut to the length. */
final class VectorForm {
  private VectorForm() {}

  static void encode(FlatVector vector, int length, Encoder out) {
    encodeNulls(vector.nulls(), length, out);
    switch (vector) {
      case ByteVector v -> out.writeBytes(v.values(), 0, length);
      case ShortVector v -> {
        for (int i = 0; i < length; i++) out.writeShort(v.values()[i]);
      }
      case IntVector v -> {
        for (int i = 0; i < length; i++) out.writeInt(v.values()[i]);
      }
      case LongVector v -> {
        for (int i = 0; i < length; i++) out.writeLong(v.values()[i]);
      }
      case FloatVector v -> {
        for (int i = 0; i < length; i++) out.writeFloat(v.values()[i]);
      }
      case DoubleVector v -> {
        for (int i = 0; i < length; i++) out.writeDouble(v.values()[i]);
      }
      case WideVector v -> {
        out.writeBoolean(v.isNarrow());
        for (int i = 0; i < length; i++) out.writeLong(v.low()[i]);
        if (!v.isNarrow()) for (int i = 0; i < length; i++) out.writeLong(v.high()[i]);
      }
      case BytesVector v -> {
        int first = v.offsets()[0];
        encodeLengths(v.offsets(), length, out);
        out.writeBytes(v.bytes(), first, v.offsets()[length] - first);
      }
      case ArrayVector v -> {
        encodeLengths(v.offsets(), length, out);
        encodeChild(v.elements(), v.offsets()[0], v.offsets()[length], out);
      }
      case MapVector v -> {
        encodeLengths(v.offsets(), length, out);
        encodeChild(v.keys(), v.offsets()[0], v.offsets()[length], out);
        encodeChild(v.values(), v.offsets()[0], v.offsets()[length], out);
      }
      case StructVector v -> {
        for (Vector field : v.fields()) encodeChild(field, 0, length, out);
      }
    }
  }

  private static void encodeChild(Vector vector, int from, int to, Encoder out) {
    if (from == 0 && vector instanceof FlatVector flat) {
      encode(flat, to, out);
      return;
    }
    VectorBuilder part = VectorBuilder.of(vector.type(), to - from);
    part.appendRange(vector, from, to);
    encode(part.build(), to - from, out);
  }

  private static void encodeLengths(int[] offsets, int length, Encoder out) {
    for (int i = 0; i < length; i++) out.writeCount(offsets[i + 1] - offsets[i]);
  }

  static void encodeNulls(boolean[] nulls, int length, Encoder out) {
    out.writeBoolean(nulls != null);
    if (nulls == null) return;
    for (int i = 0; i < length; i += 8) {
      int bits = 0;
      for (int j = 0; j < Math.min(8, length - i); j++) bits |= nulls[i + j] ? 1 << j : 0;
      out.writeByte(bits);
    }
  }

  static boolean[] decodeNulls(int length, Decoder in) {
    if (!in.readBoolean()) return null;
    boolean[] nulls = new boolean[length];
    for (int i = 0; i < length; i += 8) {
      int bits = in.readByte();
      for (int j = 0; j < Math.min(8, length - i); j++) nulls[i + j] = (bits >> j & 1) != 0;
    }
    return nulls;
  }

  static FlatVector decode(DataType type, int length, Decoder in) {
    boolean[] nulls = decodeNulls(length, in);
    return switch (type.storage()) {
      case BYTE -> new ByteVector(type, length, in.readBytes(length), nulls);
      case SHORT -> {
        short[] values = new short[length];
        for (int i = 0; i < length; i++) values[i] = in.readShort();
        yield new ShortVector(type, length, values, nulls);
      }
      case INT -> {
        int[] values = new int[length];
        for (int i = 0; i < length; i++) values[i] = in.readInt();
        yield new IntVector(type, length, values, nulls);
      }
      case LONG -> {
        long[] values = new long[length];
        for (int i = 0; i < length; i++) values[i] = in.readLong();
        yield new LongVector(type, length, values, nulls);
      }
      case FLOAT -> {
        float[] values = new float[length];
        for (int i = 0; i < length; i++) values[i] = in.readFloat();
        yield new FloatVector(type, length, values, nulls);
      }
      case DOUBLE -> {
        double[] values = new double[length];
        for (int i = 0; i < length; i++) values[i] = in.readDouble();
        yield new DoubleVector(type, length, values, nulls);
      }
      case WIDE -> {
        boolean isNarrow = in.readBoolean();
        long[] low = new long[length];
        for (int i = 0; i < length; i++) low[i] = in.readLong();
        long[] high = isNarrow ? null : new long[length];
        if (!isNarrow) for (int i = 0; i < length; i++) high[i] = in.readLong();
        yield new WideVector(type, length, high, low, nulls);
      }
      case BYTES -> {
        int[] offsets = decodeOffsets(length, in);
        yield new BytesVector(type, length, in.readBytes(offsets[length]), offsets, nulls);
      }
      case ARRAY -> {
        int[] offsets = decodeOffsets(length, in);
        DataType element = ((ArrayType) type).elementType();
        yield new ArrayVector(type, length, offsets, decode(element, offsets[length], in), nulls);
      }
      case MAP -> {
        int[] offsets = decodeOffsets(length, in);
        FlatVector keys = decode(((MapType) type).keyType(), offsets[length], in);
        FlatVector values = decode(((MapType) type).valueType(), offsets[length], in);
        yield new MapVector(type, length, offsets, keys, values, nulls);
      }
      case STRUCT -> {
        List<Vector> fields = new ArrayList<>();
        for (StructField field : ((StructType) type).fields())
          fields.add(decode(field.dataType(), length, in));
        yield new StructVector(type, length, fields, nulls);
      }
    };
  }

  private static int[] decodeOffsets(int length, Decoder in) {
    int[] offsets = new int[length + 1];
    for (int i = 0; i < length; i++) {
      long end = (long) offsets[i] + in.readCount();
      if (end > Integer.MAX_VALUE - 8)
        throw ValueForm.corrupt("A column of one batch has " + end + " bytes or elements");
      offsets[i + 1] = (int) end;
    }
    return offsets;
  }
}
