package io.brasa.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brasa.core.block.StorageLevel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is kept of queries: all types at all levels, packed, passed over, evicted, damaged. */
final class TestKeptTables {
  private static final String ALL_TYPES =
      "SELECT id, CAST(id % 7 AS TINYINT) a, CAST(id % 300 AS SMALLINT) b, CAST(id / 100 AS INT) c,"
          + " id % 3 = 0 d, CAST(id AS FLOAT) / 3 e, id / 100.0D f,"
          + " CAST(id AS DECIMAL(15, 2)) / 8 g, CAST(id AS DECIMAL(38, 3)) h,"
          + " nullif(concat('name ', CAST(id % 40 AS STRING)), 'name 7') i,"
          + " CAST(concat('comment number ', CAST(id AS STRING)) AS BINARY) j,"
          + " date_add(DATE '2020-01-01', CAST(id % 1000 AS INT)) k,"
          + " TIMESTAMP '2020-01-01 00:00:00' l, array(id, nullif(id % 2, 0)) m,"
          + " named_struct('x', id, 'y', 'z') n, map(id % 5, 'v') o, NULL p"
          + " FROM range(0, 5000, 1, 2)";

  private static BrasaSession session(Path folder, String memory) {
    return BrasaSession.builder()
        .master("local[2]")
        .config("memory", memory)
        .config("memory.offheap", "64m")
        .config("local.folder", folder.toString())
        .build();
  }

  private static List<String> text(DataFrame frame) {
    List<String> lines = new ArrayList<>();
    for (Row row : frame.collectAsList()) {
      List<Object> values = new ArrayList<>();
      for (Object value : row.toList())
        values.add(value instanceof byte[] bytes ? new String(bytes) : value);
      lines.add(values.toString());
    }
    return lines;
  }

  @Test
  void allTypesComeBackAtAllLevels(@TempDir Path folder) {
    try (BrasaSession session = session(folder, "200m")) {
      DataFrame rows = session.sql(ALL_TYPES);
      List<String> expected = text(rows);
      for (StorageLevel level :
          List.of(
              StorageLevel.MEMORY_ONLY,
              StorageLevel.MEMORY_ONLY_SER,
              StorageLevel.MEMORY_AND_DISK_2,
              StorageLevel.DISK_ONLY,
              StorageLevel.OFF_HEAP)) {
        rows.persist(level);
        assertEquals(5_000, rows.count());
        assertEquals(expected, text(rows), level.toString());
        assertEquals(
            List.of(Row.of(715L, 1_787_500L)),
            rows.where("a = 1").selectExpr("count(*)", "sum(id)").collectAsList(),
            level.toString());
        rows.unpersist();
      }
    }
  }

  @Test
  void batchesArePassedOver(@TempDir Path folder) {
    try (BrasaSession session = session(folder, "200m")) {
      session.sql("CACHE TABLE numbers AS SELECT id, id % 10 AS digit FROM range(0, 80000, 1, 2)");
      DataFrame few = session.sql("SELECT sum(digit) FROM numbers WHERE id BETWEEN 100 AND 199");
      assertEquals(450L, few.first().get(0));
      String analysed = few.explainString("analyze");
      assertTrue(analysed.contains("19 of 20 kept batches skipped"), analysed);
      assertTrue(analysed.contains("Scan kept"), analysed);
      assertEquals(0, session.sql("SELECT * FROM numbers WHERE digit > 9").count());
      DataFrame joined =
          session.sql(
              "SELECT count(*) FROM numbers JOIN range(70000, 70010) r ON numbers.id = r.id");
      assertEquals(10L, joined.first().get(0));
      String narrowed = joined.explainString("analyze");
      assertTrue(narrowed.contains("19 of 20 kept batches skipped"), narrowed);
    }
  }

  @Test
  void whatDoesNotFitIsPutOnDiskOrComputedAgain(@TempDir Path folder) {
    try (BrasaSession session = session(folder, "6m")) {
      for (StorageLevel level : List.of(StorageLevel.MEMORY_ONLY, StorageLevel.MEMORY_AND_DISK)) {
        DataFrame wide =
            session
                .sql("SELECT id, sha2(CAST(id AS STRING), 256) AS text FROM range(0, 120000, 1, 8)")
                .persist(level);
        for (int i = 0; i < 2; i++)
          assertEquals(
              List.of(Row.of(120_000L, 7_680_000L, 7_199_940_000L)),
              wide.selectExpr("count(*)", "sum(length(text))", "sum(id)").collectAsList(),
              level.toString());
        wide.unpersist();
      }
    }
  }

