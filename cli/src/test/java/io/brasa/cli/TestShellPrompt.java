package io.brasa.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The prompt of {@code brasa shell} on a terminal of its own. */
@Tag("slow")
@Timeout(180)
final class TestShellPrompt {
  private static final char CONTROL_C = 3;
  private static final char CONTROL_D = 4;
  private static final char TAB = 9;
  private static final char CONTROL_P = 16;

  @TempDir private Path folder;

  private Path history() {
    return folder.resolve("history");
  }

  private RunningProgram shell(String master) throws IOException {
    RunningProgram program = RunningProgram.shell(history(), "--master", master);
    program.awaitOutput("brasa> ");
    return program;
  }

  /** Types a line and waits for what it gives and the next prompt. */
  private static void ask(RunningProgram program, String line, String answer) throws IOException {
    program.type(line);
    program.awaitOutput(answer);
    program.awaitOutput("brasa> ");
  }

  private static void press(RunningProgram program, String keys) throws IOException {
    for (char key : keys.toCharArray()) program.press(key);
  }

  private static void leave(RunningProgram program) throws Exception {
    program.press(CONTROL_D);
    assertEquals(0, program.awaitEnd(), program.output());
    assertFalse(program.output().contains("$JShell$"), program.output());
    assertFalse(program.output().contains("at io.brasa."), program.output());
  }

  @Test
  void valuesAreShownByTheirKindAndErrorsDoNotEndIt() throws Exception {
    try (RunningProgram program = shell("local[2]")) {
      ask(program, "int k = 40 + 2", "k ==> 42 : int");
      ask(program, "record Town(String name, int people) {}", "record Town");
      ask(program, "List.of(new Town(\"Oslo\", 7), new Town(\"Bo\", 123456))", "|Bo  |123456|");
      ask(program, "var r = brasa.range(0, 10).map(x -> x * k)", "not run: r.take(10)");
      ask(program, "sql(\"SELECT 'a' AS text, 1 AS number\")", "|a   |     1|");
      ask(program, "/sql SELECT 7 AS seven", "|    7|");
      ask(program, "int wrong = \"text\"", "String cannot be converted to int");
      ask(program, "/vras", "Perhaps /vars is meant");
      ask(program, "/ui", "http://127.0.0.1:");
      ask(program, "/vars", "k : int = 42");
      ask(program, "sql(\"SELECT nmae FROM (SELECT 1 AS name)\")", "Perhaps name is meant");
      ask(program, "List.of(1).get(5)", "OutOfBoundsException");
      leave(program);
    }
  }

  @Test
  void inputsGoOverLinesAndAreFoundAgainInTheNextShell() throws Exception {
    try (RunningProgram program = shell("local[2]")) {
      program.type("int twice(int x) {");
      program.awaitOutput("... ");
      program.type("  return 2 * x;");
      program.awaitOutput("... ");
      program.type("}");
      program.awaitOutput("method twice");
      program.awaitOutput("brasa> ");
      ask(program, "twice(2100)", "==> 4200");
      program.type("int half(int x) {");
      program.awaitOutput("... ");
      program.press(CONTROL_C);
      program.awaitOutput("brasa> ");
      ask(program, "/history", "#2  twice(2100)");
      leave(program);
    }
    assertTrue(Files.readString(history()).contains("return 2 * x;"));
    try (RunningProgram program = shell("local[2]")) {
      // What was dropped is in the history, a command is, and so are both inputs.
      for (int i = 0; i < 3; i++) program.press(CONTROL_P);
      ask(program, "", "method twice");
      leave(program);
    }
  }

  @Test
  void tabCompletesAndTellsSignaturesAndDocumentation() throws Exception {
    try (RunningProgram program = shell("local[2]")) {
      ask(program, "var harbours = List.of(\"Oslo\", \"Bergen\")", "harbours ==>");
      press(program, "harb");
      program.press(TAB);
      program.awaitOutput("harbours");
      ask(program, ".size()", "==> 2");
      press(program, "brasa.paralleli");
      program.press(TAB);
      program.awaitOutput("parallelize");
      press(program, "(");
      program.press(TAB);
      program.awaitOutput("RDD<T> BrasaContext.<T>parallelize(List<? extends T> elements");
      program.awaitOutput("brasa> brasa.parallelize(");
      program.press(TAB);
      program.awaitOutput("RDD<T> BrasaContext.<T>parallelize(List<? extends T> elements");
      program.awaitOutput("    The elements of a list");
      program.awaitOutput("brasa> brasa.parallelize(");
      program.press(CONTROL_C);
      program.awaitOutput("brasa> ");
      press(program, "Math.floorMod(");
      program.press(TAB);
      program.awaitOutput("int Math.floorMod(int x, int y)");
      program.awaitOutput("brasa> Math.floorMod(");
      program.press(CONTROL_C);
      program.awaitOutput("brasa> ");
      press(program, "harbours");
      program.press(TAB);
      program.awaitOutput("harbours:java.util.List<");
      program.awaitOutput("brasa> harbours");
      program.press(CONTROL_C);
      program.awaitOutput("brasa> ");
      press(program, "/hist");
      program.press(TAB);
      program.awaitOutput("/history");
      program.press(CONTROL_C);
      program.awaitOutput("brasa> ");
      leave(program);
    }
  }

