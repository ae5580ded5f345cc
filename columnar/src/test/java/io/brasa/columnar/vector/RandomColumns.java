package io.brasa.columnar.vector;

import io.brasa.columnar.type.ArrayType;
import io.brasa.columnar.type.AtomicType;
import io.brasa.columnar.type.CalendarInterval;
import io.brasa.columnar.type.CollatedType;
import io.brasa.columnar.type.DataType;
import io.brasa.columnar.type.DayTimeIntervalType;
import io.brasa.columnar.type.DecimalType;
import io.brasa.columnar.type.LimitedType;
import io.brasa.columnar.type.MapType;
import io.brasa.columnar.type.StructField;
import io.brasa.columnar.type.StructType;
import io.brasa.columnar.type.TimeType;
import io.brasa.columnar.type.YearMonthIntervalType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Period;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Types, values and columns by chance. */
public final class RandomColumns {
  private final Random random;

  public RandomColumns(Random random) {
    this.random = random;
  }

  public DataType type(int depth) {
    int kind = random.nextInt(depth > 0 ? 20 : 17);
    AtomicType[] atomic = AtomicType.values();
    if (kind < atomic.length) return atomic[kind];
    return switch (kind) {
      case 14 -> {
        int precision = 1 + random.nextInt(38);
        yield new DecimalType(precision, random.nextInt(precision + 1));
      }
      case 15 -> YearMonthIntervalType.YEAR_TO_MONTH;
      case 16 -> random.nextBoolean() ? TimeType.MICROS : new CollatedType("UTF8_LCASE");
      case 17 -> new ArrayType(type(depth - 1));
      case 18 -> new MapType(key(), type(depth - 1));
      case 19 -> {
        List<StructField> fields = new ArrayList<>();
        for (int i = random.nextInt(3); i >= 0; i--)
          fields.add(new StructField("f" + i, type(depth - 1)));
        yield new StructType(fields);
      }
      default -> DayTimeIntervalType.DAY_TO_SECOND;
    };
  }

  private DataType key() {
    return random.nextBoolean() ? AtomicType.STRING : AtomicType.LONG;
  }

  Object valueOrNull(DataType type) {
    return type == AtomicType.NULL || random.nextInt(5) == 0 ? null : value(type);
  }

  Object value(DataType type) {
    return switch (type) {
      case AtomicType atomic -> atomic(atomic);
      case DecimalType decimal -> {
        BigInteger limit = BigInteger.TEN.pow(1 + random.nextInt(decimal.precision()));
        BigInteger unscaled = new BigInteger(130, random).mod(limit);
        yield new BigDecimal(random.nextBoolean() ? unscaled : unscaled.negate(), decimal.scale());
      }
      case CollatedType _, LimitedType _ -> text();
      case TimeType _ -> LocalTime.ofNanoOfDay(1_000L * random.nextInt(Integer.MAX_VALUE));
      case YearMonthIntervalType _ -> Period.ofMonths(random.nextInt(2_000) - 1_000).normalized();
      case DayTimeIntervalType _ -> Duration.of(random.nextLong() >> 8, ChronoUnit.MICROS);
      case ArrayType array -> {
        List<Object> list = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) list.add(valueOrNull(array.elementType()));
        yield list;
      }
      case MapType map -> {
        Map<Object, Object> entries = new LinkedHashMap<>();
        for (int i = random.nextInt(4); i > 0; i--)
          entries.put(value(map.keyType()), valueOrNull(map.valueType()));
        yield entries;
      }
      case StructType struct -> {
        List<Object> fields = new ArrayList<>();
        for (StructField field : struct.fields()) fields.add(valueOrNull(field.dataType()));
        yield fields;
      }
    };
  }

  private Object atomic(AtomicType type) {
    return switch (type) {
      case NULL -> null;
      case BOOLEAN -> random.nextBoolean();
      case BYTE -> (byte) random.nextInt();
      case SHORT -> (short) random.nextInt();
      case INTEGER -> random.nextInt(20) - 10;
      case LONG -> random.nextBoolean() ? random.nextLong() : random.nextInt(3);
      case FLOAT -> random.nextInt(4) == 0 ? Float.NaN : (random.nextInt(9) - 4) / 2f;
      case DOUBLE -> random.nextInt(4) == 0 ? -0.0 : random.nextGaussian();
      case STRING -> text();
      case BINARY, VARIANT -> {
        byte[] bytes = new byte[random.nextInt(40)];
        random.nextBytes(bytes);
        yield bytes;
      }
      case INTERVAL ->
          new CalendarInterval(
              random.nextInt(30) - 15, random.nextInt(), random.nextLong() >> random.nextInt(64));
      case DATE -> LocalDate.ofEpochDay(random.nextInt(40_000) - 10_000);
      case TIMESTAMP -> Instant.EPOCH.plus(random.nextLong() >> 12, ChronoUnit.MICROS);
      case TIMESTAMP_NTZ ->
          LocalDateTime.ofEpochSecond(
              random.nextInt(), random.nextInt(1_000_000) * 1_000, ZoneOffset.UTC);
    };
  }

  private String text() {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(40); i > 0; i--)
      text.appendCodePoint(
          random.nextInt(8) == 0 ? 0x1F600 + random.nextInt(20) : 'a' + random.nextInt(3));
    return text.toString();
  }

  /** A vector of any form whose values are returned in {@code values}. */
  public Vector vector(DataType type, int length, List<Object> values) {
    return switch (random.nextInt(4)) {
      case 0 -> {
        Object value = valueOrNull(type);
        for (int i = 0; i < length; i++) values.add(value);
        yield Vectors.constant(type, value, length);
      }
      case 1 -> {
        List<Object> entries = new ArrayList<>();
        FlatVector dictionary = flat(type, 1 + random.nextInt(5), entries);
        int[] ids = new int[length];
        boolean[] nulls = random.nextBoolean() ? new boolean[length] : null;
        for (int i = 0; i < length; i++) {
          ids[i] = random.nextInt(entries.size());
          if (nulls != null) nulls[i] = random.nextInt(4) == 0;
          values.add(nulls != null && nulls[i] ? null : entries.get(ids[i]));
        }
        yield DictionaryVector.of(dictionary, ids, length, nulls);
      }
      default -> flat(type, length, values);
    };
  }

  private FlatVector flat(DataType type, int length, List<Object> values) {
    VectorBuilder builder = VectorBuilder.of(type, random.nextInt(length + 1));
    boolean hasNulls = random.nextBoolean() || type == AtomicType.NULL;
    for (int i = 0; i < length; i++) {
      Object value = hasNulls ? valueOrNull(type) : value(type);
      Values.append(builder, value);
      values.add(value);
    }
    return builder.build();
  }
}
