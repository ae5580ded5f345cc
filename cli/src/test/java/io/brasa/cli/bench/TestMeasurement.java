package io.brasa.cli.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brasa.cli.error.CliError;
import io.brasa.runtime.error.EngineException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TestMeasurement {
  private static final BenchSettings SETTINGS =
      BenchSettings.of(
          Map.of("PEERS_CONTESTANT", "brasa@jdk25", "PEERS_SIZE", "small", "PEERS_REPS", "3"));

  @TempDir Path folder;

  @Test
  void hasTheFieldsThatTheReportReads() throws Exception {
    Map<String, Object> result =
        Measurement.of("wordcount", details -> "sum", 3, SETTINGS, () -> {});
    assertEquals(
        List.of(
            "workload",
            "contestant",
            "size",
            "jdk",
            "cold_s",
            "cold_cpu_s",
            "cold_others_cores",
            "warm_s",
            "warm_min_s",
            "warm_cpu_s",
            "warm_all",
            "others_cores",
            "peak_rss_mb",
            "checksum",
            "at"),
        List.copyOf(result.keySet()));
    assertEquals("brasa@jdk25", result.get("contestant"));
    assertEquals(3, ((List<?>) result.get("warm_all")).size());
    assertTrue(Json.write(result).startsWith("{\"workload\":\"wordcount\""), Json.write(result));
  }

  @Test
  void keepsTheDetailsOfTheFirstAndTheLastRepetition() throws Exception {
    int[] run = {0};
    Map<String, Object> result =
        Measurement.of("w", details -> "sum" + details.put("run", run[0]++), 2, SETTINGS, () -> {});
    assertEquals(Map.of("run", 0), result.get("cold"));
    assertEquals(Map.of("run", 2), result.get("warm"));
  }

  @Test
  void showsAChecksumThatChanged() throws Exception {
    Iterator<String> sums = List.of("a", "b").iterator();
    assertEquals(
        "a THEN b",
        Measurement.of("w", details -> sums.next(), 1, SETTINGS, () -> {}).get("checksum"));
  }

  @Test
  void sumsWordsWithoutRegardToOrder() {
    WordSum one = new WordSum();
    one.add("a", 2);
    one.add("b", 1);
    WordSum other = new WordSum();
    other.add("b", 1);
    other.add("a", 2);
    assertEquals("2/3/" + Long.toHexString(97 * 2 + 98), one.toString());
    assertEquals(one.toString(), other.toString());
  }

  @Test
  void writesAndReadsBackJson() {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("text", "a\"b\\\n");
    fields.put("none", null);
    fields.put("nan", Double.NaN);
    fields.put("list", List.of(1, 2.5));
    fields.put("map", Map.of());
    fields.put("warm_s", 1.5e-4);
    String line = Json.write(fields);
    assertEquals(
        "{\"text\":\"a\\\"b\\\\\\u000a\",\"none\":null,\"nan\":null,\"list\":[1,2.5],\"map\":{},\"warm_s\":1.5E-4}",
        line);
    assertEquals(1.5e-4, Json.number(line, "warm_s"));
    assertTrue(Double.isNaN(Json.number(line, "absent")));
    assertEquals(1235.0, Json.round(1234.7));
  }

  @Test
  void comparesByRatiosAndChecksums() {
    String ours = "{\"workload\":\"w\",\"cold_s\":1.0,\"warm_s\":0.5,\"checksum\":\"x\"}";
    String theirs = "{\"workload\":\"w\",\"cold_s\":4.0,\"warm_s\":1.0,\"checksum\":\"y\"}";
    String text = Comparison.ratios("spark", theirs, ours);
    assertTrue(text.contains("cold_s 4.0 (4.0x)") && text.contains("warm_s 1.0 (2.0x)"), text);
    assertTrue(text.endsWith("CHECKSUM DIFFERS"), text);
    assertEquals("spark: no result", Comparison.ratios("spark", "", ours));
  }

  @Test
  void takesTheMedian() {
    assertEquals(2.0, Measurement.median(new ArrayList<>(List.of(3.0, 1.0, 2.0))));
    assertEquals(2.5, Measurement.median(new ArrayList<>(List.of(4.0, 1.0, 2.0, 3.0))));
  }

  @Test
  void refusesInputThatIsNotThereAndNumbersThatAreNone() {
    BenchSettings settings = BenchSettings.of(Map.of("PEERS_DATA_SIZE", folder.toString()));
    assertEquals(
        CliError.BENCHMARK_UNKNOWN,
        assertThrows(EngineException.class, () -> settings.inputFile("text.txt")).code());
    assertEquals(
        CliError.OPTION_INVALID,
        assertThrows(EngineException.class, () -> BenchSettings.of(Map.of("PEERS_REPS", "few")))
            .code());
  }
}
