package io.brasa.sql.cast;

import io.brasa.columnar.type.DataType;
import io.brasa.sql.expression.Cast;
import io.brasa.sql.function.EvaluationSettings;
import io.brasa.sql.function.Kernel;

/** Makes kernels of casts. */
public final class Casts {
  private Casts() {}

  public static Kernel kernel(
      DataType from, DataType to, Cast.Mode mode, EvaluationSettings settings) {
    return (arguments, length, rows) -> arguments[0];
  }
}
