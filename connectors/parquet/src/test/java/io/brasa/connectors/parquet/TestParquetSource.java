package io.brasa.connectors.parquet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brasa.columnar.source.ColumnStatistics;
import io.brasa.columnar.source.ScanRequest;
import io.brasa.columnar.source.Sink;
import io.brasa.columnar.source.SinkProvider;
import io.brasa.columnar.source.Source;
import io.brasa.columnar.source.SourceOptions;
import io.brasa.columnar.source.SourceProvider;
import io.brasa.columnar.source.TableStatistics;
import io.brasa.columnar.type.AtomicType;
import io.brasa.columnar.type.StructType;
import io.brasa.columnar.vector.Batch;
import io.brasa.columnar.vector.DictionaryVector;
import io.brasa.connectors.parquet.format.ParquetError;
import io.brasa.runtime.error.EngineException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.ServiceLoader;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TestParquetSource {
  private static void duck(String query, Path file, String options) throws Exception {
    try (DuckDb duck = new DuckDb()) {
      duck.run("copy (" + query + ") to '" + file + "' (format parquet" + options + ")");
    }
  }

  private static Source open(String path, Map<String, String> options) {
    TestContext context = new TestContext();
    return new ParquetSourceProvider()
        .open(new SourceOptions(List.of(path), options, Optional.empty()), context.storages());
  }

  @Test
  void isFoundByName() {
    assertTrue(
        ServiceLoader.load(SourceProvider.class).stream()
            .anyMatch(provider -> provider.get().format().equals("parquet")));
    assertTrue(
        ServiceLoader.load(SinkProvider.class).stream()
            .anyMatch(provider -> provider.get().format().equals("parquet")));
  }

  @Test
  void readsFoldersWithoutHiddenFilesInTheOrderOfNames(@TempDir Path folder) throws Exception {
    for (String name : List.of("b.parquet", "a.parquet", "_c.parquet", ".d.parquet"))
      duck("select '" + name + "' as name", folder.resolve(name), "");
    Files.writeString(folder.resolve("_SUCCESS"), "");
    TestContext context = new TestContext();
    Source source = open(folder.toString(), Map.of());
    assertEquals(
        List.of(List.of("a.parquet"), List.of("b.parquet")),
        Rows.read(source, ScanRequest.of(List.of(0)), context));
    Source one = open(folder + "/[b]*.parquet", Map.of());
    assertEquals(
        List.of(List.of("b.parquet")), Rows.read(one, ScanRequest.of(List.of(0)), context));
  }

  @Test
  void tellsRowsBoundsNullsAndDifferentValues(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("a.parquet");
    duck(
        "select i::bigint as id, (hash(i) % 1000)::int as few, case when i % 4 = 0 then null else 'v' || (i % 10) end as v,"
            + " (hash(i + 7) % 50000)::bigint as many, i / 3.0 as d from range(200000) t(i)",
        file, ", row_group_size 20000");
    TestContext context = new TestContext();
    TableStatistics statistics =
        ((ParquetSource) open(file.toString(), Map.of())).statistics(context).orElseThrow();
    assertEquals(200_000, statistics.rowCount());
    ColumnStatistics id = statistics.columns().get(0);
    assertEquals(Optional.of(0L), id.min());
    assertEquals(Optional.of(199_999L), id.max());
    assertEquals(200_000, id.distinctCount().orElseThrow());
    assertEquals(1_000, statistics.columns().get(1).distinctCount().orElseThrow());
    assertEquals(50_000, statistics.columns().get(2).nullCount().orElseThrow());
    assertEquals(Optional.of("v0"), statistics.columns().get(2).min());
    assertEquals(50_000, statistics.columns().get(3).distinctCount().orElseThrow(), 2_000);
  }

  @Test
  void readsByWindowsWhereMemoryIsShort(@TempDir Path folder) {
    RandomTables tables = new RandomTables(new Random(3), true);
    StructType schema = tables.schema();
    Path file = folder.resolve("a.parquet");
    TestRoundTrips.write(
        file, schema, List.of(tables.batch(schema, 9_000)), Map.of("parquet.page.size", "3000"));
    TestContext poor = new TestContext();
    poor.grantedBytes = 10;
    Source source = Rows.open(file, poor);
    List<Integer> columns = IntStream.range(0, schema.size()).boxed().toList();
    assertEquals(Rows.all(file), Rows.read(source, ScanRequest.of(columns), poor));
    assertEquals(0, poor.heldBytes);
  }

  @Test
  void sharesDictionariesAmongBatches(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("a.parquet");
    duck("select 'word ' || (i % 7) as w from range(20000) t(i)", file, "");
    TestContext context = new TestContext();
    Source source = open(file.toString(), Map.of());
    ScanRequest request = ScanRequest.of(List.of(0));
    try (var reader = source.open(source.splits(request, context).getFirst(), request, context)) {
      Batch first = reader.next();
      Batch second = reader.next();
      assertEquals(Batch.ROWS, first.length());
      DictionaryVector left = (DictionaryVector) first.column(0);
      DictionaryVector right = (DictionaryVector) second.column(0);
      assertTrue(left.dictionary() == right.dictionary());
      assertEquals(7, left.dictionary().length());
    }
  }

  @Test
  void fitsFilesToOneSchema(@TempDir Path folder) throws Exception {
    duck("select 1::int as a, 'x' as b", folder.resolve("1.parquet"), "");
    duck("select 2::bigint as a, 7 as c", folder.resolve("2.parquet"), "");
    EngineException error =
        assertThrows(
            EngineException.class,
            () ->
                Rows.read(
                    open(folder.toString(), Map.of()),
                    ScanRequest.of(List.of(0)),
                    new TestContext()));
    assertEquals(
        "PARQUET_SCHEMA_MISMATCH: In the Parquet file "
            + folder
            + "/2.parquet column a has values of type bigint, not int. Give the schema that the files"
            + " have, or read files of one schema at a time.",
        error.getMessage());
    Source merged = open(folder.toString(), Map.of("mergeSchema", "true"));
    assertEquals("struct<a:bigint,b:string,c:int>", merged.schema().simpleString());
    assertEquals(
        "[[1, x, null], [2, null, 7]]",
        Rows.read(merged, ScanRequest.of(List.of(0, 1, 2)), new TestContext()).toString());
  }

  @Test
  void travels(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("a.parquet");
    duck("select i, [i] as l from range(10) t(i)", file, "");
    TestContext context = new TestContext();
    ParquetSource source = (ParquetSource) open(file.toString(), Map.of());
    ScanRequest request = ScanRequest.of(List.of(0, 1));
    ParquetSource other = copy(source);
    assertEquals(source, other);
    ParquetSplit split = copy(source.splits(request, context).getFirst());
    try (var reader = other.open(split, request, context)) {
      assertEquals(10, reader.next().length());
    }
  }

  @SuppressWarnings("unchecked")
  private static <T> T copy(T value) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(value);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      return (T) in.readObject();
    }
  }

  @Test
  void noticesThatAFileWasChanged(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("a.parquet");
    duck("select 1 as a", file, "");
    Source source = open(file.toString(), Map.of());
    Files.delete(file);
    duck("select 1 as a, 2 as b", file, "");
    TestContext context = new TestContext();
    EngineException error =
        assertThrows(
            EngineException.class, () -> Rows.read(source, ScanRequest.of(List.of(0)), context));
    assertTrue(
        error.code() == ParquetError.PARQUET_FILE_CHANGED
            || error.code() == ParquetError.PARQUET_CORRUPT,
        error.getMessage());
  }

  @Test
  void refusesOptionsAndTypesThatItDoesNotKnow(@TempDir Path folder) {
    TestContext context = new TestContext();
    StructType schema = new StructType().add("a", AtomicType.LONG).add("n", AtomicType.NULL);
    EngineException type =
        assertThrows(
            EngineException.class,
            () ->
                new ParquetSinkProvider()
                    .open(
                        new SourceOptions(List.of(), Map.of(), Optional.empty()),
                        schema,
                        List.of(),
                        context.storages()));
    assertEquals(
        "PARQUET_UNSUPPORTED: Column n has the type void, which Parquet files do not hold. Cast the"
            + " column to another type, or leave it out.",
        type.getMessage());
    EngineException option =
        assertThrows(
            EngineException.class,
            () ->
                new ParquetSinkProvider()
                    .open(
                        new SourceOptions(
                            List.of(), Map.of("compression", "rar"), Optional.empty()),
                        schema,
                        List.of(1),
                        context.storages()));
    assertEquals(
        "PARQUET_OPTION_INVALID: The option compression is 'rar'. It may be none, snappy, gzip, zstd"
            + " or lz4.",
        option.getMessage());
  }

  @Test
  void leavesPartitionColumnsOutOfFiles(@TempDir Path folder) {
    TestContext context = new TestContext();
    StructType schema = new StructType().add("day", AtomicType.INTEGER).add("a", AtomicType.LONG);
    Sink sink =
        new ParquetSinkProvider()
            .open(
                new SourceOptions(List.of(), Map.of(), Optional.empty()),
                schema,
                List.of(0),
                context.storages());
    assertEquals(".snappy.parquet", sink.fileSuffix());
    Path file = folder.resolve("a.parquet");
    try (var writer = sink.create(file.toString(), context)) {
      writer.write(new RandomTables(new Random(1), false).batch(schema, 10));
      writer.finish();
    }
    assertEquals("struct<a:bigint>", Rows.open(file, context).schema().simpleString());
  }
}
