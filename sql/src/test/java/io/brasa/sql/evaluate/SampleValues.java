package io.brasa.sql.evaluate;

import io.brasa.columnar.type.ArrayType;
import io.brasa.columnar.type.AtomicType;
import io.brasa.columnar.type.CalendarInterval;
import io.brasa.columnar.type.CollatedType;
import io.brasa.columnar.type.DataType;
import io.brasa.columnar.type.DayTimeIntervalType;
import io.brasa.columnar.type.DecimalType;
import io.brasa.columnar.type.MapType;
import io.brasa.columnar.type.StructType;
import io.brasa.columnar.type.TimeType;
import io.brasa.columnar.type.YearMonthIntervalType;
import io.brasa.sketch.CardinalitySketch;
import io.brasa.sketch.FrequentSketch;
import io.brasa.sketch.QuantileSketch;
import io.brasa.sketch.QuantileSketch.Numbers;
import io.brasa.sketch.SetSketch;
import io.brasa.sketch.SummarySketch;
import io.brasa.sql.variant.VariantBuilder;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Period;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Types by a letter, with values that have met trouble before, and a null among them. */
final class SampleValues {
  static final DecimalType SHORT_DECIMAL = new DecimalType(10, 2);
  static final DecimalType LONG_DECIMAL = new DecimalType(30, 4);

  private SampleValues() {}

  static DataType type(char letter) {
    return switch (letter) {
      case 'b' -> AtomicType.BOOLEAN;
      case 'y' -> AtomicType.BYTE;
      case 'h' -> AtomicType.SHORT;
      case 'i', 'j' -> AtomicType.INTEGER;
      case 'l' -> AtomicType.LONG;
      case 'f' -> AtomicType.FLOAT;
      case 'd' -> AtomicType.DOUBLE;
      case 'n' -> SHORT_DECIMAL;
      case 'N' -> LONG_DECIMAL;
      case 's' -> AtomicType.STRING;
      case 'x' -> AtomicType.BINARY;
      case 'D' -> AtomicType.DATE;
      case 'T' -> AtomicType.TIMESTAMP;
      case 't' -> AtomicType.TIMESTAMP_NTZ;
      case 'Y' -> YearMonthIntervalType.YEAR_TO_MONTH;
      case 'V' -> DayTimeIntervalType.DAY_TO_SECOND;
      case 'a' -> new ArrayType(AtomicType.INTEGER);
      case 'A' -> new ArrayType(AtomicType.STRING);
      case 'R' -> new ArrayType(type('r'));
      case 'v' -> new ArrayType(AtomicType.FLOAT);
      case 'W' -> new ArrayType(type('a'));
      case 'p' -> AtomicType.LONG;
      case 'z' -> TimeType.MICROS;
      case 'q' -> AtomicType.VARIANT;
      case 'c' -> new CollatedType("UTF8_LCASE");
      case 'C' -> new CollatedType("de_CI");
      case 'I' -> AtomicType.INTERVAL;
      case 'F' -> frequent();
      case 'K', 'O', 'P', 'H', 'E', 'G' -> AtomicType.BINARY;
      case 'k' -> AtomicType.BINARY;
      case 'm' -> new MapType(AtomicType.STRING, AtomicType.INTEGER);
      case 'r' ->
          new StructType().add("first", AtomicType.INTEGER).add("second", AtomicType.STRING);
      default -> throw new IllegalArgumentException("no type " + letter);
    };
  }

