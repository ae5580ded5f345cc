package io.brasa.cli.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.brasa.columnar.type.StructField;
import io.brasa.runtime.error.EngineException;
import io.brasa.sql.BrasaSession;
import io.brasa.sql.Column;
import io.brasa.sql.DataFrame;
import io.brasa.sql.Row;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * The reference page of functions has each function of the registry, with an example and what it
 * gives; what Spark has as a method is reached from Java with the same result.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class TestSqlFunctions {
  private static final Path CHECKOUT =
      Path.of(System.getProperty("brasa.checkout", "")).toAbsolutePath();

  /** Functions whose methods take what has no text, such as lambdas, or have another name. */
  private static final Set<String> OTHERWISE =
      Set.of(
          ("aggregate reduce exists filter forall map_filter map_zip_with transform transform_keys"
                  + " transform_values zip_with when expr extract grouping grouping_id char"
                  + " from_csv")
              .split(" "));

  private BrasaSession session;
  private Map<String, FunctionEntry> entries;

  @BeforeAll
  void open() throws IOException {
    session = BrasaSession.builder().master("local[1]").config("sql.zone", "UTC").build();
    entries = FunctionEntry.parse(lines("sql-functions.txt"));
  }

  @AfterAll
  void close() {
    session.close();
  }

  private static List<String> lines(String resource) throws IOException {
    try (var in = TestSqlFunctions.class.getResourceAsStream(resource)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    }
  }

  @Test
  void eachFunctionHasAnEntryAndNothingElseHas() {
    Set<String> registered = new TreeSet<>();
    for (Row row : session.sql("SHOW FUNCTIONS").collectAsList()) registered.add(row.getString(0));
    Set<String> described = new TreeSet<>(entries.keySet());
    assertEquals(registered, described);
  }

  private static String shown(Object value) {
    return switch (value) {
      case null -> "NULL";
      case byte[] bytes -> "X'" + HexFormat.of().withUpperCase().formatHex(bytes) + "'";
      case List<?> list -> joined("[", list, "]");
      case Row row -> joined("{", row.toList(), "}");
      case Map<?, ?> map -> {
        StringJoiner text = new StringJoiner(", ", "{", "}");
        map.forEach((key, each) -> text.add(shown(key) + " -> " + shown(each)));
        yield text.toString();
      }
      default -> value.toString();
    };
  }

  private static String joined(String open, List<?> values, String close) {
    StringJoiner text = new StringJoiner(", ", open, close);
    for (Object value : values) text.add(shown(value));
    return text.toString();
  }

  private record Result(String type, String value) {}

  private static Result result(DataFrame frame) {
    StringJoiner types = new StringJoiner(", ");
    for (StructField field : frame.schema().fields()) types.add(field.dataType().simpleString());
    StringJoiner rows = new StringJoiner("; ");
    for (Row row : frame.collectAsList()) {
      StringJoiner values = new StringJoiner(" | ");
      for (Object value : row.toList()) values.add(shown(value));
      rows.add(values.toString());
    }
    return new Result(types.toString(), rows.toString());
  }

  private Result result(FunctionEntry entry) {
    return result(session.sql("SELECT " + entry.example()));
  }

  @Test
  void methodsGiveWhatSqlGives() throws ReflectiveOperationException, IOException {
    List<String> wrong = new ArrayList<>();
    Set<String> methods = new TreeSet<>();
    boolean isOfFunctions = false;
    for (String line : lines("spark-sql-api.txt")) {
      if (line.startsWith("# ")) isOfFunctions = line.startsWith("# sql.functions ");
      else if (isOfFunctions) methods.add(line.split(" ")[0].replaceFirst("^functions\\.", ""));
    }
    assertTrue(methods.size() > 500, "" + methods.size());
    int compared = 0;
    for (FunctionEntry entry : entries.values()) {
      List<String> arguments = entry.arguments();
      if (!methods.contains(entry.name()) || OTHERWISE.contains(entry.name()) || arguments == null)
        continue;
      Column column = FunctionCalls.call(entry.name(), arguments).orElse(null);
      if (column == null) {
        wrong.add(entry.name() + " has no method of " + arguments);
        continue;
      }
      DataFrame table =
          entry.table().isEmpty()
              ? session.range(1)
              : session.sql("SELECT * FROM " + entry.table());
      compared++;
      try {
        Result ofJava = result(table.select(column));
        if (!ofJava.equals(result(entry))) wrong.add(entry.example() + " gives " + ofJava);
      } catch (EngineException e) {
        wrong.add(entry.example() + " in Java: " + e.getMessage());
      }
    }
    assertEquals("", String.join("\n", wrong));
    int count = compared;
    assertTrue(count > 300, () -> "compared " + count);
  }

  @Test
  void thePageIsNotStale() throws IOException {
    String page = page();
    Path kept = CHECKOUT.resolve("docs/sql-functions.md");
    if (Files.exists(kept) && Files.readString(kept).equals(page)) return;
    Path fresh =
        Path.of(System.getProperty("brasa.target", CHECKOUT.resolve("target").toString()))
            .resolve("sql-functions.md");
    Files.createDirectories(fresh.getParent());
    Files.writeString(fresh, page);
    fail("docs/sql-functions.md is stale: cp " + fresh + " " + kept);
  }

  private String page() {
    StringBuilder page = new StringBuilder("# Functions of SQL\n\n");
    page.append(
        "Generated by `TestSqlFunctions` in `cli`; do not edit. The list of what is said\n");
    page.append(
        "is `sql-functions.txt` beside the test, which runs each example: type and value\n");
    page.append("are what the engine gave in the zone UTC. The same functions are methods of\n");
    page.append("`functions` by the names that Spark gives them.\n\n");
    page.append(entries.size()).append(" functions and operators.\n");
    String section = "";
    for (FunctionEntry entry : entries.values()) {
      if (!entry.section().equals(section)) {
        section = entry.section();
        page.append("\n## ").append(section).append("\n\n");
        page.append("| Call | Gives | Example | Type | Value |\n|---|---|---|---|---|\n");
      }
      Result result = result(entry);
      String text = entry.isAlias() ? "As `" + entry.sameAs() + "`." : entry.text();
      page.append("| ").append(code(entry.call())).append(" | ").append(text.replace("|", "\\|"));
      page.append(" | ").append(code(entry.example())).append(" | ").append(code(result.type()));
      page.append(" | ").append(code(result.value())).append(" |\n");
    }
    return page.toString();
  }

  private static String code(String text) {
    return text.isEmpty() ? "" : "`" + text.replace("|", "\\|").replace("\n", " ") + "`";
  }
}
