package io.brasa.columnar.type;

import java.io.Serializable;

/**
 * The type of a column or an expression. Types are values: equal when they describe the same
 * values. The names are Spark's, as {@code simpleString} and {@code sql} print them.
 */
public sealed interface DataType extends Serializable
    permits AtomicType,
        DecimalType,
        CollatedType,
        LimitedType,
        TimeType,
        YearMonthIntervalType,
        DayTimeIntervalType,
        ArrayType,
        MapType,
        StructType {
  /** In lower case, as schemas print it: {@code decimal(10,2)}, {@code array<int>}. */
  String simpleString();

  /** As it is written in a query: {@code DECIMAL(10,2)}, {@code ARRAY<INT>}. */
  default String sql() {
    return simpleString().toUpperCase(java.util.Locale.ROOT);
  }

  /** The kind of array that holds values of this type. */
  Storage storage();
}
