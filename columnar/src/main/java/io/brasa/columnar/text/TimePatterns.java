package io.brasa.columnar.text;

import java.io.Serializable;
import java.time.format.DateTimeFormatter;

/**
 * How dates and timestamps look, in the letters of {@link DateTimeFormatter}; null for the usual
 * form.
 *
 * @param date of dates
 * @param timestamp of moments
 * @param local of timestamps without zone
 */
public record TimePatterns(String date, String timestamp, String local) implements Serializable {
  /** All in the usual form. */
  public static final TimePatterns USUAL = new TimePatterns(null, null, null);

  /** Null for the usual form; fails with an {@code IllegalArgumentException} for no pattern. */
  public DateTimeFormatter dateFormatter() {
    return date == null ? null : TimeText.formatter(date);
  }

  /** Null for the usual form. */
  public DateTimeFormatter timestampFormatter() {
    return timestamp == null ? null : TimeText.formatter(timestamp);
  }

  /** Null for the usual form. */
  public DateTimeFormatter localFormatter() {
    return local == null ? null : TimeText.formatter(local);
  }
}
