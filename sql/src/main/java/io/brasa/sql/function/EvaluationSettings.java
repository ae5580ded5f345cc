package io.brasa.sql.function;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;
import java.time.ZoneId;

/**
 * What a query's results depend on beside its text and its rows.
 *
 * @param isAnsi whether overflows, divisions by zero and impossible casts are errors; else null
 * @param zone for timestamps shown as text, or cut to days
 * @param startMicros when the query began, as microseconds since 1970: {@code now()}
 * @param partition of the rows, for what depends on it: {@code spark_partition_id()}; zero on the
 *     driver
 */
public record EvaluationSettings(boolean isAnsi, ZoneId zone, long startMicros, int partition)
    implements Serializable {
  public EvaluationSettings {
    requireNonNull(zone);
  }

  /** On the driver. */
  public EvaluationSettings(boolean isAnsi, ZoneId zone, long startMicros) {
    this(isAnsi, zone, startMicros, 0);
  }

  /** The same for the rows of a partition. */
  public EvaluationSettings in(int rowsOf) {
    return new EvaluationSettings(isAnsi, zone, startMicros, rowsOf);
  }
}
