package io.brasa.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The prompt of {@code brasa sql} on a terminal of its own. */
@Tag("slow")
@Timeout(120)
final class TestSqlPrompt {
  private static final char CONTROL_C = 3;
  private static final char CONTROL_D = 4;
  private static final char TAB = 9;
  private static final String LONG = "SELECT sum(id * 3 % 7) FROM range(100000000000000)";

  @TempDir private Path folder;

  private Path history() {
    return folder.resolve("history");
  }

  private RunningProgram prompt() throws IOException {
    RunningProgram program = RunningProgram.prompt(history(), "--master", "local[2]");
    program.awaitOutput("brasa> ");
    return program;
  }

  @Test
  void statementsGoOverLinesAndErrorsDoNotEndIt() throws Exception {
    try (RunningProgram program = prompt()) {
      program.type("SELECT 'a;b' AS text,");
      program.awaitOutput("     > ");
      program.type("40 + 2 AS number;");
      program.awaitOutput("|a;b |    42|");
      program.awaitOutput("1 row in ");
      program.awaitOutput("brasa> ");
      program.type("SELECT nmae FROM (SELECT 1 AS name);");
      program.awaitOutput("Perhaps name is meant");
      program.awaitOutput("^^^^");
      program.awaitOutput("brasa> ");
      program.type(".format json");
      program.awaitOutput("format json");
      program.awaitOutput("brasa> ");
      program.type("SELECT 1 AS one; SELECT 2 AS two;");
      program.awaitOutput("{\"one\":1}");
      program.awaitOutput("{\"two\":2}");
      program.awaitOutput("brasa> ");
      program.type(".frmat");
      program.awaitOutput(".format");
      program.awaitOutput("brasa> ");
      program.press(CONTROL_D);
      assertEquals(0, program.awaitEnd(), program.output());
      assertFalse(program.output().contains("\tat "), program.output());
      assertTrue(Files.readString(history()).contains("40 + 2 AS number;"));
    }
  }

  @Test
  void controlCEndsTheQueryOnly() throws Exception {
    try (RunningProgram program = prompt()) {
      program.type("SELECT 'be' || 'gun'; " + LONG + "; SELECT 'ne' || 'ver';");
      program.awaitOutput("begun");
      program.press(CONTROL_C);
      program.awaitOutput("brasa: cancelled");
      program.awaitOutput("brasa> ");
      program.type("SELECT 'st' || 'ill';");
      program.awaitOutput("still");
      program.awaitOutput("brasa> ");
      program.type("SELECT not finished");
      program.awaitOutput("     > ");
      program.press(CONTROL_C);
      program.awaitOutput("brasa> ");
      program.type("SELECT 'go' || 'es on';");
      program.awaitOutput("goes on");
      program.awaitOutput("brasa> ");
      program.type(".quit");
      assertEquals(0, program.awaitEnd(), program.output());
      assertFalse(program.output().contains("never"), program.output());
    }
  }

  @Test
  void tabCompletesWordsTablesColumnsAndPaths() throws Exception {
    Files.writeString(folder.resolve("towns_of_norway.csv"), "town,people\nOslo,700000\n");
    try (RunningProgram program = prompt()) {
      program.type("CREATE TEMP VIEW harbours AS SELECT 1 AS depth_in_metres;");
      program.awaitOutput("brasa> ");
      press(program, "SELECT depth_in_metres FROM harb");
      program.press(TAB);
      program.awaitOutput("harbours");
      program.type(";");
      program.awaitOutput("|              1|");
      program.awaitOutput("brasa> ");
      press(program, "SELECT substring_in");
      program.press(TAB);
      program.awaitOutput("substring_index(");
      program.press(CONTROL_C);
      program.awaitOutput("brasa> ");
      press(program, "SELECT town FROM '" + folder + "/towns_of");
      program.press(TAB);
      program.awaitOutput("towns_of_norway.csv");
      program.type("';");
      program.awaitOutput("|Oslo|");
      program.awaitOutput("brasa> ");
      program.press(CONTROL_D);
      assertEquals(0, program.awaitEnd(), program.output());
    }
  }

  private static void press(RunningProgram program, String keys) throws IOException {
    for (char key : keys.toCharArray()) program.press(key);
  }
}
