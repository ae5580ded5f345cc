package io.brasa.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.brasa.columnar.type.StructField;
import io.brasa.runtime.error.EngineException;
import io.brasa.sql.BrasaSession;
import io.brasa.sql.DataFrame;
import io.brasa.sql.Row;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Statements about tables, run in order. What they have to give is what Apache Spark 4.2.0 gave
 * when it ran them (session time zone UTC): columns and rows, those without ORDER BY in any order;
 * errors by our codes. A remark, {@code # Spark: …}, tells what it gave where we mean to differ.
 */
final class TestStatementsLikeSparks {
  @TempDir private Path folder;

  @Test
  void statementsGiveWhatSparkGives() throws IOException {
    String text;
    try (InputStream in = getClass().getResourceAsStream("/catalog/statements.txt")) {
      text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
    StringBuilder given = new StringBuilder();
    try (BrasaSession session =
        BrasaSession.builder()
            .master("local[2]")
            .config("sql.warehouse", folder.toString())
            .config("sql.zone", "UTC")
            .build()) {
      for (String block : text.split("\n\n")) {
        List<String> lines = block.lines().toList();
        int arrow = 0;
        while (!lines.get(arrow).startsWith("==>")) arrow++;
        for (String line : lines.subList(0, arrow)) given.append(line).append('\n');
        String statement = lines.get(arrow - 1);
        boolean isOrdered = statement.contains("ORDER BY");
        List<String> expected = lines.subList(arrow, lines.size());
        List<String> found = run(session, statement);
        boolean isSame =
            isOrdered ? expected.equals(found) : sorted(expected).equals(sorted(found));
        for (String line : isSame ? expected : found) given.append(line).append('\n');
        given.append('\n');
      }
    }
    if (text.contentEquals(given)) return;
    Path left =
        Path.of(System.getProperty("brasa.target", "target"), "statements.txt").toAbsolutePath();
    Files.createDirectories(left.getParent());
    Files.writeString(left, given);
    assertEquals(text, given.toString(), "what was given is in " + left);
  }

  private static List<String> sorted(List<String> lines) {
    return lines.stream().sorted().toList();
  }

  private static List<String> run(BrasaSession session, String statement) {
    List<String> lines = new ArrayList<>();
    try {
      DataFrame frame = session.sql(statement);
      StringJoiner columns = new StringJoiner(", ");
      for (StructField field : frame.schema().fields())
        columns.add(field.name() + " " + field.dataType().simpleString());
      lines.add(("==> " + columns).stripTrailing());
      for (Row row : frame.collectAsList()) lines.add(row.toString().replace("\n", "\\n"));
    } catch (EngineException e) {
      lines.clear();
      lines.add("==> error " + e.code().name());
    }
    return lines;
  }
}
