package io.brasa.sql.parser;

import io.brasa.columnar.type.AtomicType;
import io.brasa.columnar.type.CalendarInterval;
import io.brasa.columnar.type.DataType;
import io.brasa.columnar.type.DayTimeIntervalType;
import io.brasa.columnar.type.YearMonthIntervalType;
import io.brasa.sql.parser.Token.Kind;
import io.brasa.sql.syntax.Syntax;
import io.brasa.sql.syntax.Syntax.IntervalPart;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code INTERVAL '3' DAY}, {@code INTERVAL 1 YEAR 2 MONTHS}, {@code INTERVAL '1 02:03:04' DAY TO
 * SECOND}, {@code INTERVAL '3 days'}: constants of one of the two families or of both, or {@link
 * Syntax.Interval} where a part is computed.
 */
final class IntervalParser {
  private static final Set<String> UNITS =
      Set.of(
          "year",
          "quarter",
          "month",
          "week",
          "day",
          "hour",
          "minute",
          "second",
          "millisecond",
          "microsecond");
  private static final Pattern YEAR_MONTH = Pattern.compile("([+-]?)(\\d+)-(\\d+)");
  private static final Pattern DAY_TIME =
      Pattern.compile("([+-]?)(?:(\\d+)\\s+)?(?:(\\d+):)?(\\d+)(?::(\\d+(?:\\.\\d+)?))?");

  private final Cursor cursor;
  private final ExpressionParser expressions;

  IntervalParser(Cursor cursor, ExpressionParser expressions) {
    this.cursor = cursor;
    this.expressions = expressions;
  }

  /** Whether what follows the word INTERVAL makes it one, and not a name. */
  boolean isAtInterval() {
    Token next = cursor.peek(1);
    return next.kind() == Kind.STRING
        || next.kind() == Kind.NUMBER
        || next.isSign("-")
            && (cursor.peek(2).kind() == Kind.NUMBER || cursor.peek(2).kind() == Kind.STRING)
        || next.isSign("(")
        || next.kind() == Kind.WORD && unit(cursor.peek(2)) != null && unit(next) == null;
  }

  private static String unit(Token token) {
    if (token.kind() != Kind.WORD) return null;
    String word = token.text().toLowerCase(Locale.ROOT);
    String singular = word.endsWith("s") ? word.substring(0, word.length() - 1) : word;
    return UNITS.contains(singular) ? singular : null;
  }

  /** The word INTERVAL was taken. */
  Syntax interval(int mark) {
    if (cursor.peek().kind() == Kind.STRING) {
      if (unit(cursor.peek(1)) == null) return ofText(cursor.string(), mark);
      if (cursor.peek(2).isWord("TO")) return ofFields(cursor.string(), mark);
    }
    boolean isNegated =
        cursor.isAtSign("-") && cursor.peek(1).kind() == Kind.STRING && cursor.peek(3).isWord("TO");
    if (isNegated) {
      cursor.take();
      String text = cursor.string().strip();
      return ofFields(text.startsWith("-") ? text.substring(1) : "-" + text, mark);
    }
    List<IntervalPart> parts = new ArrayList<>();
    do {
      Syntax value = expressions.intervalValue();
      String unit = unit(cursor.peek());
      if (unit == null) throw cursor.unexpected("a unit such as DAY");
      cursor.take();
      parts.add(new IntervalPart(value, unit));
    } while (isAtPart());
    return ofParts(parts, mark);
  }

  private boolean isAtPart() {
    boolean isValue =
        cursor.peek().kind() == Kind.NUMBER
            || cursor.peek().kind() == Kind.STRING
            || cursor.isAtSign("-");
    int unitAt = cursor.isAtSign("-") ? 2 : 1;
    return isValue && unit(cursor.peek(unitAt)) != null;
  }

  /** {@code '3 days 2 hours'}. */
  private Syntax ofText(String text, int mark) {
    String[] words =
        text.strip().toLowerCase(Locale.ROOT).replaceFirst("^interval\\s+", "").split("\\s+");
    List<IntervalPart> parts = new ArrayList<>();
    for (int i = 0; i + 1 < words.length; i += 2) {
      String singular =
          words[i + 1].endsWith("s")
              ? words[i + 1].substring(0, words[i + 1].length() - 1)
              : words[i + 1];
      if (!UNITS.contains(singular)) throw noInterval(text, mark);
      parts.add(new IntervalPart(string(words[i], mark), singular));
    }
    if (words.length % 2 != 0 || parts.isEmpty()) throw noInterval(text, mark);
    return ofParts(parts, mark);
  }

  private Syntax string(String text, int mark) {
    return new Syntax.Constant(text, AtomicType.STRING, cursor.from(mark));
  }

  private RuntimeException noInterval(String text, int mark) {
    return cursor.invalid(
        mark, "'" + text + "' is no interval", "Write a number and a unit: INTERVAL '3' DAY");
  }

  /** {@code '1-2' YEAR TO MONTH}, {@code '1 02:03:04.5' DAY TO SECOND}. */
  private Syntax ofFields(String text, int mark) {
    String from = unit(cursor.take());
    cursor.expect("TO");
    String to = unit(cursor.peek());
    if (to == null) throw cursor.unexpected("a unit such as SECOND");
    cursor.take();
    String trimmed = text.strip();
    if (from.equals("year") && to.equals("month")) {
      Matcher match = YEAR_MONTH.matcher(trimmed);
      if (!match.matches() || new BigDecimal(match.group(3)).intValue() > 11)
        throw noInterval(text, mark);
      List<IntervalPart> parts = new ArrayList<>();
      parts.add(new IntervalPart(string(match.group(1) + match.group(2), mark), "year"));
      parts.add(new IntervalPart(string(match.group(1) + match.group(3), mark), "month"));
      return ofParts(parts, mark);
    }
    return ofDayTime(trimmed, from, to, mark);
  }

