package io.brasa.sql.kernel;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;

/**
 * Moments as times of day in a zone and back, all in microseconds since 1970. Keeps the offset of
 * the last moment and how long it holds. Belongs to one thread.
 */
public final class ZoneShift {
  public static final long MICROS_PER_SECOND = 1_000_000L;
  public static final long MICROS_PER_DAY = 86_400L * MICROS_PER_SECOND;
  private final ZoneId zone;
  private final ZoneRules rules;
  private long offsetFrom = 0;
  private long offsetTo = -1;
  private long offsetMicros;

  public ZoneShift(ZoneId zone) {
    this.zone = zone;
    this.rules = zone.getRules();
    if (rules.isFixedOffset()) {
      offsetFrom = Long.MIN_VALUE;
      offsetTo = Long.MAX_VALUE;
      offsetMicros = rules.getOffset(Instant.EPOCH).getTotalSeconds() * MICROS_PER_SECOND;
    }
  }

  public ZoneId zone() {
    return zone;
  }

  /** The time shown in the zone at a moment. */
  public long toLocal(long micros) {
    if (micros < offsetFrom || micros >= offsetTo) find(micros);
    return micros + offsetMicros;
  }

  private void find(long micros) {
    Instant instant = instant(micros);
    offsetMicros = rules.getOffset(instant).getTotalSeconds() * MICROS_PER_SECOND;
    ZoneOffsetTransition before = rules.previousTransition(instant.plusNanos(1));
    ZoneOffsetTransition after = rules.nextTransition(instant);
    offsetFrom = before == null ? Long.MIN_VALUE : before.toEpochSecond() * MICROS_PER_SECOND;
    offsetTo = after == null ? Long.MAX_VALUE : after.toEpochSecond() * MICROS_PER_SECOND;
  }

  /** The moment at which a time is shown; in a gap it is moved on, in an overlap the earlier. */
  public long fromLocal(long localMicros) {
    if (rules.isFixedOffset()) return localMicros - offsetMicros;
    LocalDateTime local =
        LocalDateTime.ofEpochSecond(
            Math.floorDiv(localMicros, MICROS_PER_SECOND), 0, ZoneOffset.UTC);
    long seconds = ZonedDateTime.of(local, zone).toEpochSecond();
    return seconds * MICROS_PER_SECOND + Math.floorMod(localMicros, MICROS_PER_SECOND);
  }

  /** The day in the zone at a moment. */
  public int day(long micros) {
    return (int) Math.floorDiv(toLocal(micros), MICROS_PER_DAY);
  }

  /** The moment at which a day begins in the zone. */
  public long startOfDay(int day) {
    return fromLocal(day * MICROS_PER_DAY);
  }

  public static Instant instant(long micros) {
    return Instant.ofEpochSecond(
        Math.floorDiv(micros, MICROS_PER_SECOND), Math.floorMod(micros, MICROS_PER_SECOND) * 1_000);
  }
}
