package io.brasa.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brasa.columnar.type.StructField;
import io.brasa.sql.BrasaSession;
import io.brasa.sql.DataFrame;
import io.brasa.sql.Row;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The 22 queries of TPC-H: rows as another engine's on the same files, types as Spark's. */
final class TestTpch {
  /** A tenth of the smallest standard scale leaves rows in every query but some two. */
  private static final double SCALE = Double.parseDouble(System.getProperty("brasa.scale", "0.1"));

  @TempDir private static Path folder;

  private static BrasaSession session;
  private static DuckDb duck;
  private static Map<Integer, String> types;

  @BeforeAll
  static void open() throws IOException {
    TpchTables tables = TpchTables.make(folder, SCALE, 4);
    duck = new DuckDb();
    tables.open(duck);
    session = BrasaSession.builder().master("local[2]").build();
    tables.open(session);
    types = types();
  }

  @AfterAll
  static void close() {
    if (session != null) session.close();
    if (duck != null) duck.close();
  }

  /** By query, the types of its columns as Spark 4.2 gives them. */
  private static Map<Integer, String> types() throws IOException {
    Map<Integer, String> types = new HashMap<>();
    try (InputStream in = TestTpch.class.getResourceAsStream("/tpch/types.txt")) {
      for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList()) {
        int colon = line.indexOf(':');
        types.put(Integer.valueOf(line.substring(1, colon)), line.substring(colon + 1).strip());
      }
    }
    return types;
  }

  static Stream<Integer> queries() {
    return IntStream.rangeClosed(1, 22).boxed();
  }

  @ParameterizedTest
  @MethodSource("queries")
  void rowsAreThoseOfAnotherEngine(int number) throws SQLException {
    String query = TpchTables.query(number);
    List<List<Object>> expected = duck.rows(query);
    assertTrue(expected.size() > 0, "the data are too few to show anything");
    SameRows.differenceInOrder(rows(session.sql(query)), expected)
        .ifPresent(difference -> assertEquals("", difference, query));
  }

  @ParameterizedTest
  @MethodSource("queries")
  void typesAreThoseOfSpark(int number) {
    List<String> found = new ArrayList<>();
    for (StructField field : session.sql(TpchTables.query(number)).schema().fields())
      found.add(field.name() + " " + field.dataType().simpleString());
    assertEquals(types.get(number), String.join(", ", found));
  }

  static List<List<Object>> rows(DataFrame frame) {
    List<List<Object>> rows = new ArrayList<>();
    for (Row row : frame.collectAsList()) rows.add(row.toList());
    return rows;
  }
}
