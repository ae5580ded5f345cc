package io.brasa.runtime.codec;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;

/** The values of java.time. Fields out of range are refused by the factories they are read with. */
final class TimeCodecs {
  private TimeCodecs() {}

  static Codec<?> codecAt(int index) {
    return switch (index) {
      case 45 -> new OfInstant();
      case 46 -> new OfLocalDate();
      case 47 -> new OfLocalTime();
      case 48 -> new OfLocalDateTime();
      case 49 -> new OfOffsetDateTime();
      case 50 -> new OfOffsetTime();
      case 51 -> new OfZonedDateTime();
      case 52 -> new OfZoneId();
      case 53 -> new OfZoneOffset();
      case 54 -> new OfDuration();
      case 55 -> new OfPeriod();
      case 56 -> new OfYear();
      case 57 -> new OfYearMonth();
      default -> new OfMonthDay();
    };
  }

  private static void writeDateTime(LocalDateTime value, Encoder out) {
    out.writeVarLong(value.toLocalDate().toEpochDay());
    out.writeVarLong(value.toLocalTime().toNanoOfDay());
  }

  private static LocalDateTime readDateTime(Decoder in) {
    LocalDate date = LocalDate.ofEpochDay(in.readVarLong());
    return LocalDateTime.of(date, LocalTime.ofNanoOfDay(in.readVarLong()));
  }

  private static ZoneOffset readOffset(Decoder in) {
    return ZoneOffset.ofTotalSeconds(in.readVarInt());
  }

  private static final class OfInstant extends ScalarCodec<Instant> {
    OfInstant() {
      super(Instant.class, 45, 24);
    }

    @Override
    public void encode(Instant value, Encoder out) {
      out.writeVarLong(value.getEpochSecond());
      out.writeVarInt(value.getNano());
    }

    @Override
    public Instant decode(Decoder in) {
      return Instant.ofEpochSecond(in.readVarLong(), in.readVarInt());
    }
  }

  private static final class OfLocalDate extends ScalarCodec<LocalDate> {
    OfLocalDate() {
      super(LocalDate.class, 46, 24);
    }

    @Override
    public void encode(LocalDate value, Encoder out) {
      out.writeVarLong(value.toEpochDay());
    }

    @Override
    public LocalDate decode(Decoder in) {
      return LocalDate.ofEpochDay(in.readVarLong());
    }
  }

  private static final class OfLocalTime extends ScalarCodec<LocalTime> {
    OfLocalTime() {
      super(LocalTime.class, 47, 24);
    }

    @Override
    public void encode(LocalTime value, Encoder out) {
      out.writeVarLong(value.toNanoOfDay());
    }

    @Override
    public LocalTime decode(Decoder in) {
      return LocalTime.ofNanoOfDay(in.readVarLong());
    }
  }

  private static final class OfLocalDateTime extends ScalarCodec<LocalDateTime> {
    OfLocalDateTime() {
      super(LocalDateTime.class, 48, 72);
    }

    @Override
    public void encode(LocalDateTime value, Encoder out) {
      writeDateTime(value, out);
    }

    @Override
    public LocalDateTime decode(Decoder in) {
      return readDateTime(in);
    }
  }

  private static final class OfOffsetDateTime extends ScalarCodec<OffsetDateTime> {
    OfOffsetDateTime() {
      super(OffsetDateTime.class, 49, 96);
    }

    @Override
    public void encode(OffsetDateTime value, Encoder out) {
      writeDateTime(value.toLocalDateTime(), out);
      out.writeVarInt(value.getOffset().getTotalSeconds());
    }

    @Override
    public OffsetDateTime decode(Decoder in) {
      return OffsetDateTime.of(readDateTime(in), readOffset(in));
    }
  }

  private static final class OfOffsetTime extends ScalarCodec<OffsetTime> {
    OfOffsetTime() {
      super(OffsetTime.class, 50, 48);
    }

    @Override
    public void encode(OffsetTime value, Encoder out) {
      out.writeVarLong(value.toLocalTime().toNanoOfDay());
      out.writeVarInt(value.getOffset().getTotalSeconds());
    }

