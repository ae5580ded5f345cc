package io.brasa.connectors.parquet;

import io.brasa.columnar.type.ArrayType;
import io.brasa.columnar.type.AtomicType;
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
import io.brasa.columnar.vector.Batch;
import io.brasa.columnar.vector.Selection;
import io.brasa.columnar.vector.Values;
import io.brasa.columnar.vector.Vector;
import io.brasa.columnar.vector.VectorBuilder;
import io.brasa.columnar.vector.Vectors;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Schemas and rows by chance. */
final class RandomTables {
  private static final List<DataType> ATOMS =
      List.of(
          AtomicType.BOOLEAN,
          AtomicType.BYTE,
          AtomicType.SHORT,
          AtomicType.INTEGER,
          AtomicType.LONG,
          AtomicType.FLOAT,
          AtomicType.DOUBLE,
          AtomicType.STRING,
          AtomicType.BINARY,
          AtomicType.DATE,
          AtomicType.TIMESTAMP,
          AtomicType.TIMESTAMP_NTZ,
          new DecimalType(7, 2),
          new DecimalType(18, 0),
          new DecimalType(23, 7),
          new DecimalType(38, 38));

  private final Random random;
  private final boolean hasIntervals;

  RandomTables(Random random, boolean hasIntervals) {
    this.random = random;
    this.hasIntervals = hasIntervals;
  }

  StructType schema() {
    List<StructField> fields = new ArrayList<>();
    int count = 1 + random.nextInt(12);
    for (int i = 0; i < count; i++)
      fields.add(new StructField("c" + i, type(random.nextInt(4)), random.nextInt(4) > 0));
    return new StructType(fields);
  }

  DataType type(int depth) {
    int kind = depth == 0 ? 3 : random.nextInt(4);
    return switch (kind) {
      case 0 -> new ArrayType(type(depth - 1), random.nextBoolean());
      case 1 -> new MapType(atom(), type(depth - 1), random.nextBoolean());
      case 2 -> {
        List<StructField> fields = new ArrayList<>();
        int count = 1 + random.nextInt(3);
        for (int i = 0; i < count; i++)
          fields.add(new StructField("f" + i, type(depth - 1), random.nextBoolean()));
        yield new StructType(fields);
      }
      default -> hasIntervals && random.nextInt(10) == 0 ? AtomicType.VARIANT : atom();
    };
  }

  /** Names in one to four bytes each way, and behind them anything. */
  private byte[] variant(String names, String value) {
    int width = 1 + random.nextInt(4);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    byte[] all = names.getBytes(java.nio.charset.StandardCharsets.UTF_8);
    int size = Math.min(all.length, width == 1 ? 100 : 10_000);
    bytes.write(1 | width - 1 << 6);
    for (int number : new int[] {1, 0, size})
      for (int i = 0; i < width; i++) bytes.write(number >> 8 * i);
    bytes.write(all, 0, size);
    bytes.writeBytes(value.getBytes(java.nio.charset.StandardCharsets.UTF_16LE));
    return bytes.toByteArray();
  }

  private DataType atom() {
    if (hasIntervals && random.nextInt(10) == 0)
      return random.nextBoolean()
          ? YearMonthIntervalType.YEAR_TO_MONTH
          : DayTimeIntervalType.DAY_TO_SECOND;
    return ATOMS.get(random.nextInt(ATOMS.size()));
  }

  /** A batch, whose columns may be constant, dictionaries, or only partly selected. */
  Batch batch(StructType schema, int length) {
    List<Vector> columns = new ArrayList<>();
    for (StructField field : schema.fields()) {
      int variety = random.nextInt(3) == 0 ? 1 + random.nextInt(20) : Integer.MAX_VALUE;
      int nulls = field.nullable() ? random.nextInt(101) : 0;
      Vector column = vector(field.dataType(), length, nulls, variety);
      if (random.nextInt(5) == 0 && length > 0) {
        int[] rows = random.ints(length, 0, length).toArray();
        column = Vectors.take(column, rows, length);
      } else if (random.nextInt(8) == 0 && length > 0) {
        column = Vectors.constant(field.dataType(), Values.get(column, 0), length);
      }
      columns.add(column);
    }
    Batch batch = Batch.of(length, columns);
    if (random.nextInt(4) > 0) return batch;
    int[] rows =
        java.util.stream.IntStream.range(0, length).filter(i -> random.nextBoolean()).toArray();
    return batch.selecting(new Selection(rows, rows.length));
  }

