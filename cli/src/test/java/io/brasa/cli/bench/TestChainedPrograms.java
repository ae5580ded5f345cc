package io.brasa.cli.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brasa.core.BrasaContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TestChainedPrograms {
  private static final long SEED = 42;

  @TempDir Path folder;

  @Test
  void theChainGivesTheSameByHand() throws Exception {
    Random random = new Random(SEED);
    List<String> lines = new ArrayList<>();
    List<String> edges = new ArrayList<>();
    for (int i = 0; i < 2_000; i++) {
      String line = "line " + random.nextInt(1_500);
      lines.add(line);
      int node = line.hashCode() & ChainedPrograms.NODES - 1;
      edges.add((random.nextBoolean() ? node : random.nextInt(1_000_000)) + "\t" + i);
    }
    String text = Files.write(folder.resolve("text.txt"), lines).toString();
    String graph = Files.write(folder.resolve("graph.txt"), edges).toString();
    String byHand = ObjectChain.chained(text, graph, 2);
    assertTrue(byHand.contains(" sorted "), byHand);
    assertNotEquals('0', byHand.charAt(0), "some rows are joined");
    try (BrasaContext brasa = BrasaContext.local()) {
      assertEquals(byHand, ChainedPrograms.chained(brasa, text, graph));
    }
  }

  @Test
  void theQueryFindsTheSameFromDiskAndKept() throws Exception {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 100; i++)
      lines.add((i % 2 == 0 ? "ERROR" : "INFO") + "\tnow\t" + (i % 5 == 0 ? "mysql" : "php"));
    String log = Files.write(folder.resolve("log.txt"), lines).toString();
    Map<String, Object> details = new LinkedHashMap<>();
    try (BrasaContext brasa = BrasaContext.local()) {
      assertEquals("10 10 10", DiskPrograms.keptAndFromDisk(brasa, log, details, () -> true));
    }
    assertEquals(
        List.of(
            "page_cache_dropped",
            "from_disk_s",
            "from_page_cache_s",
            "load_and_first_query_s",
            "kept_s"),
        List.copyOf(details.keySet()));
  }

  @Test
  void sumsOfRowsTellTheirOrderBeforeAndAfterPartsMeet() {
    assertEquals("2 sorted", beforeMix(rows(1, 2)));
    assertEquals("2 NOT SORTED", beforeMix(rows(2, 1)));
    RowSum ascending = rows(1, 2);
    ascending.follow(rows());
    ascending.follow(rows(2, 3));
    assertEquals("4 sorted", beforeMix(ascending));
    RowSum crossing = rows(1, 3);
    crossing.follow(rows(2, 4));
    assertEquals("4 NOT SORTED", beforeMix(crossing));
    assertEquals(mix(ascending), mix(rows(2, 1, 3, 2)), "no order of the rows changes it");
    assertNotEquals(mix(ascending), mix(crossing));
  }

  private static RowSum rows(int... keys) {
    RowSum sum = new RowSum();
    for (int key : keys) sum.add(key, 7, 9);
    return sum;
  }

  private static String beforeMix(RowSum sum) {
    return sum.toString().substring(0, sum.toString().lastIndexOf(' '));
  }

  private static String mix(RowSum sum) {
    return sum.toString().substring(sum.toString().lastIndexOf(' '));
  }
}
