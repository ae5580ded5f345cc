package io.brasa.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TestSqlCommand {
  @TempDir private Path folder;
  private Path people;

  @BeforeEach
  void write() throws IOException {
    people = folder.resolve("people.csv");
    Files.writeString(
        people, "name,age,city\nAda,36,London\n\"Bo, Jr\",4,Oslo\nEve,51,London\nNil,,Oslo\n");
  }

  private record Said(int exitCode, String out, String errors) {}

  private static Said say(String... arguments) {
    PrintStream out = System.out;
    PrintStream errors = System.err;
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    ByteArrayOutputStream complained = new ByteArrayOutputStream();
    System.setOut(new PrintStream(said, true, StandardCharsets.UTF_8));
    System.setErr(new PrintStream(complained, true, StandardCharsets.UTF_8));
    try {
      int exitCode = Main.run(List.of(arguments));
      return new Said(
          exitCode,
          said.toString(StandardCharsets.UTF_8),
          complained.toString(StandardCharsets.UTF_8));
    } finally {
      System.setOut(out);
      System.setErr(errors);
    }
  }

  private String from(String query) {
    return query.replace("people", "csv.`" + people + "`");
  }

  @Test
  void takesStatementsAndFilesByTheOptionsOfSparkSql() throws IOException {
    String both = "a\n1\nb\n2\n";
    String text = "-- two\nSELECT 1 AS a; SELECT 2 AS b;";
    assertEquals(both, say("sql", "--format", "csv", "-e", text).out);
    assertEquals(both, say("sql", "--format", "csv", "--execute", text).out);
    assertEquals(both, say("sql", "--format", "csv", text).out);
    Path file = Files.writeString(folder.resolve("two.sql"), text);
    assertEquals(both, say("sql", "-f", file.toString(), "--format", "csv").out);
    Said failed = say("sql", "-e", "SELECT a FROM range(1)");
    assertEquals(1, failed.exitCode);
    assertTrue(failed.errors.contains("COLUMN_NOT_FOUND"), failed.errors);
    assertTrue(say("sql", "-e").errors.contains("The option -e has no value"));
    assertTrue(say("sql", "-x").errors.contains("There is no option -x of sql"));
    assertTrue(say("sql", "-e", "SELECT 1", "-e", "SELECT 2").errors.contains("several texts"));
  }

  @Test
  void everyCommandTellsOfItself() {
    for (String command : HelpCommand.COMMANDS) {
      String told = say("help", command).out;
      assertTrue(told.length() > 20, told);
      assertEquals(new Said(0, told, ""), say(command, "--help"));
      assertEquals(new Said(0, told, ""), say(command, "-h"));
    }
    assertTrue(say("sql", "--help").out.contains("-e, --execute STATEMENTS"));
  }

  @Test
  void printsRowsInEachFormat() {
    String query =
        "SELECT 'a,b' AS text, 1 AS one, CAST(NULL AS INT) AS none, 2.50 AS price, true AS yes";
    assertEquals(
        "text,one,none,price,yes\n\"a,b\",1,,2.50,true\n",
        say("sql", "--format", "csv", query).out);
    assertEquals(
        "{\"text\":\"a,b\",\"one\":1,\"none\":null,\"price\":2.50,\"yes\":true}\n",
        say("sql", "--format", "json", query).out);
    assertEquals(
        "| text | one | none | price | yes |\n| --- | --- | --- | --- | --- |\n"
            + "| a,b | 1 | NULL | 2.50 | true |\n",
        say("sql", "--format", "markdown", query).out);
    assertTrue(
        say("sql", query).out.contains("|text|one|none|price|yes |"), () -> say("sql", query).out);
  }

  @Test
  void asksFilesWhereTheyLie() {
    Said said = say("sql", "--format", "csv", from("SELECT count(*) AS n FROM people"));
    assertEquals(0, said.exitCode, said.errors);
    assertEquals("n\n5\n", said.out);
    Said named =
        say(
            "sql",
            "--format",
            "csv",
            "SELECT city, count(*) AS n, max(age) AS oldest FROM '"
                + people
                + "' GROUP BY city ORDER BY city");
    assertEquals("city,n,oldest\nLondon,2,51\nOslo,2,4\n", named.out, named.errors);
  }

  @Test
  void scriptsAreStatementsAmongOthers() {
    Said said =
        say(
            "sql",
            "--format",
            "csv",
            "DECLARE n INT DEFAULT 2;\n"
                + "BEGIN DECLARE i INT DEFAULT 0; WHILE i < n DO SET i = i + 1; END WHILE; SELECT i; END;\n"
                + "SELECT n");
    assertEquals("i\n2\nn\n2\n", said.out, said.errors);
    Said failed = say("sql", "SELECT 1;\nBEGIN\n  SELECT 1 / 0;\n  SELEC 2;\nEND");
    assertEquals(1, failed.exitCode);
    assertTrue(failed.errors.contains("(line 4, column 3)"), failed.errors);
  }

  @Test
  void errorsPointAtThePiece() {
    Said said = say("sql", "SELECT nmae FROM (SELECT 1 AS name)");
    assertEquals(1, said.exitCode);
    assertTrue(said.errors.contains("COLUMN_NOT_FOUND"), said.errors);
    assertTrue(said.errors.contains("name"), said.errors);
    assertTrue(said.errors.contains("^^^^"), said.errors);
    assertEquals(2, say("sql", "--fromat", "csv", "SELECT 1").exitCode);
    assertEquals(2, say("sql", "--format", "xls", "SELECT 1").exitCode);
    assertEquals(2, say("sql", "SELECT 1", "SELECT 2").exitCode);
  }
}
