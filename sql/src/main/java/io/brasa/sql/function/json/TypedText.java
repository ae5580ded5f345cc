package io.brasa.sql.function.json;

import io.brasa.columnar.type.AtomicType;
import io.brasa.columnar.type.CalendarInterval;
import io.brasa.columnar.type.DataType;
import io.brasa.columnar.type.DayTimeIntervalType;
import io.brasa.columnar.type.DecimalType;
import io.brasa.columnar.type.TimeType;
import io.brasa.columnar.type.YearMonthIntervalType;
import io.brasa.sql.cast.IntervalText;
import io.brasa.sql.cast.TimeOfDay;
import io.brasa.sql.cast.TimeText;
import io.brasa.sql.function.time.TimePattern;
import io.brasa.sql.kernel.ZoneShift;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Period;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Locale;

/**
 * Plain values as text and back, as JSON and CSV have them. Values are those of columns: {@code
 * Instant}, {@code LocalDate} and so on. Belongs to one thread.
 */
public final class TypedText {
  /** What is no text of a type; null is a value. */
  public static final Object BAD = new Object();

  private final TimeText times = new TimeText();
  private final ZoneShift zone;
  private final TextOptions options;
  private final TimePattern pattern;
  private final TimePattern localPattern;

  public TypedText(String function, ZoneId zoneId, TextOptions options) {
    this.zone = new ZoneShift(options.get("timeZone").map(ZoneId::of).orElse(zoneId));
    this.options = options;
    this.pattern = new TimePattern(function, zone);
    this.localPattern = new TimePattern(function, new ZoneShift(ZoneOffset.UTC));
  }

  ZoneId zone() {
    return zone.zone();
  }

  // ---- reading

  /** The value of a text, or {@link #BAD}. */
  public Object read(String text, DataType type) {
    return switch (type) {
      case DecimalType decimal -> decimal(text, decimal);
      case TimeType time -> {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        long micros = times.readTime(bytes, 0, bytes.length);
        yield micros == TimeText.NONE
            ? BAD
            : LocalTime.ofNanoOfDay(1_000 * TimeOfDay.cut(micros, time.precision()));
      }
      case AtomicType atomic -> atomic(text, atomic);
      default -> BAD;
    };
  }

  private Object atomic(String text, AtomicType type) {
    return switch (type) {
      case STRING -> text;
      case BINARY -> binary(text);
      case BOOLEAN ->
          switch (text.toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default -> BAD;
          };
      case BYTE, SHORT, INTEGER, LONG -> whole(text, type);
      case FLOAT, DOUBLE -> real(text, type);
      case DATE -> date(text);
      case TIMESTAMP -> {
        long micros = moment(text, pattern, zone, "timestampFormat");
        yield micros == TimeText.NONE ? BAD : ZoneShift.instant(micros);
      }
      case TIMESTAMP_NTZ -> {
        long micros =
            moment(text, localPattern, new ZoneShift(ZoneOffset.UTC), "timestampNTZFormat");
        yield micros == TimeText.NONE
            ? BAD
            : LocalDateTime.ofInstant(ZoneShift.instant(micros), ZoneOffset.UTC);
      }
      case INTERVAL -> CalendarInterval.parse(text).<Object>map(found -> found).orElse(BAD);
      case NULL -> null;
      default -> BAD;
    };
  }

  private static Object binary(String text) {
    try {
      return Base64.getDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      return BAD;
    }
  }

  private static Object whole(String text, AtomicType type) {
    try {
      long value = Long.parseLong(text);
      return switch (type) {
        case BYTE -> value == (byte) value ? (Object) (byte) value : BAD;
        case SHORT -> value == (short) value ? (Object) (short) value : BAD;
        case INTEGER -> value == (int) value ? (Object) (int) value : BAD;
        default -> (Object) value;
      };
    } catch (NumberFormatException e) {
      return BAD;
    }
  }

  private static Object real(String text, AtomicType type) {
    double value;
    try {
      value =
          switch (text) {
            case "NaN" -> Double.NaN;
            case "Infinity", "+INF", "+Infinity", "INF", "Inf" -> Double.POSITIVE_INFINITY;
            case "-Infinity", "-INF", "-Inf" -> Double.NEGATIVE_INFINITY;
            default -> Double.parseDouble(text);
          };
    } catch (NumberFormatException e) {
      return BAD;
    }
    return type == AtomicType.FLOAT ? (Object) (float) value : (Object) value;
  }

  private static Object decimal(String text, DecimalType type) {
    try {
      BigDecimal value = new BigDecimal(text).setScale(type.scale(), RoundingMode.HALF_UP);
      return value.precision() > type.precision() ? BAD : value;
    } catch (NumberFormatException e) {
      return BAD;
    }
  }

  private Object date(String text) {
    if (options.get("dateFormat").isPresent()) {
      long micros = localPattern.parse(text, options.get("dateFormat").get());
      return micros == TimeText.NONE
          ? BAD
          : LocalDate.ofEpochDay(Math.floorDiv(micros, ZoneShift.MICROS_PER_DAY));
    }
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    long day = times.readDate(bytes, 0, bytes.length);
    return day == TimeText.NONE ? BAD : LocalDate.ofEpochDay(day);
  }

  private long moment(String text, TimePattern byPattern, ZoneShift shift, String option) {
    if (options.get(option).isPresent()) return byPattern.parse(text, options.get(option).get());
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return times.readTimestamp(bytes, 0, bytes.length, shift);
  }

  // ---- writing

  private static String written(LocalTime time) {
    StringBuilder text = new StringBuilder();
    TimeOfDay.append(text, time.toNanoOfDay() / 1_000);
    return text.toString();
  }

  /** A value that is not null as text, as it stands where nothing is quoted. */
  public String write(Object value, DataType type) {
    return switch (value) {
      case byte[] bytes -> Base64.getEncoder().encodeToString(bytes);
      case BigDecimal decimal -> decimal.toPlainString();
      case Instant instant -> written(instant);
      case LocalDateTime local -> written(local);
      case LocalTime time -> written(time);
      case LocalDate date ->
          options.get("dateFormat").isEmpty()
              ? date.toString()
              : localPattern.format(
                  date.toEpochDay() * ZoneShift.MICROS_PER_DAY, options.get("dateFormat").get());
      case Period period ->
          IntervalText.of((YearMonthIntervalType) type, (int) period.toTotalMonths());
      case Duration duration ->
          IntervalText.of(
              (DayTimeIntervalType) type, duration.dividedBy(ChronoUnit.MICROS.getDuration()));
      default -> value.toString();
    };
  }

  private static long micros(Instant instant) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
  }

  private String written(Instant instant) {
    return pattern.format(
        micros(instant), options.get("timestampFormat").orElse("yyyy-MM-dd'T'HH:mm:ss.SSSXXX"));
  }

  private String written(LocalDateTime local) {
    return localPattern.format(
        micros(local.toInstant(ZoneOffset.UTC)),
        options.get("timestampNTZFormat").orElse("yyyy-MM-dd'T'HH:mm:ss.SSS"));
  }
}
