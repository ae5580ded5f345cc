package io.brasa.sql.evaluate;

import static io.brasa.sql.evaluate.Calls.call;
import static io.brasa.sql.evaluate.Calls.type;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.brasa.columnar.type.DayTimeIntervalType;
import io.brasa.columnar.type.DayTimeIntervalType.Field;
import io.brasa.runtime.error.EngineException;
import io.brasa.sql.expression.Literal;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.Period;
import org.junit.jupiter.api.Test;

/** The session is in Paris. */
final class TestTimeFunctions {
  private static final LocalDate LEAP = LocalDate.of(2024, 2, 29);
  private static final Instant NOON = Instant.parse("2024-07-01T10:00:00.250Z");

  private static LocalDate date(String text) {
    return LocalDate.parse(text);
  }

  @Test
  void datesHaveParts() {
    assertEquals(2024, call("year", LEAP));
    assertEquals(2, call("month", "2024-02-29"));
    assertEquals(29, call("day", LEAP));
    assertEquals(1, call("quarter", LEAP));
    assertEquals(5, call("dayofweek", LEAP));
    assertEquals(3, call("weekday", LEAP));
    assertEquals(60, call("dayofyear", LEAP));
    assertEquals(9, call("weekofyear", LEAP));
    assertEquals(-1, call("year", LocalDate.of(-1, 3, 1)));
    assertEquals(12, call("hour", NOON));
    assertEquals(0, call("minute", NOON));
    assertEquals(0, call("second", NOON));
  }

  @Test
  void allDaysOfSomeCenturiesAreTakenApartRight() {
    for (int day = -800_000; day < 400_000; day += 97) {
      LocalDate date = LocalDate.ofEpochDay(day);
      assertEquals(date.getYear(), call("year", date));
      assertEquals(date.getMonthValue(), call("month", date));
      assertEquals(date.getDayOfMonth(), call("day", date));
      assertEquals(date.plusMonths(7), call("add_months", date, 7));
      assertEquals(date.minusMonths(13), call("add_months", date, -13));
    }
  }

  @Test
  void fieldsAreExtracted() {
    assertEquals(2024, call("extract", "YEAR", LEAP));
    assertEquals(4, call("extract", "dow_iso", LEAP));
    assertEquals(12, call("date_part", "hour", NOON));
    assertEquals(new BigDecimal("0.250000"), call("extract", "SECOND", NOON));
    assertEquals("decimal(8,6)", type("extract", "SECOND", NOON));
    assertEquals((byte) 2, call("extract", "MONTH", Period.of(1, 2, 0)));
    assertEquals(3, call("extract", "DAY", Duration.ofDays(3).plusHours(5)));
    assertThrows(EngineException.class, () -> call("extract", "EPOCH", LEAP));
  }

  @Test
  void daysAndMonthsAreAdded() {
    assertEquals(date("2024-03-01"), call("date_add", LEAP, 1));
    assertEquals(date("2024-02-28"), call("date_sub", LEAP, 1));
    assertEquals(date("2024-03-01"), call("+", LEAP, 1));
    assertEquals(date("2024-03-01"), call("+", 1, LEAP));
    assertEquals(366, call("datediff", "2025-01-01", "2024-01-01"));
    assertEquals(date("2023-02-28"), call("add_months", LEAP, -12));
    assertEquals(date("2024-02-29"), call("add_months", date("2024-01-31"), 1));
    assertEquals(date("2024-02-29"), call("last_day", date("2024-02-01")));
    assertEquals(date("2024-03-04"), call("next_day", LEAP, "MO"));
    assertEquals(date("2024-03-07"), call("next_day", LEAP, "thursday"));
    assertEquals(LEAP, call("make_date", 2024, 2, 29));
    assertThrows(EngineException.class, () -> call("make_date", 2023, 2, 29));
  }

