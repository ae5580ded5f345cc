package io.brasa.connectors.parquet.schema;

import io.brasa.columnar.type.AtomicType;
import io.brasa.columnar.type.DataType;
import io.brasa.columnar.type.DayTimeIntervalType;
import io.brasa.columnar.type.YearMonthIntervalType;

/** Types of intervals by the text that files have of them. */
final class Intervals {
  private Intervals() {}

  /** The interval of a name, if values of the stored type can be such. */
  static DataType named(String name, DataType stored) {
    if (stored == AtomicType.INTEGER) {
      for (YearMonthIntervalType.Field start : YearMonthIntervalType.Field.values()) {
        for (YearMonthIntervalType.Field end : YearMonthIntervalType.Field.values()) {
          if (start.compareTo(end) > 0) continue;
          YearMonthIntervalType type = new YearMonthIntervalType(start, end);
          if (type.simpleString().equals(name)) return type;
        }
      }
    }
    if (stored == AtomicType.LONG) {
      for (DayTimeIntervalType.Field start : DayTimeIntervalType.Field.values()) {
        for (DayTimeIntervalType.Field end : DayTimeIntervalType.Field.values()) {
          if (start.compareTo(end) > 0) continue;
          DayTimeIntervalType type = new DayTimeIntervalType(start, end);
          if (type.simpleString().equals(name)) return type;
        }
      }
    }
    return stored;
  }
}