  @Test
  void controlCEndsAJobOrALoopAndTheShellGoesOn() throws Exception {
    try (RunningProgram program = shell("local[2]")) {
      ask(program, "int slowly(long x) throws Exception { Thread.sleep(x); return 1; }", "slowly");
      program.type("brasa.range(0, 1000, 1, 1000).map(x -> slowly(300)).count()");
      program.awaitOutput("/1000");
      program.press(CONTROL_C);
      program.awaitOutput("brasa: cancelled");
      program.awaitOutput("brasa> ");
      ask(program, "brasa.range(0, 10).count()", "==> 10");
      program.type("System.out.println(\"tur\" + \"ning\"); while (true) {}");
      program.awaitOutput("turning");
      program.press(CONTROL_C);
      program.awaitOutput("brasa: cancelled");
      program.awaitOutput("brasa> ");
      program.type("System.out.println(\"sleep\" + \"ing\"); Thread.sleep(1_000_000);");
      program.awaitOutput("sleeping");
      program.press(CONTROL_C);
      program.awaitOutput("brasa: cancelled");
      program.awaitOutput("brasa> ");
      ask(program, "\"st\" + \"ill\"", "==> \"still\"");
      leave(program);
    }
  }

  @Test
  void controlCLeavesExecutorsWithWhatTheyKeep() throws Exception {
    try (RunningProgram program = shell("local-cluster[2,1,512]")) {
      ask(
          program,
          "var kept = brasa.range(0, 4, 1, 4).map(x -> System.nanoTime()).cache()",
          "kept");
      ask(program, "var before = kept.collect()", "before ==>");
      List<ProcessHandle> executors = program.descendants();
      program.type(
          "brasa.range(0, 100, 1, 100).map(x -> { Thread.sleep(300); return x; }).count()");
      program.awaitOutput("/100");
      program.press(CONTROL_C);
      program.awaitOutput("brasa: cancelled");
      program.awaitOutput("brasa> ");
      ask(program, "kept.collect().equals(before)", "==> true");
      assertEquals(executors, program.descendants());
      leave(program);
    }
  }

  @Test
  void snippetsTheirVariablesAndTheirNewVersionsGoToExecutors() throws Exception {
    try (RunningProgram program = shell("local-cluster[2,1,1024]")) {
      ask(program, "int k = 7", "k ==> 7");
      ask(program, "record Sum(String name, long value) {}", "record Sum");
      ask(program, "enum Side { LEFT, RIGHT }", "enum Side");
      ask(
          program,
          "Sum sum(long x) { return new Sum(Side.values()[(int) x % 2] + \"!\", x * k); }",
          "sum");
      ask(program, "var sums = brasa.range(0, 4).map(x -> sum(x))", "sums : RDD<Sum>");
      ask(program, "sums.collect()", "|RIGHT!|   21|");
      ask(program, "k = 10", "k ==> 10");
      ask(program, "sums.collect()", "|RIGHT!|   30|");
      ask(program, "Sum sum(long x) { return new Sum(\"new\", -x); }", "replaced method sum");
      ask(program, "brasa.range(0, 4).map(x -> sum(x)).collect()", "|new |   -3|");
      // What was declared before keeps the method that it was declared with.
      ask(program, "sums.collect()", "|RIGHT!|   30|");
      ask(program, "Object hidden = new Object()", "hidden ==>");
      ask(
          program,
          "brasa.range(0, 4).map(x -> hidden.toString() + x).collect()",
          "reads the variable hidden, whose value cannot travel to a task");
      ask(program, "brasa.range(0, 4).map(x -> x / (x - x)).collect()", "/ by zero at #");
      leave(program);
    }
  }
}
