package io.brasa.sql;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.Period;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;

/** Values as the files of expectations write them; see the README beside these. */
final class ValueText {
  private static final DateTimeFormatter SECONDS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");

  private ValueText() {}

  static String of(Row row) {
    StringJoiner text = new StringJoiner(" | ");
    for (Object value : row.toList()) text.add(of(value));
    return text.toString();
  }

  static String of(Object value) {
    return switch (value) {
      case null -> "NULL";
      case String text -> quoted(text);
      case BigDecimal decimal -> decimal.toPlainString();
      case byte[] bytes -> "X'" + HexFormat.of().withUpperCase().formatHex(bytes) + "'";
      case Instant instant -> time(LocalDateTime.ofInstant(instant, ZoneOffset.UTC));
      case LocalDateTime time -> time(time);
      case Period period -> period.toTotalMonths() + " months";
      case Duration duration -> seconds(duration) + " seconds";
      case Row struct -> list("(", struct.toList(), ")");
      case List<?> array -> list("[", array, "]");
      case Map<?, ?> map -> map(map);
      default -> value.toString();
    };
  }

  private static String list(String open, List<?> values, String close) {
    StringJoiner text = new StringJoiner(", ", open, close);
    for (Object value : values) text.add(of(value));
    return text.toString();
  }

  /** Entries in the order of their keys' text, since maps have none. */
  private static String map(Map<?, ?> map) {
    TreeMap<String, String> sorted = new TreeMap<>();
    map.forEach((key, value) -> sorted.put(of(key), of(value)));
    StringJoiner text = new StringJoiner(", ", "{", "}");
    sorted.forEach((key, value) -> text.add(key + ": " + value));
    return text.toString();
  }

  private static String seconds(Duration duration) {
    return BigDecimal.valueOf(duration.getSeconds())
        .add(BigDecimal.valueOf(duration.getNano(), 9))
        .stripTrailingZeros()
        .toPlainString();
  }

  private static String time(LocalDateTime time) {
    int micros = time.getNano() / 1_000;
    if (micros == 0) return time.format(SECONDS);
    StringBuilder fraction = new StringBuilder(String.valueOf(1_000_000 + micros)).deleteCharAt(0);
    while (fraction.charAt(fraction.length() - 1) == '0') fraction.setLength(fraction.length() - 1);
    return time.format(SECONDS) + "." + fraction;
  }

  private static String quoted(String text) {
    StringBuilder out = new StringBuilder("'");
    text.codePoints().forEach(c -> character(out, c));
    return out.append('\'').toString();
  }

  private static void character(StringBuilder out, int c) {
    switch (c) {
      case '\'', '\\' -> out.append('\\').append((char) c);
      case '\n' -> out.append("\\n");
      case '\t' -> out.append("\\t");
      case '\r' -> out.append("\\r");
      default -> {
        if (isHidden(c)) out.append(String.format("\\u%04x", c));
        else out.appendCodePoint(c);
      }
    }
  }

  private static boolean isHidden(int c) {
    return c < 32 || c >= 127 && c <= 0xA0 || c >= 0xD800 && c <= 0xDFFF || c == 0xFFFD;
  }
}
