package io.brasa.sql.function.time;

import io.brasa.sql.error.Failures;

/**
 * Days since 1970-01-01 as year, month and day and back, by arithmetic alone: years begin in March,
 * so that the leap day is their last (Hinnant, chrono-compatible low-level date algorithms, 2013).
 */
public final class CivilDate {
  private static final int DAYS_PER_ERA = 146_097;
  private static final int DAYS_TO_1970 = 719_468;

  /** Days of all years between have room in an int. */
  private static final int MIN_YEAR = -5_877_640;

  private static final int MAX_YEAR = 5_881_579;

  private CivilDate() {}

  /** Year, month and day in one number: see {@link #year(long)} and the like. */
  static long of(int epochDay) {
    long day = (long) epochDay + DAYS_TO_1970;
    long era = Math.floorDiv(day, DAYS_PER_ERA);
    int ofEra = (int) (day - era * DAYS_PER_ERA);
    int yearOfEra = (ofEra - ofEra / 1_460 + ofEra / 36_524 - ofEra / 146_096) / 365;
    int ofYear = ofEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
    int shifted = (5 * ofYear + 2) / 153;
    int dayOfMonth = ofYear - (153 * shifted + 2) / 5 + 1;
    int month = shifted < 10 ? shifted + 3 : shifted - 9;
    long year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
    return year << 16 | month << 8 | dayOfMonth;
  }

  static int year(long civil) {
    return (int) (civil >> 16);
  }

  static int month(long civil) {
    return (int) (civil >> 8 & 0xFF);
  }

  static int day(long civil) {
    return (int) (civil & 0xFF);
  }

  static int lengthOfMonth(int year, int month) {
    return switch (month) {
      case 2 -> (year & 3) == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28;
      case 4, 6, 9, 11 -> 30;
      default -> 31;
    };
  }

  static int epochDay(int year, int month, int day) {
    long shiftedYear = month <= 2 ? year - 1L : year;
    long era = Math.floorDiv(shiftedYear, 400L);
    int yearOfEra = (int) (shiftedYear - era * 400);
    int ofYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    int ofEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + ofYear;
    return (int) (era * DAYS_PER_ERA + ofEra - DAYS_TO_1970);
  }

  /** So many months later; the day is cut to the length of the month. */
  static int plusMonths(int epochDay, int months) {
    long civil = of(epochDay);
    long all = year(civil) * 12L + month(civil) - 1 + months;
    int year = (int) Math.floorDiv(all, 12L);
    int month = (int) Math.floorMod(all, 12L) + 1;
    if (year < MIN_YEAR || year > MAX_YEAR)
      throw Failures.overflow("a date " + months + " months later", "DATE", "");
    return epochDay(year, month, Math.min(day(civil), lengthOfMonth(year, month)));
  }

  /** From 0 for Monday. */
  static int dayOfWeek(int epochDay) {
    return Math.floorMod(epochDay + 3, 7);
  }
}
