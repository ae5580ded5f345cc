package io.brasa.cli.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brasa.cli.prompt.SqlConsole;
import io.brasa.cli.terminal.ResultFormat;
import io.brasa.sql.BrasaSession;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The statements of {@code docs/guide/sql.md} and {@code catalog.md} run in order in one session,
 * and print what stands under them. Where they do not, the page with what they print is left in the
 * target folder.
 */
final class TestGuideOfSql {
  private static final Path CHECKOUT =
      Path.of(System.getProperty("brasa.checkout", "")).toAbsolutePath();
  private static final Pattern STATEMENTS =
      Pattern.compile("```sql\n(.*?)```\n(?:```\n(.*?)```\n)?", Pattern.DOTALL);

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"sql.md", "catalog.md"})
  void itsStatementsPrintWhatItShows(String page) throws IOException {
    Files.writeString(
        folder.resolve("people.csv"),
        "name,age,city\nAda,36,London\nBo,4,Oslo\nEve,51,London\nNil,,Oslo\n");
    String guide = Files.readString(CHECKOUT.resolve("docs/guide").resolve(page));
    StringBuilder fresh = new StringBuilder();
    int count = 0;
    try (BrasaSession session = session()) {
      Matcher blocks = STATEMENTS.matcher(guide);
      while (blocks.find()) {
        String printed = printed(session, blocks.group(1));
        String shown = printed.isEmpty() ? "" : "```\n" + printed + "```\n";
        blocks.appendReplacement(
            fresh, Matcher.quoteReplacement("```sql\n" + blocks.group(1) + "```\n" + shown));
        count++;
      }
      blocks.appendTail(fresh);
    }
    assertTrue(count >= 6, "only " + count + " blocks of statements");
    Path left =
        Path.of(System.getProperty("brasa.target", CHECKOUT.resolve("target").toString()))
            .resolve(page);
    Files.createDirectories(left.getParent());
    if (!guide.contentEquals(fresh)) Files.writeString(left, fresh);
    assertEquals(fresh.toString(), guide, "cp " + left + " docs/guide/" + page);
  }

  private BrasaSession session() {
    return BrasaSession.builder()
        .master("local[2]")
        .config("sql.warehouse", folder.resolve("warehouse").toString())
        .build();
  }

  private String printed(BrasaSession session, String statements) {
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    PrintStream errors = new PrintStream(said, true, StandardCharsets.UTF_8);
    new SqlConsole(session, ResultFormat.TABLE, said, errors)
        .runAll(statements.replace("data/", folder + "/"));
    return said.toString(StandardCharsets.UTF_8).replace(folder + "/", "data/");
  }
}