  private Vector vector(DataType type, int length, int nulls, int variety) {
    VectorBuilder builder = VectorBuilder.of(type, length);
    for (int i = 0; i < length; i++) {
      boolean isNull = random.nextInt(100) < nulls;
      Values.append(builder, isNull ? null : value(type, variety));
    }
    return builder.build();
  }

  private Object maybe(DataType type, boolean isNullable, int variety) {
    return isNullable && random.nextInt(4) == 0 ? null : value(type, variety);
  }

  Object value(DataType type, int variety) {
    long number = variety == Integer.MAX_VALUE ? random.nextLong() : random.nextInt(variety);
    return switch (type) {
      case AtomicType.BOOLEAN -> (number & 1) == 0;
      case AtomicType.BYTE -> (byte) number;
      case AtomicType.SHORT -> (short) number;
      case AtomicType.INTEGER -> (int) number;
      case AtomicType.LONG -> number;
      case AtomicType.FLOAT ->
          variety < 5 ? (number == 0 ? -0f : Float.NaN) : Float.intBitsToFloat((int) number);
      case AtomicType.DOUBLE ->
          variety < 5 ? (number == 0 ? -0.0 : Double.NaN) : Double.longBitsToDouble(number);
      case AtomicType.STRING -> text(number);
      case AtomicType.BINARY -> text(number).getBytes(java.nio.charset.StandardCharsets.UTF_16LE);
      case AtomicType.DATE -> LocalDate.ofEpochDay(number % 700_000);
      case AtomicType.TIMESTAMP -> moment(number);
      case AtomicType.TIMESTAMP_NTZ -> LocalDateTime.ofInstant(moment(number), ZoneOffset.UTC);
      case DecimalType decimal ->
          new BigDecimal(
              new BigInteger(120, new Random(number))
                  .subtract(BigInteger.ONE.shiftLeft(119))
                  .remainder(BigInteger.TEN.pow(decimal.precision())),
              decimal.scale());
      case AtomicType.VARIANT -> variant(text(number), text(~number));
      case CollatedType _, LimitedType _, TimeType _ ->
          throw new IllegalArgumentException("not in files: " + type);
      case YearMonthIntervalType _ -> Period.ofMonths((int) number).normalized();
      case DayTimeIntervalType _ -> Duration.ofNanos(number % 1_000_000_000_000L * 1_000);
      case ArrayType array -> {
        List<Object> list = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--)
          list.add(maybe(array.elementType(), array.containsNull(), variety));
        yield list;
      }
      case MapType map -> {
        Map<Object, Object> entries = new LinkedHashMap<>();
        for (int i = random.nextInt(4); i > 0; i--) {
          Object key = value(map.keyType(), variety);
          if (!(key instanceof byte[]) || entries.isEmpty())
            entries.put(key, maybe(map.valueType(), map.valueContainsNull(), variety));
        }
        yield entries;
      }
      case StructType struct -> {
        List<Object> fields = new ArrayList<>();
        for (StructField field : struct.fields())
          fields.add(maybe(field.dataType(), field.nullable(), variety));
        yield fields;
      }
      case AtomicType.NULL -> null;
      default -> throw new IllegalArgumentException("no values at random of " + type);
    };
  }

  private static Instant moment(long number) {
    return Instant.EPOCH.plus(
        number % 8_000_000_000_000_000L, java.time.temporal.ChronoUnit.MICROS);
  }

  private static String text(long number) {
    String text = "t" + number;
    if (number % 7 == 0) text += "ž語\uD83D\uDE00";
    if (number % 11 == 0) text = text.repeat(1 + (int) Math.abs(number % 40));
    return number % 13 == 0 ? "" : text;
  }
}
