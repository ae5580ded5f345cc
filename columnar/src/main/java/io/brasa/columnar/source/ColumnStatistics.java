package io.brasa.columnar.source;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * What is known of a column.
 *
 * @param distinctCount how many different values there are
 * @param nullCount how many rows are null
 * @param min no value is below; as {@link io.brasa.columnar.vector.Values} gives values
 * @param max no value is above
 * @param averageBytes a value, for strings and binary
 */
public record ColumnStatistics(
    OptionalLong distinctCount,
    OptionalLong nullCount,
    Optional<Object> min,
    Optional<Object> max,
    OptionalDouble averageBytes) {
  /** Nothing is known. */
  public static final ColumnStatistics UNKNOWN =
      new ColumnStatistics(
          OptionalLong.empty(),
          OptionalLong.empty(),
          Optional.empty(),
          Optional.empty(),
          OptionalDouble.empty());
}
