package io.brasa.sql.evaluate;

import static io.brasa.columnar.type.AtomicType.BINARY;
import static io.brasa.columnar.type.AtomicType.BOOLEAN;
import static io.brasa.columnar.type.AtomicType.BYTE;
import static io.brasa.columnar.type.AtomicType.DATE;
import static io.brasa.columnar.type.AtomicType.DOUBLE;
import static io.brasa.columnar.type.AtomicType.FLOAT;
import static io.brasa.columnar.type.AtomicType.INTEGER;
import static io.brasa.columnar.type.AtomicType.LONG;
import static io.brasa.columnar.type.AtomicType.STRING;
import static io.brasa.columnar.type.AtomicType.TIMESTAMP;
import static io.brasa.columnar.type.AtomicType.TIMESTAMP_NTZ;
import static io.brasa.sql.evaluate.Calls.cast;
import static io.brasa.sql.evaluate.Calls.decimal;
import static io.brasa.sql.evaluate.Calls.tryCast;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brasa.columnar.type.ArrayType;
import io.brasa.columnar.type.DataType;
import io.brasa.columnar.type.DayTimeIntervalType;
import io.brasa.columnar.type.DecimalType;
import io.brasa.columnar.type.YearMonthIntervalType;
import io.brasa.runtime.error.EngineException;
import io.brasa.runtime.error.ErrorCode;
import io.brasa.sql.error.SqlError;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.Period;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TestCasts {
  private static void fails(ErrorCode code, Object value, DataType type) {
    EngineException e = assertThrows(EngineException.class, () -> cast(value, type));
    assertEquals(code, e.code());
    assertNull(tryCast(value, type));
  }

  @Test
  void textBecomesWholeNumbers() {
    assertEquals(12, cast(" 12\t", INTEGER));
    assertEquals(-12L, cast("-12", LONG));
    assertEquals(12, cast("+12", INTEGER));
    assertEquals(Long.MIN_VALUE, cast("-9223372036854775808", LONG));
    fails(SqlError.CAST_INVALID_INPUT, "9223372036854775808", LONG);
    fails(SqlError.CAST_INVALID_INPUT, "1.5", INTEGER);
    fails(SqlError.CAST_INVALID_INPUT, "", INTEGER);
    fails(SqlError.CAST_INVALID_INPUT, "-", INTEGER);
    fails(SqlError.CAST_INVALID_INPUT, "300", BYTE);
    EngineException e = assertThrows(EngineException.class, () -> cast("abc", INTEGER));
    assertTrue(e.getMessage().contains("'abc' of type STRING is no INT"), e.getMessage());
  }

  @Test
  void textBecomesOtherNumbers() {
    assertEquals(1.5, cast(" 1.5 ", DOUBLE));
    assertEquals(Double.POSITIVE_INFINITY, cast("Infinity", DOUBLE));
    assertEquals(Double.NEGATIVE_INFINITY, cast("-inf", DOUBLE));
    assertEquals(Double.NaN, cast("nan", DOUBLE));
    assertEquals(1e10, cast("1E10", DOUBLE));
    assertEquals(decimal("1.24"), cast("1.235", new DecimalType(5, 2)));
    assertEquals(decimal("1200.00"), cast("1.2e3", new DecimalType(6, 2)));
    fails(SqlError.ARITHMETIC_OVERFLOW, "12345.6", new DecimalType(5, 2));
    fails(SqlError.CAST_INVALID_INPUT, "x", DOUBLE);
    fails(SqlError.CAST_INVALID_INPUT, "x", new DecimalType(5, 2));
    assertEquals(true, cast("YES", BOOLEAN));
    assertEquals(false, cast(" f ", BOOLEAN));
    fails(SqlError.CAST_INVALID_INPUT, "maybe", BOOLEAN);
  }

  @Test
  void numbersBecomeNarrowerOnesIfTheyFit() {
    assertEquals(1, cast(1.9, INTEGER));
    assertEquals(-1, cast(-1.9, INTEGER));
    assertEquals((byte) 100, cast(100, BYTE));
    fails(SqlError.ARITHMETIC_OVERFLOW, 300, BYTE);
    fails(SqlError.ARITHMETIC_OVERFLOW, 3e9, INTEGER);
    fails(SqlError.ARITHMETIC_OVERFLOW, Double.NaN, LONG);
    fails(SqlError.ARITHMETIC_OVERFLOW, 0x1p63, LONG);
    assertEquals(2, cast(decimal("2.99"), INTEGER));
    assertEquals(-2, cast(decimal("-2.99"), INTEGER));
    assertEquals(1, cast(true, INTEGER));
    assertEquals(true, cast(-2, BOOLEAN));
    assertEquals(1.1f, cast(1.1, FLOAT));
  }

  @Test
  void decimalsAreRescaledHalfUp() {
    assertEquals(decimal("1.3"), cast(decimal("1.25"), new DecimalType(5, 1)));
    assertEquals(decimal("-1.3"), cast(decimal("-1.25"), new DecimalType(5, 1)));
    assertEquals(decimal("5.00"), cast(5, new DecimalType(10, 2)));
    assertEquals(decimal("0.10"), cast(0.1, new DecimalType(10, 2)));
    assertEquals(
        decimal("12345678901234567890.12"),
        cast(decimal("12345678901234567890.1234"), new DecimalType(30, 2)));
    fails(SqlError.ARITHMETIC_OVERFLOW, decimal("99.95"), new DecimalType(3, 1));
    fails(SqlError.ARITHMETIC_OVERFLOW, 1000, new DecimalType(3, 0));
    assertEquals(0.1, cast(decimal("0.1"), DOUBLE));
    assertEquals(1.2345678901234567e19, cast(decimal("12345678901234567890.1234"), DOUBLE));
  }

  @Test
  void valuesBecomeTextAsJavaPrintsThem() {
    assertEquals("1.0E10", cast(1e10, STRING));
    assertEquals("0.1", cast(0.1f, STRING));
    assertEquals("NaN", cast(Double.NaN, STRING));
    assertEquals("true", cast(true, STRING));
    assertEquals("0.0000001", cast(decimal("0.0000001"), STRING));
    assertEquals("2024-02-29", cast(LocalDate.of(2024, 2, 29), STRING));
    assertEquals("2024-03-31 03:00:00.5", cast(Instant.parse("2024-03-31T01:00:00.5Z"), STRING));
    assertEquals("1969-12-31 23:59:59", cast(LocalDateTime.parse("1969-12-31T23:59:59"), STRING));
    assertEquals("INTERVAL '1-2' YEAR TO MONTH", cast(Period.of(1, 2, 0), STRING));
    assertEquals("INTERVAL '-1-2' YEAR TO MONTH", cast(Period.of(-1, -2, 0), STRING));
    assertEquals(
        "INTERVAL '3 00:00:01.5' DAY TO SECOND", cast(Duration.ofDays(3).plusMillis(1500), STRING));
    assertEquals("[1, null, 3]", cast(Calls.resolve("array", 1, null, 3), STRING));
    assertEquals("{a -> 1}", cast(Calls.resolve("map", "a", 1), STRING));
    assertEquals("{1, x}", cast(Calls.resolve("struct", 1, "x"), STRING));
    assertArrayEquals("ä".getBytes(StandardCharsets.UTF_8), (byte[]) cast("ä", BINARY));
  }

  @Test
  void textBecomesDates() {
    assertEquals(LocalDate.of(2024, 2, 29), cast("2024-02-29", DATE));
    assertEquals(LocalDate.of(2024, 2, 1), cast(" 2024-2 ", DATE));
    assertEquals(LocalDate.of(2024, 1, 1), cast("2024", DATE));
    assertEquals(LocalDate.of(2024, 2, 29), cast("2024-2-29 12:00", DATE));
    assertEquals(LocalDate.of(2024, 2, 29), cast("2024-02-29Tx", DATE));
    fails(SqlError.CAST_INVALID_INPUT, "2023-02-29", DATE);
    fails(SqlError.CAST_INVALID_INPUT, "24-02-01", DATE);
    fails(SqlError.CAST_INVALID_INPUT, "2024-02-29x", DATE);
    fails(SqlError.CAST_INVALID_INPUT, "2024/02/29", DATE);
  }

  @Test
  void textBecomesMomentsOfTheSessionsZone() {
    assertEquals(Instant.parse("2024-07-01T10:30:00Z"), cast("2024-07-01 12:30:00", TIMESTAMP));
    assertEquals(Instant.parse("2024-07-01T12:30:00Z"), cast("2024-07-01T12:30:00Z", TIMESTAMP));
    assertEquals(
        Instant.parse("2024-07-01T10:00:00.123456Z"),
        cast("2024-07-01 12:30:00.1234567+02:30", TIMESTAMP));
    assertEquals(
        Instant.parse("2024-07-01T03:30:00Z"), cast("2024-07-01 12:30 Asia/Tokyo", TIMESTAMP));
    assertEquals(
        LocalDateTime.parse("2024-07-01T12:30:00"), cast("2024-07-01 12:30", TIMESTAMP_NTZ));
    fails(SqlError.CAST_INVALID_INPUT, "2024-07-01 25:00:00", TIMESTAMP);
    fails(SqlError.CAST_INVALID_INPUT, "2024-07-01 12:00:00 Nowhere", TIMESTAMP);
  }

  @Test
  void datesAndMomentsBecomeEachOther() {
    assertEquals(Instant.parse("2024-06-30T22:00:00Z"), cast(LocalDate.of(2024, 7, 1), TIMESTAMP));
    assertEquals(LocalDate.of(2024, 7, 1), cast(Instant.parse("2024-06-30T22:00:00Z"), DATE));
    assertEquals(
        LocalDateTime.parse("2024-07-01T00:00:00"),
        cast(Instant.parse("2024-06-30T22:00:00Z"), TIMESTAMP_NTZ));
    assertEquals(Instant.ofEpochSecond(5), cast(5, TIMESTAMP));
    assertEquals(-2L, cast(Instant.parse("1969-12-31T23:59:58.5Z"), LONG));
  }

  @Test
  void intervalsAreReadAndCounted() {
    YearMonthIntervalType months = YearMonthIntervalType.YEAR_TO_MONTH;
    assertEquals(Period.of(1, 2, 0), cast("1-2", months));
    assertEquals(Period.of(1, 2, 0), cast("INTERVAL '1-2' YEAR TO MONTH", months));
    assertEquals(
        Duration.ofDays(1).plusSeconds(3723).plusMillis(500),
        cast("1 01:02:03.5", DayTimeIntervalType.DAY_TO_SECOND));
    assertEquals(90, cast(Duration.ofSeconds(90), INTEGER));
    fails(SqlError.CAST_INVALID_INPUT, "soon", months);
  }

  @Test
  void arraysAreCastElementByElement() {
    assertEquals(
        Arrays.asList(1L, null), cast(Calls.resolve("array", "1", null), new ArrayType(LONG)));
    assertThrows(
        EngineException.class, () -> cast(Calls.resolve("array", "x"), new ArrayType(LONG)));
    assertEquals(List.of(), cast(Calls.resolve("array"), new ArrayType(LONG)));
  }
}