  private Syntax ofDayTime(String text, String from, String to, int mark) {
    List<String> order = List.of("day", "hour", "minute", "second");
    int first = order.indexOf(from);
    int last = order.indexOf(to);
    if (first < 0 || last <= first) throw noInterval(text, mark);
    String sign = text.startsWith("-") ? "-" : "";
    String[] numbers = text.replaceFirst("^[+-]", "").split("[\\s:]+");
    if (numbers.length != last - first + 1 || !DAY_TIME.matcher(text).matches())
      throw noInterval(text, mark);
    List<IntervalPart> parts = new ArrayList<>();
    for (int i = 1; i < numbers.length; i++) {
      // hours of a day and the like; only the first number may be any
      int most = first + i == 1 ? 23 : 59;
      if (new BigDecimal(numbers[i]).intValue() > most) throw noInterval(text, mark);
    }
    for (int i = 0; i < numbers.length; i++)
      parts.add(new IntervalPart(string(sign + numbers[i], mark), order.get(first + i)));
    return ofParts(parts, mark);
  }

  private Syntax ofParts(List<IntervalPart> parts, int mark) {
    BigDecimal months = BigDecimal.ZERO;
    BigDecimal micros = BigDecimal.ZERO;
    boolean hasMonths = false;
    boolean hasTime = false;
    for (IntervalPart part : parts) {
      BigDecimal value = constant(part.value(), mark);
      if (value == null) return new Syntax.Interval(parts, cursor.from(mark));
      boolean isWhole = value.stripTrailingZeros().scale() <= 0;
      if (!isWhole && !part.unit().equals("second"))
        throw cursor.invalid(
            mark, "Only seconds have fractions", "Write the fraction in smaller units");
      if (monthsOf(part.unit()) > 0) {
        hasMonths = true;
        months = months.add(value.multiply(BigDecimal.valueOf(monthsOf(part.unit()))));
      } else {
        hasTime = true;
        micros = micros.add(value.multiply(BigDecimal.valueOf(microsOf(part.unit()))));
      }
    }
    try {
      if (hasMonths && hasTime) return calendar(parts, months, mark);
      return hasMonths
          ? new Syntax.Constant(
              Period.ofMonths(months.intValueExact()).normalized(), type(parts), cursor.from(mark))
          : new Syntax.Constant(
              Duration.of(micros.longValueExact(), java.time.temporal.ChronoUnit.MICROS),
              type(parts),
              cursor.from(mark));
    } catch (ArithmeticException e) {
      throw cursor.invalid(
          mark,
          "The interval is out of range, or no whole number of its unit",
          "Choose another unit");
    }
  }

  /** Months, days and shorter parts stay what they are. */
  private Syntax calendar(List<IntervalPart> parts, BigDecimal months, int mark) {
    BigDecimal days = BigDecimal.ZERO;
    BigDecimal micros = BigDecimal.ZERO;
    for (IntervalPart part : parts) {
      BigDecimal value = constant(part.value(), mark);
      switch (part.unit()) {
        case "week" -> days = days.add(value.multiply(BigDecimal.valueOf(7)));
        case "day" -> days = days.add(value);
        case "year", "quarter", "month" -> {}
        default -> micros = micros.add(value.multiply(BigDecimal.valueOf(microsOf(part.unit()))));
      }
    }
    return new Syntax.Constant(
        new CalendarInterval(months.intValueExact(), days.intValueExact(), micros.longValueExact()),
        AtomicType.INTERVAL,
        cursor.from(mark));
  }

  /** The number a part has, or null if it is computed. */
  private BigDecimal constant(Syntax value, int mark) {
    if (!(value instanceof Syntax.Constant constant)) return null;
    try {
      return new BigDecimal(String.valueOf(constant.value()).strip());
    } catch (NumberFormatException e) {
      throw noInterval(String.valueOf(constant.value()), mark);
    }
  }

  private static int monthsOf(String unit) {
    return switch (unit) {
      case "year" -> 12;
      case "quarter" -> 3;
      case "month" -> 1;
      default -> 0;
    };
  }

  private static long microsOf(String unit) {
    return switch (unit) {
      case "week" -> 7 * 86_400_000_000L;
      case "day" -> 86_400_000_000L;
      case "hour" -> 3_600_000_000L;
      case "minute" -> 60_000_000L;
      case "second" -> 1_000_000L;
      case "millisecond" -> 1_000L;
      default -> 1L;
    };
  }

  /** From the coarsest to the finest unit named. */
  private static DataType type(List<IntervalPart> parts) {
    if (monthsOf(parts.getFirst().unit()) > 0) {
      boolean hasYear = parts.stream().anyMatch(part -> part.unit().equals("year"));
      boolean hasMonth = parts.stream().anyMatch(part -> !part.unit().equals("year"));
      return new YearMonthIntervalType(
          hasYear ? YearMonthIntervalType.Field.YEAR : YearMonthIntervalType.Field.MONTH,
          hasMonth ? YearMonthIntervalType.Field.MONTH : YearMonthIntervalType.Field.YEAR);
    }
    int first = 3;
    int last = 0;
    for (IntervalPart part : parts) {
      int field =
          switch (part.unit()) {
            case "week", "day" -> 0;
            case "hour" -> 1;
            case "minute" -> 2;
            default -> 3;
          };
      first = Math.min(first, field);
      last = Math.max(last, field);
    }
    DayTimeIntervalType.Field[] fields = DayTimeIntervalType.Field.values();
    return new DayTimeIntervalType(fields[first], fields[last]);
  }
}
