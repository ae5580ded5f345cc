package io.brasa.sql.shape;

import io.brasa.columnar.type.ArrayType;
import io.brasa.columnar.type.AtomicType;
import io.brasa.columnar.type.DataType;
import io.brasa.columnar.type.DecimalType;
import io.brasa.columnar.type.MapType;
import io.brasa.columnar.type.StructField;
import io.brasa.columnar.type.StructType;
import io.brasa.runtime.error.EngineException;
import io.brasa.sql.error.Nearest;
import io.brasa.sql.error.QueryErrors;
import io.brasa.sql.error.SqlError;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Whether columns can be read as values of a shape. Members are found by name, whatever its case;
 * those of {@code Pair} and other classes whose parts are named {@code _1}, {@code _2}… by their
 * places unless the names are there. Types fit if they are the same or every value has room: whole
 * numbers in longer ones, numbers in floating ones, anything single in texts.
 */
public final class Fit {
  private Fit() {}

  /**
   * The places of the columns that rows of a shape are read from, in the order in which {@link
   * BatchReader} wants them. Fails with {@code COLUMN_NOT_FOUND}, {@code COLUMN_AMBIGUOUS} or
   * {@code TYPE_MISMATCH}, naming the path of the field.
   */
  public static List<Integer> columns(Shape shape, StructType schema) {
    String path = Shapes.name(shape.type());
    List<Integer> places = new ArrayList<>();
    switch (shape) {
      case Shape.StructShape struct -> {
        List<Integer> members = places(struct, schema, path);
        for (int i = 0; i < members.size(); i++) {
          Shape.Member member = struct.members().get(i);
          StructField field = schema.field(members.get(i));
          check(member.shape(), field.dataType(), path + "." + member.name(), field.name());
        }
        places.addAll(members);
      }
      case Shape.RowShape row -> {
        if (!row.schema().equals(schema) && row.schema().size() != schema.size())
          throw mismatch(
              path + " has the columns " + row.schema().fieldNames(), schema.sql(), path);
        for (int i = 0; i < schema.size(); i++) places.add(i);
      }
      default -> {
        if (schema.size() != 1)
          throw new EngineException(
              SqlError.TYPE_MISMATCH,
              path
                  + " is one value, and there are "
                  + schema.size()
                  + " columns: "
                  + schema.fieldNames(),
              "Select the column first, or give a record with fields of these names");
        check(shape, schema.field(0).dataType(), path, schema.field(0).name());
        places.add(0);
      }
    }
    return places;
  }

  private static List<Integer> places(Shape.StructShape struct, StructType schema, String path) {
    List<Integer> places = new ArrayList<>();
    boolean isByPlace = isTuple(struct) && find(schema, "_1").isEmpty();
    if (isByPlace && schema.size() != struct.members().size())
      throw new EngineException(
          SqlError.TYPE_MISMATCH,
          path
              + " has "
              + struct.members().size()
              + " parts, and there are "
              + schema.size()
              + " columns: "
              + schema.fieldNames(),
          "Select as many columns as it has parts");
    for (int i = 0; i < struct.members().size(); i++) {
      String name = struct.members().get(i).name();
      places.add(isByPlace ? i : found(schema, name, path));
    }
    return places;
  }

  private static boolean isTuple(Shape.StructShape struct) {
    for (int i = 0; i < struct.members().size(); i++)
      if (!struct.members().get(i).name().equals("_" + (i + 1))) return false;
    return true;
  }

  private static int found(StructType schema, String name, String path) {
    long count = schema.fields().stream().filter(f -> f.name().equalsIgnoreCase(name)).count();
    if (count > 1 && schema.indexOf(name).isEmpty()
        || schema.fieldNames().stream().filter(name::equals).count() > 1)
      throw new EngineException(
          SqlError.COLUMN_AMBIGUOUS,
          "Several columns are named as " + path + "." + name,
          "Give them other names, or drop one");
    return find(schema, name)
        .orElseThrow(
            () ->
                new EngineException(
                    SqlError.COLUMN_NOT_FOUND,
                    "There is no column for "
                        + path
                        + "."
                        + name
                        + "; there are "
                        + schema.fieldNames(),
                    QueryErrors.perhaps(
                        Nearest.of(name, schema.fieldNames(), 3),
                        "Add the column, rename one, or leave the field out of the class")));
  }

