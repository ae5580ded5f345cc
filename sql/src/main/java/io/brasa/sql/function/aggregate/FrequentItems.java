package io.brasa.sql.function.aggregate;

import io.brasa.columnar.type.AtomicType;
import io.brasa.columnar.type.DataType;
import io.brasa.columnar.type.DecimalType;
import io.brasa.columnar.vector.ArrayBuilder;
import io.brasa.columnar.vector.LongBuilder;
import io.brasa.columnar.vector.StructBuilder;
import io.brasa.columnar.vector.Values;
import io.brasa.sketch.FrequentSketch;
import io.brasa.sketch.FrequentSketch.Frequent;
import io.brasa.sketch.FrequentSketch.Items;
import io.brasa.sql.error.Failures;
import io.brasa.sql.kernel.Column;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Values of columns as items of sketches, of the classes that Spark gives to them, and back. */
final class FrequentItems {
  private static final int INT_DIGITS = 9;
  private static final int LONG_DIGITS = 18;

  private FrequentItems() {}

  static boolean isPossible(DataType type) {
    return type instanceof DecimalType
        || type instanceof AtomicType atomic
            && atomic != AtomicType.NULL
            && atomic != AtomicType.BINARY
            && atomic != AtomicType.INTERVAL
            && atomic != AtomicType.VARIANT;
  }

  /** What the items of a type are; {@link #isPossible} of it. */
  static Items of(DataType type) {
    if (type instanceof DecimalType decimal)
      return decimal.precision() > LONG_DIGITS ? Items.WIDE_NUMBERS : Items.NUMBERS;
    return switch ((AtomicType) type) {
      case BOOLEAN -> Items.BOOLEANS;
      case BYTE, SHORT, INTEGER, FLOAT, DATE -> Items.NUMBERS;
      case LONG, TIMESTAMP, TIMESTAMP_NTZ -> Items.LONGS;
      case DOUBLE -> Items.DOUBLES;
      case STRING -> Items.TEXTS;
      case NULL, BINARY, INTERVAL, VARIANT ->
          throw new IllegalArgumentException("items of " + type);
    };
  }

  static FrequentSketch parse(String function, DataType type, byte[] bytes) {
    try {
      return FrequentSketch.parse(of(type), bytes);
    } catch (IllegalArgumentException e) {
      throw Failures.invalidArgument(
          function, "bytes that are no such sketch", "what approx_top_k_accumulate gives");
    }
  }

  /** The value of a row as an item, or null. */
  static Object at(Column column, int row, DataType type) {
    if (column.isNull(row)) return null;
    return switch (column.flat().type().storage()) {
      case BYTE ->
          type == AtomicType.BOOLEAN ? (Object) column.truthAt(row) : (Object) column.byteAt(row);
      case SHORT -> column.shortAt(row);
      case INT -> column.intAt(row);
      case LONG -> whole(column.longAt(row), type);
      case FLOAT -> column.floatAt(row);
      case DOUBLE -> column.doubleAt(row);
      case BYTES -> column.textAt(row);
      default -> Values.unscaled(column.highAt(row), column.lowAt(row));
    };
  }

  private static Object whole(long value, DataType type) {
    boolean isInt = type instanceof DecimalType decimal && decimal.precision() <= INT_DIGITS;
    return isInt ? (Object) (int) value : (Object) value;
  }

  /** Appends an array of structs. */
  static void write(List<Frequent> all, DataType type, ArrayBuilder out) {
    for (Frequent frequent : all) {
      StructBuilder struct = (StructBuilder) out.elements();
      Values.append(struct.field(0), frequent.item() == null ? null : value(frequent.item(), type));
      ((LongBuilder) struct.field(1)).append(frequent.count());
      struct.endRow();
    }
    out.endRow();
  }

  private static Object value(Object item, DataType type) {
    return switch (type) {
      case DecimalType decimal ->
          item instanceof BigInteger wide
              ? new BigDecimal(wide, decimal.scale())
              : BigDecimal.valueOf(((Number) item).longValue(), decimal.scale());
      case AtomicType.DATE -> LocalDate.ofEpochDay((Integer) item);
      case AtomicType.TIMESTAMP -> Instant.EPOCH.plus((Long) item, ChronoUnit.MICROS);
      case AtomicType.TIMESTAMP_NTZ ->
          LocalDateTime.ofInstant(
              Instant.EPOCH.plus((Long) item, ChronoUnit.MICROS), ZoneOffset.UTC);
      default -> item;
    };
  }

  /** How a state tells the type of its items. */
  static String definition(DataType type) {
    return type == AtomicType.STRING ? "item string not null" : "item " + type.sql() + " NOT NULL";
  }
}