    @Override
    public OffsetTime decode(Decoder in) {
      return OffsetTime.of(LocalTime.ofNanoOfDay(in.readVarLong()), readOffset(in));
    }
  }

  private static final class OfZonedDateTime extends ScalarCodec<ZonedDateTime> {
    OfZonedDateTime() {
      super(ZonedDateTime.class, 51, 104);
    }

    @Override
    public void encode(ZonedDateTime value, Encoder out) {
      writeDateTime(value.toLocalDateTime(), out);
      out.writeVarInt(value.getOffset().getTotalSeconds());
      out.writeString(value.getZone().getId());
    }

    @Override
    public ZonedDateTime decode(Decoder in) {
      LocalDateTime local = readDateTime(in);
      ZoneOffset offset = readOffset(in);
      return ZonedDateTime.ofInstant(local, offset, ZoneId.of(in.readString()));
    }
  }

  /** Also of the JDK's own class for regions, which cannot be named here. */
  private static final class OfZoneId extends ScalarCodec<ZoneId> {
    OfZoneId() {
      super(ZoneId.class, 52, 64);
    }

    @Override
    public void encode(ZoneId value, Encoder out) {
      out.writeString(value.getId());
    }

    @Override
    public ZoneId decode(Decoder in) {
      return ZoneId.of(in.readString());
    }
  }

  private static final class OfZoneOffset extends ScalarCodec<ZoneOffset> {
    OfZoneOffset() {
      super(ZoneOffset.class, 53, 32);
    }

    @Override
    public void encode(ZoneOffset value, Encoder out) {
      out.writeVarInt(value.getTotalSeconds());
    }

    @Override
    public ZoneOffset decode(Decoder in) {
      return readOffset(in);
    }
  }

  private static final class OfDuration extends ScalarCodec<Duration> {
    OfDuration() {
      super(Duration.class, 54, 24);
    }

    @Override
    public void encode(Duration value, Encoder out) {
      out.writeVarLong(value.getSeconds());
      out.writeVarInt(value.getNano());
    }

    @Override
    public Duration decode(Decoder in) {
      return Duration.ofSeconds(in.readVarLong(), in.readVarInt());
    }
  }

  private static final class OfPeriod extends ScalarCodec<Period> {
    OfPeriod() {
      super(Period.class, 55, 32);
    }

    @Override
    public void encode(Period value, Encoder out) {
      out.writeVarInt(value.getYears());
      out.writeVarInt(value.getMonths());
      out.writeVarInt(value.getDays());
    }

    @Override
    public Period decode(Decoder in) {
      return Period.of(in.readVarInt(), in.readVarInt(), in.readVarInt());
    }
  }

  private static final class OfYear extends ScalarCodec<Year> {
    OfYear() {
      super(Year.class, 56, 16);
    }

    @Override
    public void encode(Year value, Encoder out) {
      out.writeVarInt(value.getValue());
    }

    @Override
    public Year decode(Decoder in) {
      return Year.of(in.readVarInt());
    }
  }

  private static final class OfYearMonth extends ScalarCodec<YearMonth> {
    OfYearMonth() {
      super(YearMonth.class, 57, 24);
    }

    @Override
    public void encode(YearMonth value, Encoder out) {
      out.writeVarInt(value.getYear());
      out.writeByte(value.getMonthValue());
    }

    @Override
    public YearMonth decode(Decoder in) {
      return YearMonth.of(in.readVarInt(), in.readByte());
    }
  }

  private static final class OfMonthDay extends ScalarCodec<MonthDay> {
    OfMonthDay() {
      super(MonthDay.class, 58, 24);
    }

    @Override
    public void encode(MonthDay value, Encoder out) {
      out.writeByte(value.getMonthValue());
      out.writeByte(value.getDayOfMonth());
    }

    @Override
    public MonthDay decode(Decoder in) {
      return MonthDay.of(in.readByte(), in.readByte());
    }
  }
}
