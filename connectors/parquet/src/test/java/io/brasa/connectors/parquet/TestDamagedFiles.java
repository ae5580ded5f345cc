package io.brasa.connectors.parquet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brasa.columnar.source.ColumnFilter;
import io.brasa.columnar.source.ScanRequest;
import io.brasa.columnar.source.Source;
import io.brasa.columnar.type.AtomicType;
import io.brasa.columnar.type.StructType;
import io.brasa.columnar.vector.Batch;
import io.brasa.connectors.parquet.format.ParquetError;
import io.brasa.runtime.error.EngineException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TestDamagedFiles {
  /** Files of both writers; those of DuckDB have no checksums. */
  private static List<byte[]> originals(Path folder, Random random) throws Exception {
    List<byte[]> originals = new ArrayList<>();
    for (String options :
        List.of(
            "codec snappy",
            "codec uncompressed, parquet_version v2",
            "codec zstd, parquet_version v2",
            "codec gzip",
            "codec lz4_raw")) {
      Path file = folder.resolve("duck" + originals.size() + ".parquet");
      try (DuckDb duck = new DuckDb()) {
        duck.run(
            "copy (select i, 'word ' || i % 5 as w, 'text ' || i as t, [i, null] as l, {'a': i, 'b': 'x'} as s,"
                + " i / 3 as d, case when i % 3 = 0 then null else i * 100000 end as n, i % 2 = 0 as b"
                + " from range(500) t(i)) to '"
                + file
                + "' (format parquet, "
                + options
                + ")");
      }
      originals.add(Files.readAllBytes(file));
    }
    for (int i = 0; i < 4; i++) {
      RandomTables tables = new RandomTables(random, true);
      StructType schema = tables.schema();
      Path file = folder.resolve("own" + i + ".parquet");
      TestRoundTrips.write(
          file, schema, List.of(tables.batch(schema, 300)), TestRoundTrips.options(random));
      originals.add(Files.readAllBytes(file));
    }
    return originals;
  }

  @Test
  void giveErrorsThatNameTheFile(@TempDir Path folder) throws Exception {
    damage(folder, 40);
  }

  @Test
  @Tag("slow")
  void giveErrorsThatNameTheFileManyTimes(@TempDir Path folder) throws Exception {
    damage(folder, 3_000);
  }

  private static void damage(Path folder, int rounds) throws Exception {
    long seed = new Random().nextLong();
    System.out.println("damage with seed " + seed);
    List<byte[]> originals = originals(folder, new Random(seed));
    int errors = 0;
    for (int i = 0; i < originals.size(); i++) {
      for (int round = 0; round < rounds; round++) {
        Random random = new Random(seed + 31L * round + i);
        byte[] bytes = originals.get(i).clone();
        bytes = damaged(bytes, random);
        Path file = folder.resolve("damaged.parquet");
        Files.write(file, bytes);
        String what = "seed " + seed + ", file " + i + ", round " + round;
        try {
          readBothWays(file);
        } catch (EngineException e) {
          errors++;
          assertTrue(e.getMessage().contains(file.toString()), what + ": " + e.getMessage());
        } catch (Throwable e) {
          throw new AssertionError(what, e);
        }
      }
    }
    assertTrue(errors > rounds * originals.size() / 2, errors + " errors");
  }

  private static void readBothWays(Path file) {
    TestContext context = new TestContext();
    Source source = Rows.open(file, context);
    List<Integer> columns = IntStream.range(0, source.schema().size()).boxed().toList();
    ((ParquetSource) source).statistics(context);
    Rows.read(source, ScanRequest.of(columns), context);
    List<ColumnFilter> filters = new ArrayList<>();
    for (int column : columns) filters.add(new ColumnFilter.IsNotNull(column));
    Rows.read(source, new ScanRequest(columns, filters, java.util.Optional.empty()), context);
  }

  private static byte[] damaged(byte[] bytes, Random random) {
    switch (random.nextInt(5)) {
      case 0 -> {
        return Arrays.copyOf(bytes, random.nextInt(bytes.length));
      }
      case 1 -> bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
      case 2 -> {
        int footer = Math.max(0, bytes.length - 2_000);
        bytes[footer + random.nextInt(bytes.length - footer)] = (byte) random.nextInt();
      }
      case 3 -> {
        int from = random.nextInt(bytes.length);
        int to = Math.min(bytes.length, from + 1 + random.nextInt(50));
        for (int i = from; i < to; i++) bytes[i] = (byte) (random.nextBoolean() ? 0xff : 0);
      }
      default -> {
        for (int i = 0; i < 5; i++) bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
      }
    }
    return bytes;
  }

  @Test
  void tellRowGroupColumnAndByte(@TempDir Path folder) throws Exception {
    StructType schema = new StructType().add("a", AtomicType.LONG).add("b", AtomicType.STRING);
    RandomTables tables = new RandomTables(new Random(5), false);
    Batch first = tables.batch(schema, 1_000).dense();
    Path file = folder.resolve("two.parquet");
    TestRoundTrips.write(
        file,
        schema,
        List.of(first, first),
        Map.of("parquet.block.size", "1024", "compression", "none"));
    TestContext context = new TestContext();
    ParquetSource source = (ParquetSource) Rows.open(file, context);
    List<ParquetSplit> splits = source.splits(ScanRequest.of(List.of(0, 1)), context);
    assertEquals(2, splits.size());
    long place = splits.get(1).group().columns().get(1).dataOffset() + 40;
    byte[] bytes = Files.readAllBytes(file);
    bytes[(int) place] ^= 1;
    Files.write(file, bytes);
    EngineException error = assertThrows(EngineException.class, () -> Rows.all(file));
    assertEquals(ParquetError.PARQUET_CORRUPT, error.code());
    String text = error.getMessage();
    assertTrue(
        text.contains("Parquet file " + file + ", row group 1, column b is damaged at byte "),
        text);
    assertTrue(text.contains("checksum"), text);
  }

  @Test
  void thatAreNoParquetAreSaidToBe(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("a.parquet");
    Files.writeString(file, "id,name\n1,a\n2,b\n");
    EngineException error = assertThrows(EngineException.class, () -> Rows.all(file));
    assertEquals(
        "PARQUET_CORRUPT: Parquet file "
            + file
            + " is damaged at byte 12: it does not end with PAR1; it is cut off or no Parquet file."
            + " Restore the file from where it came from, or leave it out.",
        error.getMessage());
  }
}
