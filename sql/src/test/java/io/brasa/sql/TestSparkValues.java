package io.brasa.sql;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brasa.columnar.type.StructField;
import io.brasa.runtime.error.EngineException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Statements whose types, rows and errors are Spark's: what the files beside {@code
 * values/README.md} expect came from running it. Expressions of one file are computed many in a
 * query, and one by one when such a query is not as expected.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class TestSparkValues {
  private static final int BATCH = 50;
  private static final int SHOWN = 20;
  private BrasaSession session;

  @BeforeAll
  void open(@TempDir Path warehouse) {
    session =
        BrasaSession.builder()
            .master("local[1]")
            .config("sql.zone", "UTC")
            .config("sql.warehouse", warehouse.toString())
            .build();
  }

  @AfterAll
  void close() {
    session.close();
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = TestSparkValues.class.getResourceAsStream("/values/" + name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  static Stream<String> files() throws IOException {
    return resource("files.txt").lines();
  }

  @ParameterizedTest
  @MethodSource("files")
  void statementsGiveWhatSparkGives(String file) throws IOException {
    List<String> failures = new ArrayList<>();
    List<Expectation> batch = new ArrayList<>();
    for (Expectation one : Expectation.parse(file, resource(file))) {
      if (!one.isExpression() || !one.error().isEmpty()) {
        check(one, failures);
        continue;
      }
      batch.add(one);
      if (batch.size() == BATCH) checkAll(batch, failures);
    }
    checkAll(batch, failures);
    assertTrue(
        failures.isEmpty(),
        () ->
            failures.size()
                + " differ:\n"
                + String.join("\n", failures.subList(0, Math.min(SHOWN, failures.size()))));
  }

  /** Several expressions in one query; each alone if anything is wrong. */
  private void checkAll(List<Expectation> batch, List<String> failures) {
    if (batch.isEmpty()) return;
    StringJoiner items = new StringJoiner(",\n", "SELECT ", "");
    StringJoiner types = new StringJoiner(", ");
    StringJoiner values = new StringJoiner(" | ");
    for (Expectation one : batch) {
      items.add(one.text());
      types.add(one.types());
      values.add(one.rows().getFirst());
    }
    Expectation all =
        new Expectation(
            "", items.toString(), false, types.toString(), List.of(values.toString()), "");
    List<String> joint = new ArrayList<>();
    check(all, joint);
    if (!joint.isEmpty()) for (Expectation one : batch) check(one, failures);
    batch.clear();
  }

  private void check(Expectation expectation, List<String> failures) {
    String given;
    try {
      DataFrame frame = session.sql(expectation.statement());
      StringJoiner types = new StringJoiner(", ");
      for (StructField field : frame.schema().fields()) types.add(field.dataType().simpleString());
      List<String> rows = frame.collectAsList().stream().map(ValueText::of).toList();
      if (expectation.accepts(types.toString(), rows)) return;
      given = types + ": " + String.join(" / ", rows);
    } catch (EngineException e) {
      if (e.code().name().equals(expectation.error())) return;
      given = e.getMessage();
    }
    failures.add(
        expectation.place()
            + "  "
            + expectation.statement()
            + "\n    expected "
            + expectation.expected()
            + "\n    but was  "
            + given);
  }

  @Test
  void valuesThatDifferAreNoticed() {
    List<Expectation> wrong =
        Expectation.parse(
            "here",
            "1 + 1 ==> int: 3\n1 + 1 ==> bigint: 2\n1 / 0 ==> double: 1.0\n1 ==> error SQL_SYNTAX\n"
                + "SELECT 1\n==> int\n1\n2\n");
    for (Expectation one : wrong) {
      List<String> failures = new ArrayList<>();
      check(one, failures);
      assertTrue(failures.size() == 1, one::toString);
    }
    assertTrue(wrong.size() == 5);
  }
}
