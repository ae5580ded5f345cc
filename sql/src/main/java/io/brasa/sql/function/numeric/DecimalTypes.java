package io.brasa.sql.function.numeric;

import io.brasa.columnar.type.DecimalType;

/**
 * The types of results of decimal operators: Spark's, which are Hive's. What has no room in 38
 * digits gives up digits after the point, down to six of them.
 */
public final class DecimalTypes {
  private static final int KEPT_SCALE = 6;

  private DecimalTypes() {}

  static DecimalType bounded(int precision, int scale) {
    if (precision <= DecimalType.MAX_PRECISION)
      return new DecimalType(Math.max(1, precision), scale);
    int whole = precision - scale;
    int kept = Math.min(scale, KEPT_SCALE);
    return new DecimalType(
        DecimalType.MAX_PRECISION, Math.max(DecimalType.MAX_PRECISION - whole, kept));
  }

  static DecimalType sum(DecimalType a, DecimalType b) {
    int scale = Math.max(a.scale(), b.scale());
    int whole = Math.max(a.precision() - a.scale(), b.precision() - b.scale());
    return bounded(whole + scale + 1, scale);
  }

  static DecimalType product(DecimalType a, DecimalType b) {
    return bounded(a.precision() + b.precision() + 1, a.scale() + b.scale());
  }

  /** Of {@code /}; also of averages. */
  static DecimalType quotient(DecimalType a, DecimalType b) {
    int scale = Math.max(KEPT_SCALE, a.scale() + b.precision() + 1);
    return bounded(a.precision() - a.scale() + b.scale() + scale, scale);
  }

  static DecimalType remainder(DecimalType a, DecimalType b) {
    int scale = Math.max(a.scale(), b.scale());
    int whole = Math.min(a.precision() - a.scale(), b.precision() - b.scale());
    return bounded(whole + scale, scale);
  }
}