  private static Optional<Integer> find(StructType schema, String name) {
    Optional<Integer> exact = schema.indexOf(name);
    if (exact.isPresent()) return exact;
    for (int i = 0; i < schema.size(); i++)
      if (schema.field(i).name().equalsIgnoreCase(name)) return Optional.of(i);
    return Optional.empty();
  }

  /** The place of a member that was found before. */
  static int place(StructType schema, String name) {
    return find(schema, name).orElseThrow();
  }

  private static void check(Shape shape, DataType type, String path, String column) {
    switch (shape) {
      case Shape.ScalarShape scalar -> {
        if (!hasRoom(scalar.dataType(), type)) throw mismatch(shape, type, path, column);
      }
      case Shape.EnumShape _ -> {
        if (type != AtomicType.STRING) throw mismatch(shape, type, path, column);
      }
      case Shape.OptionalShape(Shape inner) -> check(inner, type, path, column);
      case Shape.SequenceShape(Class<?> _, Shape element) -> {
        if (!(type instanceof ArrayType array)) throw mismatch(shape, type, path, column);
        check(element, array.elementType(), path + "[]", column);
      }
      case Shape.MapShape(Class<?> _, Shape key, Shape value) -> {
        if (!(type instanceof MapType map)) throw mismatch(shape, type, path, column);
        check(key, map.keyType(), path + ".key", column);
        check(value, map.valueType(), path + ".value", column);
      }
      case Shape.StructShape struct -> {
        if (!(type instanceof StructType fields)) throw mismatch(shape, type, path, column);
        for (Shape.Member member : struct.members()) {
          StructField field = fields.field(found(fields, member.name(), path));
          String inner = path + "." + member.name();
          check(member.shape(), field.dataType(), inner, column + "." + field.name());
        }
      }
      case Shape.RowShape row -> {
        if (!(type instanceof StructType fields) || fields.size() != row.schema().size())
          throw mismatch(shape, type, path, column);
      }
      case Shape.OpaqueShape _ -> {
        if (type != AtomicType.BINARY) throw mismatch(shape, type, path, column);
      }
    }
  }

  private static EngineException mismatch(Shape shape, DataType type, String path, String column) {
    return mismatch(
        path + " is of " + Shapes.name(shape.type()) + ", and column " + column,
        type.sql(),
        column);
  }

  private static EngineException mismatch(String what, String type, String column) {
    return new EngineException(
        SqlError.TYPE_MISMATCH,
        what + " is " + type + ", which may not fit",
        "Declare the field with the column's type, or cast column " + column + " first");
  }

  /** Whether every value of a type is one of another. */
  private static boolean hasRoom(DataType wanted, DataType given) {
    if (wanted.equals(given) || given == AtomicType.NULL) return true;
    if (wanted instanceof DecimalType decimal) return isDecimalOrWhole(given, decimal.scale() == 0);
    if (wanted == AtomicType.STRING)
      return given != AtomicType.BINARY
          && switch (given.storage()) {
            case ARRAY, MAP, STRUCT -> false;
            default -> true;
          };
    int rank = rank(wanted);
    return rank > 0 && rank(given) > 0 && rank(given) < rank;
  }

  private static boolean isDecimalOrWhole(DataType given, boolean isWhole) {
    return given instanceof DecimalType decimal
        ? !isWhole || decimal.scale() == 0
        : given instanceof AtomicType atomic && atomic.isIntegral();
  }

  private static int rank(DataType type) {
    return switch (type) {
      case AtomicType.BYTE -> 1;
      case AtomicType.SHORT -> 2;
      case AtomicType.INTEGER -> 3;
      case AtomicType.LONG -> 4;
      case AtomicType.FLOAT -> 5;
      case AtomicType.DOUBLE -> 6;
      default -> 0;
    };
  }
}
