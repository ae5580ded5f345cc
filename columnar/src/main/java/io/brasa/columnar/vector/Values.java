package io.brasa.columnar.vector;

import static java.time.temporal.ChronoUnit.MICROS;

import io.brasa.columnar.type.AtomicType;
import io.brasa.columnar.type.CalendarInterval;
import io.brasa.columnar.type.DataType;
import io.brasa.columnar.type.DayTimeIntervalType;
import io.brasa.columnar.type.DecimalType;
import io.brasa.columnar.type.TimeType;
import io.brasa.columnar.type.YearMonthIntervalType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Single values of columns as Java objects: {@code Boolean}, {@code Byte}, {@code Short}, {@code
 * Integer}, {@code Long}, {@code Float}, {@code Double}, {@code BigDecimal} of the type's scale,
 * {@code String}, {@code byte[]}, {@code LocalDate}, {@code Instant}, {@code LocalDateTime}, {@code
 * LocalTime}, {@code Period}, {@code Duration}, {@link CalendarInterval}, {@code List} for arrays,
 * {@code Map} for maps, {@code List} of the fields for structs, null for nulls. For edges,
 * constants and tests; slow.
 */
public final class Values {
  private static final BigInteger LOW_BITS = BigInteger.ONE.shiftLeft(64);

  private Values() {}

  /** The value of a row, or null. */
  public static Object get(Vector vector, int row) {
    return switch (vector) {
      case ConstantVector constant -> get(constant.value(), 0);
      case DictionaryVector dictionary ->
          dictionary.isNullAt(row) ? null : get(dictionary.dictionary(), dictionary.ids()[row]);
      case FlatVector flat -> flat.isNullAt(row) ? null : valueAt(flat, row);
    };
  }

  private static Object valueAt(FlatVector vector, int row) {
    return switch (vector) {
      case ByteVector v ->
          v.type() == AtomicType.BOOLEAN
              ? (Object) (v.values()[row] != 0)
              : (Object) v.values()[row];
      case ShortVector v -> v.values()[row];
      case IntVector v -> ofInt(v.type(), v.values()[row]);
      case LongVector v -> ofLong(v.type(), v.values()[row]);
      case FloatVector v -> v.values()[row];
      case DoubleVector v -> v.values()[row];
      case WideVector v when v.type() == AtomicType.INTERVAL ->
          CalendarInterval.of(v.high()[row], v.low()[row]);
      case WideVector v ->
          new BigDecimal(unscaled(v.high()[row], v.low()[row]), ((DecimalType) v.type()).scale());
      case BytesVector v ->
          v.type() != AtomicType.BINARY && v.type() != AtomicType.VARIANT
              ? v.stringAt(row)
              : Arrays.copyOfRange(v.bytes(), v.offsets()[row], v.offsets()[row + 1]);
      case ArrayVector v -> list(v.elements(), v.offsets()[row], v.offsets()[row + 1]);
      case MapVector v -> {
        Map<Object, Object> map = new LinkedHashMap<>();
        for (int i = v.offsets()[row]; i < v.offsets()[row + 1]; i++)
          map.put(get(v.keys(), i), get(v.values(), i));
        yield map;
      }
      case StructVector v -> {
        List<Object> fields = new ArrayList<>();
        for (Vector field : v.fields()) fields.add(get(field, row));
        yield fields;
      }
    };
  }

  private static Object ofInt(DataType type, int value) {
    if (type == AtomicType.DATE) return LocalDate.ofEpochDay(value);
    if (type instanceof YearMonthIntervalType) return Period.ofMonths(value).normalized();
    return value;
  }

  private static Object ofLong(DataType type, long value) {
    if (type == AtomicType.TIMESTAMP) return Instant.EPOCH.plus(value, MICROS);
    if (type == AtomicType.TIMESTAMP_NTZ)
      return LocalDateTime.ofEpochSecond(
          Math.floorDiv(value, 1_000_000L),
          (int) Math.floorMod(value, 1_000_000L) * 1_000,
          ZoneOffset.UTC);
    if (type instanceof DecimalType decimal) return BigDecimal.valueOf(value, decimal.scale());
    if (type instanceof TimeType) return LocalTime.ofNanoOfDay(1_000 * value);
    return type instanceof DayTimeIntervalType ? Duration.of(value, MICROS) : (Object) value;
  }

  private static List<Object> list(Vector elements, int from, int to) {
    List<Object> list = new ArrayList<>(to - from);
    for (int i = from; i < to; i++) list.add(get(elements, i));
    return list;
  }

  /** The number whose two's complement of 128 bits is given. */
  public static BigInteger unscaled(long high, long low) {
    BigInteger upper = BigInteger.valueOf(high).shiftLeft(64);
    BigInteger lower = BigInteger.valueOf(low);
    return upper.add(low < 0 ? lower.add(LOW_BITS) : lower);
  }

  /**
   * Appends a Java object of the class that {@link #get} gives for the builder's type, or null. A
   * decimal must have no more digits than its type has room for.
   */
  public static void append(VectorBuilder builder, Object value) {
    if (value == null) {
      builder.appendNull();
      return;
    }
    switch (builder) {
      case ByteBuilder b ->
          b.append(value instanceof Boolean truth ? (byte) (truth ? 1 : 0) : (Byte) value);
      case ShortBuilder b -> b.append((Short) value);
      case IntBuilder b -> b.append(toInt(value));
      case LongBuilder b -> b.append(toLong(b.type(), value));
      case FloatBuilder b -> b.append((Float) value);
      case DoubleBuilder b -> b.append((Double) value);
      case WideBuilder b when value instanceof CalendarInterval interval ->
          b.append(interval.monthsAndDays(), interval.microseconds());
      case WideBuilder b -> {
        BigInteger unscaled =
            ((BigDecimal) value).setScale(((DecimalType) b.type()).scale()).unscaledValue();
        b.append(unscaled.shiftRight(64).longValueExact(), unscaled.longValue());
      }
      case BytesBuilder b -> {
        byte[] bytes =
            value instanceof String text ? text.getBytes(StandardCharsets.UTF_8) : (byte[]) value;
        b.append(bytes, 0, bytes.length);
      }
      case ArrayBuilder b -> {
        for (Object element : (List<?>) value) append(b.elements(), element);
        b.endRow();
      }
      case MapBuilder b -> {
        for (Map.Entry<?, ?> entry : ((Map<?, ?>) value).entrySet()) {
          append(b.keys(), entry.getKey());
          append(b.values(), entry.getValue());
        }
        b.endRow();
      }
      case StructBuilder b -> {
        List<?> fields = (List<?>) value;
        for (int i = 0; i < fields.size(); i++) append(b.field(i), fields.get(i));
        b.endRow();
      }
    }
  }

  private static int toInt(Object value) {
    return switch (value) {
      case LocalDate date -> Math.toIntExact(date.toEpochDay());
      case Period period -> Math.toIntExact(period.toTotalMonths());
      default -> (Integer) value;
    };
  }

  private static long toLong(DataType type, Object value) {
    return switch (value) {
      case Instant instant -> MICROS.between(Instant.EPOCH, instant);
      case LocalDateTime time -> MICROS.between(LocalDateTime.of(1970, 1, 1, 0, 0), time);
      case LocalTime time -> time.toNanoOfDay() / 1_000;
      case Duration duration ->
          Math.addExact(
              Math.multiplyExact(duration.getSeconds(), 1_000_000L), duration.getNano() / 1_000);
      case BigDecimal decimal ->
          decimal.setScale(((DecimalType) type).scale()).unscaledValue().longValueExact();
      default -> (Long) value;
    };
  }
}