  static List<Object> values(char letter) {
    return switch (letter) {
      case 'b' -> list(true, false, null);
      case 'y' -> list((byte) 1, (byte) -128, null, (byte) 127, (byte) 0);
      case 'h' -> list((short) 1, (short) -32768, null, (short) 32767, (short) 0);
      case 'i' -> list(2, 0, -3, null, Integer.MAX_VALUE, Integer.MIN_VALUE, 5);
      case 'j' -> list(2, 0, -3, null, 1, 11);
      case 'l' -> list(2L, 0L, -3L, null, Long.MAX_VALUE, Long.MIN_VALUE, 20_000_000_000L);
      case 'f' -> list(1.5f, 0f, -0f, null, Float.NaN, Float.POSITIVE_INFINITY, -2.25f);
      case 'd' -> list(1.5, 0.0, -0.0, null, Double.NaN, Double.NEGATIVE_INFINITY, 1e300, 0.25);
      case 'n' -> list(dec("1.25"), dec("0.00"), null, dec("-99999999.99"), dec("3.10"));
      case 'N' ->
          list(
              dec("1.2500"),
              dec("0.0000"),
              null,
              dec("-99999999999999999999999999.9999"),
              dec("12345678901234567890.1234"));
      case 's' ->
          list("abc", "", "Größe 12", null, " x,y ", "12", "2024-02-29", "日本語テキスト", "a%b_c");
      case 'x' -> list(bytes("abc"), bytes(""), null, new byte[] {0, -1, 127});
      case 'D' -> list(date("2024-02-29"), date("1969-12-31"), null, date("2000-01-01"));
      case 'T' ->
          list(
              Instant.parse("2024-03-31T00:59:59.123456Z"),
              Instant.parse("1969-12-31T23:59:59Z"),
              null,
              Instant.parse("2020-10-25T01:30:00Z"));
      case 't' ->
          list(
              LocalDateTime.parse("2024-03-31T02:30:00"),
              null,
              LocalDateTime.parse("1900-01-01T00:00:00.000001"));
      case 'Y' -> list(Period.of(1, 2, 0), Period.of(0, -5, 0), null, Period.ZERO);
      case 'V' -> list(Duration.ofDays(3).plusMillis(1500), Duration.ofSeconds(-90), null);
      case 'a' -> list(List.of(1, 2, 3), List.of(), null, list(5, null, 5), List.of(-1));
      case 'A' -> list(List.of("b", "a"), List.of(), null, list("x", null), List.of("ä"));
      case 'R' -> list(List.of(list(1, "x"), list(null, null)), null, List.of());
      case 'v' -> list(List.of(1.5f, 2f), null, List.of(0f, -3f), List.of(4f, 4f));
      case 'W' -> list(List.of(List.of(1), List.of(2, 3)), null, List.of(), List.of(List.of()));
      case 'z' -> list(LocalTime.parse("12:34:56.7"), null, LocalTime.MIDNIGHT);
      case 'q' -> list(variant(1), null, variant(null), variant("x"));
      case 'c' -> list("abc", null, "ABC", "Größe", "");
      case 'K' -> list(quantiles(Numbers.LONGS, 1, 2), null, quantiles(Numbers.LONGS, 5));
      case 'O' -> list(quantiles(Numbers.DOUBLES, 1, 2), null, quantiles(Numbers.DOUBLES, 5));
      case 'P' -> list(quantiles(Numbers.FLOATS, 1, 2), null, quantiles(Numbers.FLOATS, 5));
      case 'H' -> list(set(1, 2), null, set(2, 3));
      case 'C' -> list("abc", null, "ABC", "Größe", "", "größe x");
      case 'I' ->
          list(
              new CalendarInterval(1, -2, 3_600_000_000L),
              null,
              new CalendarInterval(-14, 0, 0),
              new CalendarInterval(0, 31, 0));
      case 'F' -> list(frequent(1, 2, 2), null, frequent(2), frequent(7, 7, 7));
      case 'E' -> list(summary(true, 1, 2), null, summary(true, 2, 3));
      case 'G' -> list(summary(false, 1, 2), null, summary(false, 2, 3));
      case 'p' -> list(1L, 0L, null, 40L, 7L);
      case 'k' -> list(sketch(1, 2), null, sketch(), sketch(2, 3, 4));
      case 'm' -> list(Map.of("abc", 1), Map.of(), null, Map.of("12", 7));
      case 'r' -> list(list(1, "x"), null, list(null, "y"));
      default -> throw new IllegalArgumentException("no values " + letter);
    };
  }

  static List<Object> list(Object... values) {
    return Arrays.asList(values);
  }

  private static byte[] variant(Object value) {
    VariantBuilder builder = new VariantBuilder();
    if (value instanceof String text) {
      int start = builder.place();
      builder.append(text);
      builder.endObject(start, List.of("a"), List.of(start));
    } else if (value == null) {
      builder.appendNull();
    } else {
      builder.append(((Number) value).longValue());
    }
    return builder.build();
  }

  private static byte[] quantiles(Numbers numbers, long... values) {
    QuantileSketch sketch = QuantileSketch.of(numbers, 200);
    for (long value : values) {
      if (numbers == Numbers.LONGS) sketch.add(value);
      else sketch.add((double) value);
    }
    return sketch.toBytes();
  }

  /** The type of sketches of frequent whole numbers. */
  private static DataType frequent() {
    return new StructType()
        .add("sketch", AtomicType.BINARY)
        .add("maxItemsTracked", AtomicType.INTEGER)
        .add("itemDataType", AtomicType.INTEGER)
        .add("itemDataTypeDDL", AtomicType.STRING);
  }

  private static List<Object> frequent(int... values) {
    FrequentSketch sketch = FrequentSketch.of(FrequentSketch.Items.NUMBERS, 20);
    for (int value : values) sketch.add(value);
    return list(sketch.toBytes(), 20, null, "item INT NOT NULL");
  }

  private static byte[] summary(boolean isWhole, long... values) {
    SummarySketch<Integer> whole = SummarySketch.ofIntegers(12, SummarySketch.Mode.SUM);
    SummarySketch<Double> real = SummarySketch.ofDoubles(12, SummarySketch.Mode.SUM);
    for (long value : values) {
      whole.add(value, 3);
      real.add(value, 0.5);
    }
    return isWhole ? whole.toBytes() : real.toBytes();
  }

  private static byte[] set(long... values) {
    SetSketch sketch = SetSketch.ofLogSize(SetSketch.DEFAULT_LOG_SIZE);
    for (long value : values) sketch.add(value);
    return sketch.toBytes();
  }

  private static byte[] sketch(long... values) {
    CardinalitySketch sketch = CardinalitySketch.ofLogSize(8);
    for (long value : values) sketch.add(value);
    return sketch.toBytes();
  }

  private static BigDecimal dec(String text) {
    return new BigDecimal(text);
  }

  private static LocalDate date(String text) {
    return LocalDate.parse(text);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
