package io.brasa.columnar.type;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class TestCalendarInterval {
  @Test
  void readsItsOwnText() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    for (int i = 0; i < 2_000; i++) {
      CalendarInterval interval =
          new CalendarInterval(
              random.nextInt() >> random.nextInt(32),
              random.nextInt() >> random.nextInt(32),
              random.nextLong() >> random.nextInt(64));
      Optional<CalendarInterval> read = CalendarInterval.parse(interval.toString());
      assertEquals(Optional.of(interval), read, () -> "seed " + seed + ": " + interval);
      assertEquals(
          interval, CalendarInterval.of(interval.monthsAndDays(), interval.microseconds()));
    }
  }

  @Test
  void refusesWhatIsNone() {
    for (String wrong :
        List.of(
            "",
            "1",
            "x",
            "1 moon",
            "1month",
            "1.5 days",
            "1 day 2",
            "interval",
            "- day",
            "3000000000 days",
            "1 day,",
            "1.1234567890 seconds"))
      assertEquals(Optional.empty(), CalendarInterval.parse(wrong), wrong);
  }

  @Test
  void addsPartByPartAndTellsWhatHasNoRoom() {
    CalendarInterval one = new CalendarInterval(1, -2, 3);
    assertEquals(new CalendarInterval(2, -4, 6), one.plus(one));
    assertEquals(new CalendarInterval(0, 0, 0), one.minus(one));
    CalendarInterval last = new CalendarInterval(Integer.MAX_VALUE, 0, 0);
    assertThrows(ArithmeticException.class, () -> last.plus(one));
  }
}
