package io.brasa.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brasa.sql.BrasaSession;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Files that Spark 4.2 wrote, whose VARIANTs have columns for their fields, and beside each what
 * Spark reads of it. Both are made by statements of its own:
 *
 * <pre>
 * json:  SELECT id, CASE WHEN id % 7 = 5 THEN NULL WHEN id % 7 = 6 THEN parse_json('"text"') ELSE parse_json(
 *          '{"a":…,"b":{"c":…,"d":[…,null,"t"]},"e":…,…}') END AS v FROM range(24)
 * types: SELECT id, to_variant_object(named_struct(…one of each type…)) AS v FROM range(8)
 * mixed: SELECT id, array(parse_json(…), parse_json(…)) AS vs, named_struct('v', parse_json(…)) AS s FROM range(6)
 *
 * spark.sql(…).coalesce(1).write().option("compression", "none").parquet(FOLDER)
 * spark.read().parquet(FOLDER).selectExpr("id", "to_json(v)", "schema_of_variant(v)").orderBy("id")
 * </pre>
 */
final class TestShreddedVariants {
  private BrasaSession session;

  @BeforeEach
  void open() {
    session = BrasaSession.builder().master("local[1]").config("sql.zone", "UTC").build();
  }

  @AfterEach
  void close() {
    session.close();
  }

  private static Path file(String name) throws IOException {
    return Path.of(System.getProperty("brasa.checkout", ".."))
        .resolve("acceptance/src/test/resources/shredded")
        .resolve(name)
        .toRealPath();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "json  | id, to_json(v), schema_of_variant(v)",
        "types | id, to_json(v), schema_of_variant(v)",
        "mixed | id, to_json(vs), to_json(s)"
      })
  void areReadAsSparkReadsThem(String name, String columns) throws IOException {
    List<String> expected = Files.readAllLines(file(name + ".txt"));
    List<String> found =
        session
            .read()
            .parquet(file(name + ".parquet").toString())
            .selectExpr(columns.split(", "))
            .orderBy("id")
            .collectAsList()
            .stream()
            .map(Object::toString)
            .toList();
    assertEquals(expected, found);
  }

  @Test
  void partsAreFoundByPath() throws IOException {
    String table = "parquet.`" + file("json.parquet") + "`";
    assertEquals(
        List.of("[2,2000,x2,t,true,2]"),
        session
            .sql(
                "SELECT id, v:a::int, v:b.c::string, v:b.d[2]::string, v:f::boolean, v:rare2::int FROM "
                    + table
                    + " WHERE v:a::int = 2000")
            .collectAsList()
            .stream()
            .map(Object::toString)
            .toList());
    assertTrue(
        session.sql("SELECT v FROM " + table + " WHERE id = 5").first().isNullAt(0), "no variant");
    assertEquals(
        6L, session.sql("SELECT count(*) FROM " + table + " WHERE v:a IS NULL").first().getLong(0));
  }
}
