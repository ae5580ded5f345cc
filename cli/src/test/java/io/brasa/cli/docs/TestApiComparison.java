package io.brasa.cli.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The page that compares Spark's core API with ours says what is so. */
final class TestApiComparison {
  private static final double MOST_ABSENT = 0.08;

  /** With the parts that are still to come; lowered as they come, never raised. */
  private static final double MOST_ABSENT_YET = 0.20;

  private static final Path CHECKOUT =
      Path.of(System.getProperty("brasa.checkout", "")).toAbsolutePath();

  private static List<String> lines(String resource) throws IOException {
    try (var in = TestApiComparison.class.getResourceAsStream(resource)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    }
  }

  private static ApiComparison comparison() throws IOException {
    return ApiComparison.of(
        SparkApi.parse(lines("spark-core-api.txt")),
        ApiMapping.parse(lines("spark-core-mapping.txt")));
  }

  private static List<String> mistakes(List<String> spark, List<String> mapping) {
    return ApiComparison.of(SparkApi.parse(spark), ApiMapping.parse(mapping)).mistakes();
  }

  @Test
  void everyLineOfTheMappingIsNeededAndTrue() throws IOException {
    assertEquals("", String.join("\n", comparison().mistakes()));
  }

  @Test
  void littleIsAbsentOfWhatMakesSense() throws IOException {
    ApiComparison comparison = comparison();
    double ofDatasets = comparison.count(ApiPage.DATASETS).absentOfSensible();
    double here = comparison.total().absentHere();
    double ofSensible = comparison.total().absentOfSensible();
    assertTrue(ofDatasets <= MOST_ABSENT, () -> "absent of datasets: " + ofDatasets);
    assertTrue(here <= MOST_ABSENT, () -> "absent in the parts that are here: " + here);
    assertTrue(ofSensible <= MOST_ABSENT_YET, () -> "absent of what makes sense: " + ofSensible);
  }

  @Test
  void thePageIsNotStale() throws IOException {
    String page = ApiPage.of(comparison());
    Path kept = CHECKOUT.resolve("docs/api-comparison.md");
    if (Files.exists(kept) && Files.readString(kept).equals(page)) return;
    Path fresh =
        Path.of(System.getProperty("brasa.target", CHECKOUT.resolve("target").toString()))
            .resolve("api-comparison.md");
    Files.createDirectories(fresh.getParent());
    Files.writeString(fresh, page);
    fail("docs/api-comparison.md is stale: cp " + fresh + " " + kept);
  }

  @Test
  void anAbsentNameNeedsAReason() {
    List<String> spark = List.of("# x.JavaRDD [class]", "JavaRDD.map 1", "JavaRDD.levitate 1");
    assertEquals(
        List.of("JavaRDD.levitate is absent without a reason"),
        mistakes(spark, List.of("class JavaRDD -> RDD")));
    assertEquals(
        List.of(), mistakes(spark, List.of("class JavaRDD -> RDD", "- levitate: too heavy")));
  }

  @Test
  void aPresentNameHasNoReason() {
    List<String> spark = List.of("# x.JavaRDD [class]", "JavaRDD.map 1");
    assertEquals(
        List.of("JavaRDD.map is present, but has a reason to be absent"),
        mistakes(spark, List.of("class JavaRDD -> RDD", "- map: no")));
    assertEquals(
        List.of("JavaRDD.map is present; it needs no other name"),
        mistakes(spark, List.of("class JavaRDD -> RDD", "= map filter")));
  }

  @Test
  void anotherNameMustBeThere() {
    List<String> spark = List.of("# x.JavaRDD [class]", "JavaRDD.levitate 1");
    List<String> mapping = List.of("class JavaRDD -> RDD", "= levitate float");
    assertThrows(IllegalArgumentException.class, () -> mistakes(spark, mapping));
  }

  @Test
  void aClassMustBeMapped() {
    assertEquals(
        List.of("the mapping does not know the class JavaRDD"),
        mistakes(List.of("# x.JavaRDD [class]", "JavaRDD.map 1"), List.of()));
  }
}