  @Test
  void damagedBlocksAreNoticedAndComputedAgain(@TempDir Path folder) throws IOException {
    try (BrasaSession session = session(folder, "200m")) {
      DataFrame rows = session.sql(ALL_TYPES);
      List<String> expected = text(rows);
      rows.persist(StorageLevel.DISK_ONLY);
      assertEquals(5_000, rows.count());
      List<Path> blocks = blocks(folder);
      assertEquals(2, blocks.size(), blocks.toString());
      byte[] bytes = Files.readAllBytes(blocks.getFirst());
      bytes[bytes.length / 2] ^= 4;
      Files.write(blocks.getFirst(), bytes, StandardOpenOption.TRUNCATE_EXISTING);
      Files.delete(blocks.getLast());
      assertEquals(expected, text(rows));
      assertEquals(expected, text(rows));
      List<Path> after = blocks(folder);
      assertFalse(after.containsAll(blocks), after.toString());
    }
  }

  private static List<Path> blocks(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile).filter(TestKeptTables::isBlock).sorted().toList();
    }
  }

  private static boolean isBlock(Path file) {
    try {
      byte[] head = Files.readAllBytes(file);
      return head.length > 4 && head[0] == 'B' && head[1] == 'R' && head[2] == 'B';
    } catch (IOException e) {
      return false;
    }
  }

  @Test
  void columnsThatNobodyNamesAreLeftOut(@TempDir Path folder) {
    try (BrasaSession session = session(folder, "200m")) {
      DataFrame rows = session.sql(ALL_TYPES).cache();
      assertEquals(5_000, rows.count());
      String plan = rows.select("id").where("c = 3").explainString("analyze");
      assertTrue(plan.contains("Scan kept [id"), plan);
      assertFalse(plan.contains(", o#"), plan);
    }
  }

  @Test
  void whatIsKeptKeepsItsOrder(@TempDir Path folder) {
    try (BrasaSession session = session(folder, "200m")) {
      session
          .sql("SELECT id * 7919 % 10007 AS k, id AS v FROM range(0, 20000, 1, 3)")
          .createOrReplaceTempView("rows");
      session.sql("CACHE TABLE a AS SELECT k, v FROM rows ORDER BY k, v DESC");
      session.sql("CACHE TABLE b AS SELECT v AS w, k FROM rows WHERE v % 3 = 0 ORDER BY k");
      DataFrame sorted = session.sql("SELECT v, k FROM a WHERE v > 100 ORDER BY k, v DESC");
      assertFalse(sorted.explainString("simple").contains("Sort"), sorted.explainString("simple"));
      assertEquals(
          text(session.sql("SELECT v, k FROM rows WHERE v > 100 ORDER BY k, v DESC")),
          text(sorted));
      for (String order : List.of("k DESC", "v", "k, v", "k NULLS LAST"))
        assertTrue(
            session
                .sql("SELECT v, k FROM a ORDER BY " + order)
                .explainString("simple")
                .contains("Sort"),
            order);
      String join =
          "SELECT count(*), sum(v * w % 1000) FROM rows a"
              + " JOIN (SELECT k, v AS w FROM rows WHERE v % 3 = 0) b USING (k)";
      DataFrame merged = session.sql("SELECT count(*), sum(v * w % 1000) FROM a JOIN b USING (k)");
      String plan = merged.explainString("simple");
      assertTrue(plan.contains("MergeJoin INNER") && !plan.contains("Sort"), plan);
      assertEquals(text(session.sql(join)), text(merged));
      DataFrame ranked = session.sql("SELECT k, v, rank() OVER (ORDER BY k) AS r FROM a");
      assertFalse(ranked.explainString("simple").contains("Sort"), ranked.explainString("simple"));
    }
  }

  @Test
  void orderOfManyPartitionsHoldsAcrossThem(@TempDir Path folder) {
    try (BrasaSession session = session(folder, "400m")) {
      String rows = "SELECT id * 7919 % 1000003 AS k FROM range(0, 1200000, 1, 4)";
      DataFrame kept = session.sql(rows + " ORDER BY k").persist(StorageLevel.MEMORY_AND_DISK);
      assertTrue(kept.rdd().getNumPartitions() > 1, "one partition shows nothing");
      DataFrame again = kept.where("k % 1000 = 3").orderBy("k");
      assertFalse(again.explainString("simple").contains("Sort"), again.explainString("simple"));
      assertEquals(
          text(session.sql("SELECT k FROM (" + rows + ") WHERE k % 1000 = 3 ORDER BY k")),
          text(again));
      assertTrue(kept.orderBy(functions.col("k").desc()).explainString("simple").contains("Sort"));
    }
  }
}
