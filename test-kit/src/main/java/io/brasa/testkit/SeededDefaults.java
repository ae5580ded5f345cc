package io.brasa.testkit;

import java.util.Locale;
import java.util.SplittableRandom;
import java.util.TimeZone;

/** The JVM's locale and time zone, changed by a seed and given back. */
final class SeededDefaults implements AutoCloseable {
  /**
   * Other digits, a dotless i, commas in numbers, right to left; no daylight saving, odd offsets,
   * the far ends.
   */
  private static final String[] LOCALES = {
    "en-US", "de-DE", "tr-TR", "ar-EG", "hi-IN-u-nu-deva", "pt-BR", "ja-JP", "und"
  };

  private static final String[] ZONES = {
    "UTC",
    "America/New_York",
    "Asia/Kolkata",
    "Australia/Lord_Howe",
    "Pacific/Kiritimati",
    "Pacific/Pago_Pago",
    "Europe/Berlin"
  };

  private final Locale locale = Locale.getDefault();
  private final TimeZone zone = TimeZone.getDefault();

  SeededDefaults(long seed) {
    SplittableRandom chance = new SplittableRandom(seed);
    Locale.setDefault(Locale.forLanguageTag(LOCALES[chance.nextInt(LOCALES.length)]));
    TimeZone.setDefault(TimeZone.getTimeZone(ZONES[chance.nextInt(ZONES.length)]));
  }

  @Override
  public void close() {
    Locale.setDefault(locale);
    TimeZone.setDefault(zone);
  }

  @Override
  public String toString() {
    return "locale "
        + Locale.getDefault().toLanguageTag()
        + ", time zone "
        + TimeZone.getDefault().getID();
  }
}