  @Test
  void intervalsAreAddedToDatesAndTimes() {
    Literal days = new Literal(Duration.ofDays(90), new DayTimeIntervalType(Field.DAY, Field.DAY));
    assertEquals(date("1998-09-02"), call("-", date("1998-12-01"), days));
    assertEquals("date", type("-", date("1998-12-01"), days));
    assertEquals(date("1994-04-01"), call("+", date("1994-01-01"), Period.ofMonths(3)));
    assertEquals(date("1993-01-01"), call("-", date("1994-01-01"), Period.ofYears(1)));
    assertEquals("timestamp", type("+", LEAP, Duration.ofHours(1)));
    assertEquals(Instant.parse("2024-02-29T00:00:00Z"), call("+", LEAP, Duration.ofHours(1)));
    assertEquals(Instant.parse("2024-08-01T10:00:00.250Z"), call("+", NOON, Period.ofMonths(1)));
    assertEquals(Period.of(2, 2, 0), call("+", Period.of(1, 1, 0), Period.of(1, 1, 0)));
    assertEquals(Duration.ofHours(3), call("*", Duration.ofHours(2), 1.5));
    assertEquals(Period.ofMonths(5), call("/", Period.ofMonths(9), 2));
    assertEquals(Period.of(-1, -2, 0), call("negative", Period.of(1, 2, 0)));
  }

  @Test
  void differencesAreIntervals() {
    assertEquals(Duration.ofDays(1), call("-", date("2024-03-01"), LEAP));
    assertEquals("interval day", type("-", date("2024-03-01"), LEAP));
    assertEquals(Duration.ofHours(1), call("-", NOON, NOON.minus(Duration.ofHours(1))));
    assertEquals(3.94959677, call("months_between", "1997-02-28 10:30:00", "1996-10-30"));
    assertEquals(1.0, call("months_between", "2024-03-31", "2024-02-29"));
  }

  @Test
  void timesAreCut() {
    assertEquals(date("2024-02-01"), call("trunc", LEAP, "MM"));
    assertEquals(date("2024-01-01"), call("trunc", LEAP, "quarter"));
    assertEquals(date("2024-02-26"), call("trunc", LEAP, "week"));
    assertNull(call("trunc", LEAP, "hour"));
    assertEquals(Instant.parse("2024-06-30T22:00:00Z"), call("date_trunc", "DAY", NOON));
    assertEquals(Instant.parse("2024-07-01T10:00:00Z"), call("date_trunc", "SECOND", NOON));
    assertEquals(Instant.parse("2023-12-31T23:00:00Z"), call("date_trunc", "YEAR", NOON));
  }

  @Test
  void patternsReadAndWrite() {
    assertEquals("01.07.2024 12:00", call("date_format", NOON, "dd.MM.yyyy HH:mm"));
    assertEquals("Monday", call("date_format", NOON, "EEEE"));
    assertEquals(LEAP, call("to_date", "29/02/2024", "dd/MM/yyyy"));
    assertEquals(LEAP, call("to_date", "2024-02-29"));
    assertEquals(
        Instant.parse("2024-07-01T10:00:00Z"),
        call("to_timestamp", "01.07.2024 12:00", "dd.MM.yyyy HH:mm"));
    assertThrows(EngineException.class, () -> call("to_date", "29/02/2023", "dd/MM/yyyy"));
    assertNull(call("try_to_timestamp", "x", "yyyy"));
    assertEquals("1970-01-01 01:00:00", call("from_unixtime", 0));
    assertEquals(0L, call("unix_timestamp", "1970-01-01 01:00:00"));
    assertEquals(-3_600L, call("unix_timestamp", "1970", "yyyy"));
    assertThrows(EngineException.class, () -> call("date_format", NOON, "yyyy-qqqqqqq"));
  }

  @Test
  void nowIsWhenTheQueryBegan() {
    assertEquals(Instant.ofEpochSecond(1_700_000_000), call("now"));
    assertEquals(date("2023-11-14"), call("current_date"));
    assertEquals(LocalDateTime.parse("2023-11-14T23:13:20"), call("localtimestamp"));
    assertEquals("Europe/Paris", call("current_timezone"));
  }

  @Test
  void momentsAreCountedAndShifted() {
    assertEquals(1_719_828_000L, call("unix_seconds", NOON));
    assertEquals(1_719_828_000_250L, call("unix_millis", NOON));
    assertEquals(NOON, call("timestamp_millis", 1_719_828_000_250L));
    assertEquals(Instant.ofEpochMilli(1500), call("timestamp_seconds", new BigDecimal("1.5")));
    assertEquals(
        Instant.parse("2024-07-01T19:00:00.250Z"), call("from_utc_timestamp", NOON, "Asia/Tokyo"));
    assertEquals(
        Instant.parse("2024-07-01T01:00:00.250Z"), call("to_utc_timestamp", NOON, "Asia/Tokyo"));
    assertEquals(
        Instant.parse("2024-07-01T10:00:01.500Z"),
        call("make_timestamp", 2024, 7, 1, 12, 0, new BigDecimal("1.5")));
  }
}
