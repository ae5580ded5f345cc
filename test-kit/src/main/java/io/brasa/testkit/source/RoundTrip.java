package io.brasa.testkit.source;

import io.brasa.columnar.source.FileWriter;
import io.brasa.columnar.source.Sink;
import io.brasa.columnar.source.SinkProvider;
import io.brasa.columnar.source.Source;
import io.brasa.columnar.source.SourceOptions;
import io.brasa.columnar.source.SourceProvider;
import io.brasa.columnar.type.ArrayType;
import io.brasa.columnar.type.AtomicType;
import io.brasa.columnar.type.DataType;
import io.brasa.columnar.type.DecimalType;
import io.brasa.columnar.type.MapType;
import io.brasa.columnar.type.StructField;
import io.brasa.columnar.type.StructType;
import io.brasa.columnar.vector.Batch;
import io.brasa.columnar.vector.Values;
import io.brasa.columnar.vector.Vector;
import io.brasa.columnar.vector.VectorBuilder;
import io.brasa.runtime.storage.Storages;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** Rows by chance, written by a sink and read by a source. */
public final class RoundTrip {
  private static final String[] PIECES = {
    "a", "b", " ", ",", "\"", "\\", "'", ";", "\t", "é", "😀", "NULL", "1", "#", "\u0001", "\"\""
  };

  private final Random random;
  private final String[] pieces;

  /**
   * @param more that texts hold besides
   */
  public RoundTrip(Random random, String... more) {
    this.random = random;
    this.pieces = java.util.Arrays.copyOf(PIECES, PIECES.length + more.length);
    System.arraycopy(more, 0, pieces, PIECES.length, more.length);
  }

  public List<List<Object>> rows(StructType schema, int count) {
    List<List<Object>> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      List<Object> row = new ArrayList<>();
      for (StructField field : schema.fields()) row.add(valueOrNull(field.dataType()));
      rows.add(row);
    }
    return rows;
  }

  private Object valueOrNull(DataType type) {
    return random.nextInt(6) == 0 ? null : value(type);
  }

  private Object value(DataType type) {
    return switch (type) {
      case AtomicType.BOOLEAN -> random.nextBoolean();
      case AtomicType.BYTE -> (byte) random.nextInt();
      case AtomicType.SHORT -> (short) random.nextInt();
      case AtomicType.INTEGER -> random.nextInt() >> random.nextInt(32);
      case AtomicType.LONG ->
          random.nextInt(50) == 0 ? Long.MIN_VALUE : random.nextLong() >> random.nextInt(64);
      case AtomicType.FLOAT ->
          random.nextInt(9) == 0 ? Float.NaN : Float.intBitsToFloat(random.nextInt() & ~0x40000000);
      case AtomicType.DOUBLE ->
          switch (random.nextInt(6)) {
            case 0 -> Double.NEGATIVE_INFINITY;
            case 1 -> -0.0;
            case 2 -> random.nextInt(1000) / 8.0;
            default -> random.nextGaussian() * Math.pow(10, random.nextInt(600) - 300);
          };
      case AtomicType.DATE -> LocalDate.ofEpochDay(random.nextInt(2_000_000) - 700_000);
      case AtomicType.TIMESTAMP -> Instant.EPOCH.plus(random.nextLong() >> 10, ChronoUnit.MICROS);
      case AtomicType.TIMESTAMP_NTZ ->
          LocalDateTime.ofEpochSecond(
              random.nextInt(), random.nextInt(1_000_000) * 1_000, ZoneOffset.UTC);
      case AtomicType.BINARY -> {
        byte[] bytes = new byte[random.nextInt(5)];
        random.nextBytes(bytes);
        yield bytes;
      }
      case DecimalType decimal ->
          new BigDecimal(
              new BigInteger(130, random)
                  .mod(BigInteger.TEN.pow(1 + random.nextInt(decimal.precision()))),
              decimal.scale());
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
      default -> {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(6); i > 0; i--)
          text.append(pieces[random.nextInt(pieces.length)]);
        yield text.toString();
      }
    };
  }

  /** Writes the rows to {@code folder} and opens what was written. */
  public static Source writeAndOpen(
      SinkProvider sinks,
      SourceProvider sources,
      Path folder,
      StructType schema,
      List<List<Object>> rows,
      Map<String, String> writing,
      Map<String, String> reading) {
    Storages storages = Storages.ofThisHost();
    Sink sink =
        sinks.open(
            new SourceOptions(List.of(), writing, Optional.empty()), schema, List.of(), storages);
    String path = folder.resolve("part-0" + sink.fileSuffix()).toString();
    try (FileWriter writer = sink.create(path, new RecordingContext())) {
      for (int from = 0; from < rows.size(); from += 100)
        writer.write(batch(schema, rows.subList(from, Math.min(rows.size(), from + 100))));
      writer.finish();
    }
    return sources.open(new SourceOptions(List.of(path), reading, Optional.of(schema)), storages);
  }

  private static Batch batch(StructType schema, List<List<Object>> rows) {
    List<Vector> columns = new ArrayList<>();
    for (int i = 0; i < schema.size(); i++) {
      VectorBuilder builder = VectorBuilder.of(schema.field(i).dataType(), rows.size());
      for (List<Object> row : rows) Values.append(builder, row.get(i));
      columns.add(builder.build());
    }
    return Batch.of(rows.size(), columns);
  }

  /** Rows that can be compared. */
  public static List<List<Object>> comparable(List<List<Object>> rows) {
    return rows.stream()
        .map(
            row ->
                row.stream()
                    .map(SourceRows::comparable)
                    .collect(java.util.stream.Collectors.toList()))
        .toList();
  }
}
