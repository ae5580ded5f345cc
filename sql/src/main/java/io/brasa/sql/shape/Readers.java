package io.brasa.sql.shape;

import io.brasa.columnar.type.ArrayType;
import io.brasa.columnar.type.AtomicType;
import io.brasa.columnar.type.DataType;
import io.brasa.columnar.type.MapType;
import io.brasa.columnar.type.StructType;
import io.brasa.runtime.codec.Codecs;
import io.brasa.runtime.codec.StructAccess;
import java.util.List;

/** Makes readers for shapes and columns that {@link Fit}. */
record Readers(Codecs codecs) {
  ColumnReader of(Shape shape, DataType type, String path) {
    return switch (shape) {
      case Shape.ScalarShape scalar -> scalar(scalar, type, path);
      case Shape.EnumShape(Class<?> c) -> new ValueReaders.OfEnum(path, c);
      case Shape.OptionalShape(Shape inner) ->
          new ValueReaders.OfOptional(path, of(inner, type, path));
      case Shape.SequenceShape(Class<?> c, Shape element) ->
          new NestedReaders.OfSequence(
              path, c, of(element, ((ArrayType) type).elementType(), path + "[]"));
      case Shape.MapShape(Class<?> c, Shape key, Shape value) ->
          new NestedReaders.OfMap(
              path,
              c,
              of(key, ((MapType) type).keyType(), path + ".key"),
              of(value, ((MapType) type).valueType(), path + ".value"));
      case Shape.StructShape struct -> struct(struct, (StructType) type, path);
      case Shape.RowShape row -> new NestedReaders.OfRow(path, (StructType) type, row.form());
      case Shape.OpaqueShape _ -> new ValueReaders.OfOpaque(path, codecs);
    };
  }

  private static ColumnReader scalar(Shape.ScalarShape shape, DataType type, String path) {
    if (!type.equals(shape.dataType())) return new ValueReaders.OfOther(path, shape.type());
    return switch (type) {
      case AtomicType.BOOLEAN -> new NumberReaders.OfBoolean(path);
      case AtomicType.BYTE -> new NumberReaders.OfByte(path);
      case AtomicType.SHORT -> new NumberReaders.OfShort(path);
      case AtomicType.INTEGER -> new NumberReaders.OfInt(path);
      case AtomicType.LONG -> new NumberReaders.OfLong(path);
      case AtomicType.FLOAT -> new NumberReaders.OfFloat(path);
      case AtomicType.DOUBLE -> new NumberReaders.OfDouble(path);
      case AtomicType.STRING -> new ValueReaders.OfText(path);
      case AtomicType.DATE -> new ValueReaders.OfDate(path);
      default -> new ValueReaders.OfOther(path, shape.type());
    };
  }

  private ColumnReader struct(Shape.StructShape struct, StructType type, String path) {
    int count = struct.members().size();
    ColumnReader[] parts = new ColumnReader[count];
    int[] places = new int[count];
    for (int i = 0; i < count; i++) {
      Shape.Member member = struct.members().get(i);
      places[i] = Fit.place(type, member.name());
      parts[i] = of(member.shape(), type.field(places[i]).dataType(), path + "." + member.name());
    }
    return new NestedReaders.OfStruct(path, access(struct), parts, places);
  }

  /** The readers of a row's own columns, which stand in the order of the members. */
  ColumnReader[] parts(Shape.StructShape struct, List<DataType> types) {
    ColumnReader[] parts = new ColumnReader[struct.members().size()];
    for (int i = 0; i < parts.length; i++) {
      Shape.Member member = struct.members().get(i);
      parts[i] = of(member.shape(), types.get(i), Shapes.name(struct.type()) + "." + member.name());
    }
    return parts;
  }

  static StructAccess access(Shape.StructShape struct) {
    return StructAccess.of(struct.type()).orElseThrow();
  }
}
