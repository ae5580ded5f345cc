package io.brasa.cli.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The page that compares Spark's DataFrames with ours says what is so. */
final class TestSqlApiComparison {
  /** Lowered as more comes, never raised. */
  private static final double MOST_ABSENT = 0.10;

  private static final Path CHECKOUT =
      Path.of(System.getProperty("brasa.checkout", "")).toAbsolutePath();

  private static List<String> lines(String resource) throws IOException {
    try (var in = TestSqlApiComparison.class.getResourceAsStream(resource)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    }
  }

  private static ApiComparison comparison() throws IOException {
    return ApiComparison.of(
        SparkApi.parse(lines("spark-sql-api.txt")),
        ApiMapping.parse(lines("spark-sql-mapping.txt")));
  }

  @Test
  void everyLineOfTheMappingIsNeededAndTrue() throws IOException {
    assertEquals("", String.join("\n", comparison().mistakes()));
  }

  @Test
  void theShareOfTheAbsentDoesNotGrow() throws IOException {
    double absent = comparison().total().absentOfSensible();
    assertTrue(absent <= MOST_ABSENT, () -> "absent of what makes sense: " + absent);
  }

  @Test
  void thePageIsNotStale() throws IOException {
    String page = ApiPage.of(comparison(), ApiPage.SQL);
    Path kept = CHECKOUT.resolve("docs/sql-api-comparison.md");
    if (Files.exists(kept) && Files.readString(kept).equals(page)) return;
    Path fresh =
        Path.of(System.getProperty("brasa.target", CHECKOUT.resolve("target").toString()))
            .resolve("sql-api-comparison.md");
    Files.createDirectories(fresh.getParent());
    Files.writeString(fresh, page);
    fail("docs/sql-api-comparison.md is stale: cp " + fresh + " " + kept);
  }
}
