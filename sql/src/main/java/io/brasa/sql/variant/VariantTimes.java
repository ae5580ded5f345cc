package io.brasa.sql.variant;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;

/** Moments and times without zone as JSON shows them. */
final class VariantTimes {
  private VariantTimes() {}

  private static Instant instant(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }

  /** {@code 2024-02-29 12:30:00.5+01:00}. */
  static String moment(long micros, ZoneId zone) {
    ZonedDateTime time = instant(micros).atZone(zone);
    String offset = time.getOffset().getId();
    return clock(time.toLocalDateTime()) + (offset.equals("Z") ? "+00:00" : offset);
  }

  static String local(long micros) {
    return clock(LocalDateTime.ofInstant(instant(micros), ZoneOffset.UTC));
  }

  private static String clock(LocalDateTime time) {
    StringBuilder text = new StringBuilder(time.toLocalDate().toString()).append(' ');
    two(text, time.getHour());
    two(text.append(':'), time.getMinute());
    two(text.append(':'), time.getSecond());
    int micros = time.getNano() / 1_000;
    if (micros == 0) return text.toString();
    StringBuilder digits = new StringBuilder().append(1_000_000 + micros).deleteCharAt(0);
    while (digits.charAt(digits.length() - 1) == '0') digits.setLength(digits.length() - 1);
    return text.append('.').append(digits).toString();
  }

  private static void two(StringBuilder text, int number) {
    if (number < 10) text.append('0');
    text.append(number);
  }
}
