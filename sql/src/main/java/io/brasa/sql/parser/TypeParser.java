package io.brasa.sql.parser;

import io.brasa.columnar.type.ArrayType;
import io.brasa.columnar.type.AtomicType;
import io.brasa.columnar.type.DataType;
import io.brasa.columnar.type.DayTimeIntervalType;
import io.brasa.columnar.type.DecimalType;
import io.brasa.columnar.type.LimitedType;
import io.brasa.columnar.type.MapType;
import io.brasa.columnar.type.StructField;
import io.brasa.columnar.type.StructType;
import io.brasa.columnar.type.TimeType;
import io.brasa.columnar.type.YearMonthIntervalType;
import io.brasa.sql.collation.Collation;
import io.brasa.sql.parser.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Types: {@code INT}, {@code DECIMAL(10, 2)}, {@code STRUCT<a: INT, b: ARRAY<STRING>>}. */
final class TypeParser {
  private final Cursor cursor;

  TypeParser(Cursor cursor) {
    this.cursor = cursor;
  }

  DataType type() {
    return cursor.nested(this::one);
  }

  /** The type of a column of a table, which may be text of a limited length. */
  DataType ofColumn() {
    int mark = cursor.mark();
    boolean isFixed = cursor.isAt("CHAR") || cursor.isAt("CHARACTER");
    boolean isLimited = isFixed || cursor.isAt("VARCHAR");
    if (!isLimited) return type();
    String name = cursor.take().text();
    if (!cursor.isAtSign("("))
      throw cursor.invalid(
          mark,
          "A column of type " + name + " without a length",
          "Write " + name + "(20), or STRING");
    int length = cursor.bracketed(this::count);
    if (length >= 1) return new LimitedType(length, isFixed);
    throw cursor.invalid(mark, "Text of no characters", "Write a length of at least 1");
  }

  private DataType one() {
    int mark = cursor.mark();
    String name = cursor.name().toLowerCase(Locale.ROOT);
    return switch (name) {
      case "boolean" -> AtomicType.BOOLEAN;
      case "tinyint", "byte" -> AtomicType.BYTE;
      case "smallint", "short" -> AtomicType.SHORT;
      case "int", "integer" -> AtomicType.INTEGER;
      case "bigint", "long" -> AtomicType.LONG;
      case "float", "real" -> AtomicType.FLOAT;
      case "double" -> AtomicType.DOUBLE;
      case "string" ->
          cursor.accept("COLLATE") ? Collation.named(cursor.name()).type() : AtomicType.STRING;
      case "time" -> time(mark);
      case "variant" -> AtomicType.VARIANT;
      case "char", "character", "varchar" -> {
        if (cursor.isAtSign("(")) cursor.bracketed(this::count);
        yield AtomicType.STRING;
      }
      case "binary" -> AtomicType.BINARY;
      case "date" -> AtomicType.DATE;
      case "timestamp", "timestamp_ltz" -> AtomicType.TIMESTAMP;
      case "timestamp_ntz" -> AtomicType.TIMESTAMP_NTZ;
      case "void" -> AtomicType.NULL;
      case "decimal", "dec", "numeric" -> decimal(mark);
      case "interval" -> interval(mark);
      case "array" -> {
        cursor.expectSign("<");
        DataType element = type();
        cursor.expectSign(">");
        yield new ArrayType(element);
      }
      case "map" -> {
        cursor.expectSign("<");
        DataType key = type();
        cursor.expectSign(",");
        DataType value = type();
        cursor.expectSign(">");
        yield new MapType(key, value);
      }
      case "struct" -> struct();
      default ->
          throw cursor.invalid(
              mark, "There is no type '" + name + "'", "Write a type such as INT, STRING or DATE");
    };
  }

  private int count() {
    int mark = cursor.mark();
    if (cursor.peek().kind() != Kind.NUMBER) throw cursor.unexpected("a number");
    try {
      return Integer.parseInt(cursor.take().text());
    } catch (NumberFormatException e) {
      throw cursor.invalid(mark, "This is no number of digits", "Write a small whole number");
    }
  }

  private DataType time(int mark) {
    if (!cursor.isAtSign("(")) return TimeType.MICROS;
    int precision = cursor.bracketed(this::count);
    if (precision <= TimeType.MAX_PRECISION) return new TimeType(precision);
    throw cursor.invalid(
        mark, "There is no TIME(" + precision + ")", "Write 0 to 6 digits of a second");
  }

  private DataType decimal(int mark) {
    if (!cursor.acceptSign("(")) return new DecimalType(10, 0);
    int precision = count();
    int scale = cursor.acceptSign(",") ? count() : 0;
    cursor.expectSign(")");
    try {
      return new DecimalType(precision, scale);
    } catch (IllegalArgumentException e) {
      throw cursor.invalid(
          mark, "There is no such decimal: " + e.getMessage(), "Choose less digits");
    }
  }

  private DataType interval(int mark) {
    boolean hasFields =
        List.of("YEAR", "MONTH", "DAY", "HOUR", "MINUTE", "SECOND").stream()
            .anyMatch(cursor.peek()::isWord);
    if (!hasFields) return AtomicType.INTERVAL;
    String from = cursor.name().toUpperCase(Locale.ROOT);
    String to = cursor.accept("TO") ? cursor.name().toUpperCase(Locale.ROOT) : from;
    try {
      return from.equals("YEAR") || from.equals("MONTH")
          ? new YearMonthIntervalType(
              YearMonthIntervalType.Field.valueOf(from), YearMonthIntervalType.Field.valueOf(to))
          : new DayTimeIntervalType(
              DayTimeIntervalType.Field.valueOf(from), DayTimeIntervalType.Field.valueOf(to));
    } catch (IllegalArgumentException e) {
      throw cursor.invalid(
          mark,
          "There is no type INTERVAL " + from + " TO " + to,
          "Write INTERVAL YEAR TO MONTH or INTERVAL DAY TO SECOND, or parts of these");
    }
  }

  private DataType struct() {
    List<StructField> fields = new ArrayList<>();
    cursor.expectSign("<");
    if (!cursor.isAtSign(">")) fields.addAll(cursor.list(this::field));
    cursor.expectSign(">");
    return new StructType(fields);
  }

  /** {@code name: type [NOT NULL] [COMMENT 'text']}. */
  StructField field() {
    String name = cursor.name();
    cursor.acceptSign(":");
    DataType type = type();
    boolean isNullable = !cursor.accept("NOT", "NULL");
    if (cursor.accept("COMMENT")) cursor.string();
    return new StructField(name, type, isNullable);
  }
}
