package io.brasa.connectors.parquet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brasa.columnar.source.FileWriter;
import io.brasa.columnar.source.Source;
import io.brasa.columnar.source.SourceOptions;
import io.brasa.columnar.type.StructType;
import io.brasa.columnar.vector.Batch;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TestRoundTrips {
  private static final List<String> CODECS = List.of("snappy", "zstd", "gzip", "lz4", "none");

  static void write(
      Path file, StructType schema, List<Batch> batches, Map<String, String> options) {
    TestContext context = new TestContext();
    ParquetSink sink =
        (ParquetSink)
            new ParquetSinkProvider()
                .open(
                    new SourceOptions(List.of(), options, Optional.empty()),
                    schema,
                    List.of(),
                    context.storages());
    try (FileWriter writer = sink.create(file.toString(), context)) {
      for (Batch batch : batches) writer.write(batch);
      writer.finish();
      assertEquals(file.toFile().length(), writer.sizeBytes());
    }
    assertEquals(0, context.heldBytes);
  }

  static Map<String, String> options(Random random) {
    Map<String, String> options = new TreeMap<>();
    options.put("compression", CODECS.get(random.nextInt(CODECS.size())));
    if (random.nextBoolean()) options.put("parquet.writer.version", "v2");
    if (random.nextBoolean()) options.put("parquet.page.size", "" + (100 + random.nextInt(20_000)));
    if (random.nextBoolean())
      options.put("parquet.block.size", "" + (2_000 + random.nextInt(100_000)));
    if (random.nextInt(4) == 0) options.put("parquet.enable.dictionary", "false");
    if (random.nextInt(4) == 0) options.put("parquet.bloom.filter.enabled#c0", "true");
    return options;
  }

  @Test
  void giveWhatWasWritten(@TempDir Path folder) {
    roundTrips(folder, 40, new Random().nextLong());
  }

  @Test
  @Tag("slow")
  void giveWhatWasWrittenManyTimes(@TempDir Path folder) {
    roundTrips(folder, 1_000, new Random().nextLong());
  }

  private static void roundTrips(Path folder, int rounds, long seed) {
    System.out.println("round trips with seed " + seed);
    for (int round = 0; round < rounds; round++) {
      Random random = new Random(seed + round);
      RandomTables tables = new RandomTables(random, true);
      StructType schema = tables.schema();
      List<Batch> batches = new ArrayList<>();
      int count = random.nextInt(4);
      for (int i = 0; i < count; i++) batches.add(tables.batch(schema, random.nextInt(2_000)));
      Map<String, String> options = options(random);
      Path file = folder.resolve(round + ".parquet");
      String what = "seed " + (seed + round) + ", " + schema + ", " + options;
      try {
        write(file, schema, batches, options);
        List<List<Object>> expected = new ArrayList<>();
        for (Batch batch : batches) Rows.add(batch, expected);
        Source source = Rows.open(file, new TestContext());
        assertEquals(schema, source.schema(), what);
        List<List<Object>> actual = Rows.all(file);
        assertEquals(expected.size(), actual.size(), what);
        for (int i = 0; i < expected.size(); i++)
          assertEquals(expected.get(i), actual.get(i), "row " + i + ", " + what);
      } catch (RuntimeException e) {
        throw new AssertionError(what, e);
      }
    }
  }

  @Test
  void areReadByDuckDb(@TempDir Path folder) throws Exception {
    long seed = new Random().nextLong();
    System.out.println("files for DuckDB with seed " + seed);
    try (DuckDb duck = new DuckDb()) {
      for (int round = 0; round < 15; round++) {
        Random random = new Random(seed + round);
        RandomTables tables = new RandomTables(random, false);
        StructType schema = tables.schema();
        List<Batch> batches = List.of(tables.batch(schema, 1500), tables.batch(schema, 700));
        Map<String, String> options = options(random);
        Path file = folder.resolve(round + ".parquet");
        write(file, schema, batches, options);
        List<List<Object>> expected = new ArrayList<>();
        for (Batch batch : batches) Rows.add(batch, expected);
        List<List<Object>> actual = duck.rows("select * from '" + file + "'");
        assertEquals(expected.size(), actual.size());
        for (int i = 0; i < expected.size(); i++) {
          int row = i;
          assertTrue(
              TestFilesOfDuckDb.same(actual.get(i), expected.get(i)),
              () ->
                  "row "
                      + row
                      + ", seed "
                      + seed
                      + ", "
                      + schema
                      + ", "
                      + options
                      + "\n"
                      + expected.get(row)
                      + "\n"
                      + actual.get(row));
        }
      }
    }
  }

  @Test
  void countRowsWithoutReadingColumns(@TempDir Path folder) {
    RandomTables tables = new RandomTables(new Random(7), true);
    StructType schema = tables.schema();
    Path file = folder.resolve("a.parquet");
    Batch batch = tables.batch(schema, 5_000);
    write(file, schema, List.of(batch), Map.of());
    TestContext context = new TestContext();
    Source source = Rows.open(file, context);
    List<List<Object>> rows =
        Rows.read(source, io.brasa.columnar.source.ScanRequest.of(List.of()), context);
    assertEquals(batch.rowCount(), rows.size());
    assertEquals(0, context.inputBytes);
    assertEquals(
        batch.rowCount(), ((ParquetSource) source).statistics(context).orElseThrow().rowCount());
  }

  @Test
  void readAnyColumnsInAnyOrder(@TempDir Path folder) {
    RandomTables tables = new RandomTables(new Random(11), true);
    StructType schema = tables.schema();
    Path file = folder.resolve("a.parquet");
    Batch batch = tables.batch(schema, 3_000);
    write(file, schema, List.of(batch), Map.of());
    List<List<Object>> all = Rows.all(file);
    TestContext context = new TestContext();
    Source source = Rows.open(file, context);
    List<Integer> columns =
        IntStream.range(0, schema.size()).map(i -> schema.size() - 1 - i).boxed().toList();
    List<List<Object>> reversed =
        Rows.read(source, io.brasa.columnar.source.ScanRequest.of(columns), context);
    for (int i = 0; i < all.size(); i++) assertEquals(all.get(i).reversed(), reversed.get(i));
    assertEquals(0, context.heldBytes);
  }
}
