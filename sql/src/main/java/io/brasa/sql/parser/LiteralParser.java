package io.brasa.sql.parser;

import io.brasa.columnar.type.AtomicType;
import io.brasa.columnar.type.DataType;
import io.brasa.columnar.type.DecimalType;
import io.brasa.columnar.type.TimeType;
import io.brasa.sql.cast.TimeText;
import io.brasa.sql.syntax.Syntax;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Set;

/** Constants: numbers, strings, dates, times, bytes. */
final class LiteralParser {
  /** What the analysis knows the meaning of. */
  private static final Set<String> TIME_WORDS =
      Set.of("epoch", "now", "today", "tomorrow", "yesterday");

  private final Cursor cursor;

  LiteralParser(Cursor cursor) {
    this.cursor = cursor;
  }

  /** A number; negative ones are parsed as a whole, since the smallest has no positive twin. */
  Syntax number(boolean isNegative, int mark) {
    String written = cursor.take().text().toUpperCase(Locale.ROOT);
    int end = written.length();
    while (end > 0 && Character.isLetter(written.charAt(end - 1))) end--;
    String digits = (isNegative ? "-" : "") + written.substring(0, end);
    try {
      return switch (written.substring(end)) {
        case "Y" -> constant(Byte.valueOf(digits), AtomicType.BYTE, mark);
        case "S" -> constant(Short.valueOf(digits), AtomicType.SHORT, mark);
        case "L" -> constant(Long.valueOf(digits), AtomicType.LONG, mark);
        case "F" -> constant(finite(Float.valueOf(digits)), AtomicType.FLOAT, mark);
        case "D" -> constant(finite(Double.valueOf(digits)), AtomicType.DOUBLE, mark);
        case "BD" -> decimal(new BigDecimal(digits), mark);
        default -> plain(digits, mark);
      };
    } catch (NumberFormatException e) {
      throw cursor.invalid(
          mark,
          "The number " + digits + " does not fit its type",
          "Leave out or change its suffix");
    }
  }

  private static Number finite(Number value) {
    if (Double.isFinite(value.doubleValue())) return value;
    throw new NumberFormatException("beyond the range of " + value.getClass().getSimpleName());
  }

  private Syntax plain(String digits, int mark) {
    if (digits.contains("E"))
      return constant(finite(Double.valueOf(digits)), AtomicType.DOUBLE, mark);
    if (digits.contains(".")) return decimal(new BigDecimal(digits), mark);
    BigInteger value = new BigInteger(digits);
    if (value.bitLength() < 32) return constant(value.intValue(), AtomicType.INTEGER, mark);
    if (value.bitLength() < 64) return constant(value.longValue(), AtomicType.LONG, mark);
    return decimal(new BigDecimal(value), mark);
  }

  private Syntax decimal(BigDecimal written, int mark) {
    BigDecimal value = written.scale() < 0 ? written.setScale(0) : written;
    int precision = Math.max(value.precision(), value.scale());
    if (precision > DecimalType.MAX_PRECISION)
      throw cursor.invalid(
          mark,
          "The number has " + precision + " digits, decimals at most " + DecimalType.MAX_PRECISION,
          "Write it as a double: 1.5E40");
    return constant(value, new DecimalType(Math.max(1, precision), value.scale()), mark);
  }

  Syntax.Constant constant(Object value, DataType type, int mark) {
    return new Syntax.Constant(value, type, cursor.from(mark));
  }

  /** {@code DATE '2026-01-01'}: the word was taken. */
  Syntax date(int mark) {
    String text = cursor.string();
    if (TIME_WORDS.contains(text.strip().toLowerCase(Locale.ROOT))) {
      Syntax word = constant(text, AtomicType.STRING, mark);
      return new Syntax.Cast(word, AtomicType.DATE, false, cursor.from(mark));
    }
    try {
      String day = text.strip();
      int gap = 0;
      while (gap < day.length() && day.charAt(gap) != ' ' && day.charAt(gap) != 'T') gap++;
      day = day.substring(0, gap);
      boolean isNegative = day.startsWith("-");
      if (isNegative || day.startsWith("+")) day = day.substring(1);
      String[] parts = day.split("-", -1);
      if (parts[0].length() < 4 || parts[0].length() > 6) throw new DateTimeException(parts[0]);
      int year = Integer.parseInt(parts[0]) * (isNegative ? -1 : 1);
      int month = parts.length > 1 ? Integer.parseInt(parts[1]) : 1;
      int dayOfMonth = parts.length > 2 ? Integer.parseInt(parts[2]) : 1;
      return constant(LocalDate.of(year, month, dayOfMonth), AtomicType.DATE, mark);
    } catch (DateTimeException | NumberFormatException e) {
      throw cursor.invalid(mark, "'" + text + "' is no date", "Write DATE '2026-12-31'");
    }
  }

  /** {@code TIME '12:30:00.5'}: the word was taken. */
  Syntax time(int mark) {
    String text = cursor.string();
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    long micros = new TimeText().readTime(bytes, 0, bytes.length);
    if (micros == TimeText.NONE)
      throw cursor.invalid(mark, "'" + text + "' is no time of day", "Write TIME '12:30:00'");
    return constant(LocalTime.ofNanoOfDay(1_000 * micros), TimeType.MICROS, mark);
  }

  /** {@code TIMESTAMP '…'}: the text is cast when the session's time zone is known. */
  Syntax timestamp(DataType type, int mark) {
    Syntax text = constant(cursor.string(), AtomicType.STRING, mark);
    return new Syntax.Cast(text, type, false, cursor.from(mark));
  }

  /** {@code X'1F'}: the word was taken. */
  Syntax bytes(int mark) {
    String text = cursor.string();
    try {
      String even = text.length() % 2 == 0 ? text : "0" + text;
      return constant(HexFormat.of().parseHex(even), AtomicType.BINARY, mark);
    } catch (IllegalArgumentException e) {
      throw cursor.invalid(mark, "'" + text + "' is not hexadecimal", "Write digits 0-9 and A-F");
    }
  }
}
