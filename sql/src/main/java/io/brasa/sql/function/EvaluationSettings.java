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
 */
public record EvaluationSettings(boolean isAnsi, ZoneId zone, long startMicros)
    implements Serializable {
  public EvaluationSettings {
    requireNonNull(zone);
  }
}
