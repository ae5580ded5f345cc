package io.brasa.sql.cast;

import io.brasa.columnar.type.DataType;
import io.brasa.columnar.type.DecimalType;
import io.brasa.columnar.vector.WideVector;
import io.brasa.sql.error.Failures;
import io.brasa.sql.kernel.Arguments;
import io.brasa.sql.kernel.Column;
import io.brasa.sql.kernel.Wide;
import java.math.BigDecimal;

/** What is cast to what, and what happens to values that the type does not have. */
record CastTarget(DataType from, DataType to, boolean isNullOnFailure) {
  /** Gives null, or fails because the value is not one of the type. */
  void invalid(Arguments arguments) {
    if (!isNullOnFailure) throw Failures.cast(shown(arguments), from.sql(), to.sql());
    arguments.giveNull();
  }

  /** Gives null, or fails because the value has no room in the type. */
  void overflow(Arguments arguments) {
    if (!isNullOnFailure)
      throw Failures.overflow(shown(arguments) + " of type " + from.sql(), to.sql(), "try_cast");
    arguments.giveNull();
  }

  private static String shown(Arguments arguments) {
    Object value = arguments.value(0);
    return switch (value) {
      case String text -> "'" + text + "'";
      case BigDecimal decimal -> decimal.toPlainString();
      case null, default -> String.valueOf(value);
    };
  }

  int scale() {
    return ((DecimalType) from).scale();
  }

  /** Reads an unscaled decimal of either width. */
  static void read(Arguments arguments, Wide into) {
    Column column = arguments.column(0);
    if (column.flat() instanceof WideVector)
      into.set(column.highAt(arguments.row()), column.lowAt(arguments.row()));
    else into.set(column.longAt(arguments.row()));
  }
}
