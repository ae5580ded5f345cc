package io.brasa.sql.shape;

import io.brasa.columnar.type.AtomicType;
import io.brasa.columnar.vector.VectorBuilder;
import io.brasa.runtime.codec.Codecs;

/** Makes writers for shapes. */
record Writers(Codecs codecs) {
  /** Of a column that nobody wants. */
  static final ColumnWriter NOTHING =
      new ColumnWriter() {
        @Override
        void bind(VectorBuilder builder) {}

        @Override
        void put(Object value) {}

        @Override
        void putBoolean(boolean value) {}

        @Override
        void putByte(byte value) {}

        @Override
        void putShort(short value) {}

        @Override
        void putInt(int value) {}

        @Override
        void putLong(long value) {}

        @Override
        void putFloat(float value) {}

        @Override
        void putDouble(double value) {}
      };

  ColumnWriter of(Shape wanted, String path) {
    return switch (wanted) {
      case Shape.ScalarShape scalar -> scalar(scalar, path);
      case Shape.EnumShape _ -> new ValueWriters.OfText();
      case Shape.OptionalShape(Shape inner) -> new ValueWriters.OfOptional(of(inner, path));
      case Shape.SequenceShape(Class<?> _, Shape element) ->
          new ValueWriters.OfSequence(of(element, path + "[]"));
      case Shape.MapShape(Class<?> _, Shape key, Shape value) ->
          new ValueWriters.OfMap(path, of(key, path + ".key"), of(value, path + ".value"));
      case Shape.StructShape struct -> {
        ColumnWriter[] parts = new ColumnWriter[struct.members().size()];
        for (int i = 0; i < parts.length; i++) {
          Shape.Member member = struct.members().get(i);
          parts[i] = of(member.shape(), path + "." + member.name());
        }
        yield new ValueWriters.OfStruct(Readers.access(struct), parts);
      }
      case Shape.RowShape row -> new ValueWriters.OfRow(row);
      case Shape.OpaqueShape _ -> new ValueWriters.OfOpaque(codecs);
    };
  }

  private static ColumnWriter scalar(Shape.ScalarShape scalar, String path) {
    return switch (scalar.dataType()) {
      case AtomicType.BOOLEAN -> new NumberWriters.OfBoolean();
      case AtomicType.BYTE -> new NumberWriters.OfByte();
      case AtomicType.SHORT -> new NumberWriters.OfShort();
      case AtomicType.INTEGER -> new NumberWriters.OfInt();
      case AtomicType.LONG -> new NumberWriters.OfLong();
      case AtomicType.FLOAT -> new NumberWriters.OfFloat();
      case AtomicType.DOUBLE -> new NumberWriters.OfDouble();
      case AtomicType.STRING -> new ValueWriters.OfText();
      default -> new ValueWriters.OfOther(path);
    };
  }
}
