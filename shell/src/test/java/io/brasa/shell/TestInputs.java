package io.brasa.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What inputs give, all in one shell: each test has names of its own. */
@Tag("slow")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class TestInputs {
  private ShellSession shell;

  @BeforeAll
  void open() {
    shell = new ShellSession("local[2]");
  }

  @AfterAll
  void close() {
    shell.close();
  }

  @Test
  void valuesHaveTheirNamesAndTypes() {
    assertEquals("answer ==> 42 : int\n", shell.run("int answer = 42"));
    assertEquals("answer ==> 43 : int\n", shell.run("answer = 43"));
    assertEquals("text ==> \"a\\nb\" : String\n", shell.run("var text = \"a\\nb\""));
    assertEquals("nothing ==> null : Object\n", shell.run("Object nothing = null"));
    assertTrue(shell.run("int[] pair = {1, 2}").startsWith("pair ==> int[2] { 1, 2 } : int[]"));
    assertEquals("", shell.run("System.out.flush();"));
  }

  @Test
  void whatIsLazyIsNotRunUntilItsRowsAreAskedFor() {
    shell.run("int looks = 0; int look(long x) { looks++; return (int) x; }");
    String rdd = shell.run("var lazy = brasa.range(0, 4, 1, 2).map(x -> look(x))");
    assertTrue(rdd.startsWith("lazy : RDD<Integer>\n  (2) map at file.java:1"), rdd);
    assertTrue(rdd.contains("not run: lazy.take(10)"), rdd);
    assertEquals("looks ==> 0 : int\n", shell.run("looks"));
    String query = shell.run("var rows = sql(\"SELECT id, 'x' AS name FROM range(3)\")");
    assertTrue(query.startsWith("rows : DataFrame\n  [id: bigint, name: string]\n"), query);
    assertTrue(query.contains("not run: rows alone shows its first rows"), query);
    assertEquals(
        """
        +---+----+
        | id|name|
        +---+----+
        |  0|x   |
        |  1|x   |
        |  2|x   |
        +---+----+
        """,
        shell.run("rows"));
  }

  @Test
  void longResultsAreCut() {
    String rows = shell.run("sql(\"SELECT id FROM range(100)\")");
    assertEquals(20, rows.lines().filter(line -> line.matches("\\| *\\d+\\|")).count(), rows);
    assertTrue(rows.contains("the first 20 rows"), rows);
    assertTrue(shell.run("IntStream.range(0, 1000).boxed().toList()").contains("... 1000 in all"));
    assertTrue(shell.run("\"x\".repeat(100_000)").contains("characters in all"));
  }

  @Test
  void recordsRowsAndPairsAreTables() {
    shell.run("record Town(String name, int people) {}");
    String towns = shell.run("List.of(new Town(\"Oslo\", 7), new Town(\"Bo\", 12))");
    assertTrue(towns.endsWith("|Oslo|     7|\n|Bo  |    12|\n+----+------+\n"), towns);
    String pairs = shell.run("List.of(new Pair<>(\"a\", 1))");
    assertTrue(pairs.contains("|a  |  1|"), pairs);
  }

  @Test
  void errorsShowTheLineAndSpeakOfWhatWasTyped() {
    assertEquals(
        """
        file.java:3: error: incompatible types: String cannot be converted to int
          int wrong = "x";
                      ^^^
        """,
        shell.run("\n\nint wrong = \"x\";", Inputs.Echo.NOTHING));
    String missing = shell.run("System.out.printn(1)");
    assertTrue(
        missing.startsWith("error: cannot find symbol\n  symbol:   method printn(int)\n"), missing);
    assertTrue(missing.endsWith("  System.out.printn(1)\n            ^^^^^^^\n"), missing);
    assertTrue(shell.run("foo(", Inputs.Echo.NOTHING).contains("the text ends before"));
  }

  @Test
  void failuresNameTheLinesOfWhatWasTyped() {
    shell.run("int divide(int x) {\n  return 1 /\n    x; }");
    assertEquals(
        """
        one ==> 1 : int
        exception: java.lang.ArithmeticException: / by zero
            at divide (file.java:2)
            at file.java:3
        """,
        shell.run("int one = 1;\n\ndivide(\none - 1)"));
    String failed = shell.run("// about\nbrasa.range(0, 2)\n  .map(x ->\n    x / 0)\n  .collect()");
    assertTrue(failed.startsWith("brasa: TASK_FAILED: "), failed);
    assertTrue(failed.contains("/ by zero at file.java:4"), failed);
    assertFalse(failed.contains("$JShell$"), failed);
    assertFalse(failed.contains("at io.brasa"), failed);
  }

  @Test
  void whatFollowsAnErrorIsNotRun() {
    String printed = shell.run("int before = 1;\nint broken = \"\";\nint after = 1;");
    assertTrue(printed.startsWith("before ==> 1"), printed);
    assertTrue(shell.run("after").contains("cannot find symbol"));
  }

  @Test
  void anExpressionEndsWithItsLineUnlessTheNextGoesOnWithIt() {
    String printed = shell.run("List.of(3)\n\n  // the first\n  .get(0)\n7 +\n1\n\n\"end\"");
    assertEquals(
        "3 8 \"end\"",
        printed
            .lines()
            .map(l -> l.replaceAll(".* ==> | : .*", ""))
            .reduce((a, b) -> a + " " + b)
            .get());
  }

  @Test
  void aNewVersionKeepsValuesOfWhatDependsOnTheOld() {
    shell.run("int plus(int x) { return x + 1; }");
    shell.run("java.util.function.Supplier<Integer> later = () -> plus(10);");
    assertEquals("replaced method plus\n", shell.run("int plus(int x) { return x + 2; }"));
    assertTrue(shell.run("later.get()").contains("==> 11"));
    assertTrue(shell.run("plus(10)").contains("==> 12"));
    shell.run("record Size(int width) {}");
    shell.run("var size = new Size(3)");
    String replaced = shell.run("record Size(int width, int height) {}");
    assertEquals("replaced record Size\ngone, since their type changed: size\n", replaced);
  }

  @Test
  void whatWouldHaveReplacedButIsRefusedChangesNothing() {
    shell.run("int base = 1; int above(int x) { return base + x; }");
    shell.run("var made = new ArrayList<>(List.of(above(1)))");
    shell.run("base = 5");
    assertTrue(shell.run("int base = \"text\"").startsWith("error: "));
    assertTrue(shell.run("base").contains("base ==> 5 : int"));
    assertTrue(shell.run("int above(int x) { return \"text\"; }").startsWith("error: "));
    assertTrue(shell.run("above(10)").contains("==> 15"));
    assertTrue(shell.run("made").contains("made ==> [2] : ArrayList<Integer>"));
  }

  @Test
  void whatIsMissingMayComeLater() {
    assertTrue(
        shell
            .run("int area() { return side() * side(); }")
            .contains("before these are declared: method side()"));
    shell.run("int side() { return 4; }");
    assertTrue(shell.run("area()").contains("==> 16"));
  }

  @Test
  void theCompilersProblemsAreToldOnce() {
    String printed = shell.run("var bad = session.udf().register(\"f\", (Integer x) -> x, 1);");
    assertEquals(1, printed.lines().filter(line -> line.startsWith("error: ")).count(), printed);
    assertTrue(printed.contains("lines more"), printed);
  }

  @Test
  void commandsTellWhatThereIs(@TempDir Path folder) throws IOException {
    shell.run("int kept = 5; int keptTwice(int x) { return kept * x; }\nenum Sign { PLUS }");
    assertTrue(shell.command("/vars").contains("kept : int = 5\n"));
    assertTrue(shell.command("/vars").contains("args : String[] = String[2] { \"a\", \"b\" }\n"));
    assertTrue(shell.command("/methods").contains("int keptTwice(int)\n"));
    assertTrue(shell.command("/types").contains("enum Sign\n"));
    assertTrue(shell.command("/imports").contains("import static io.brasa.sql.functions.*\n"));
    assertEquals("#1  int k = 1\n", shell.command("/history"));
    assertTrue(shell.command("/sql SELECT 6 * 7 AS answer; SELECT 1").contains("|    42|"));
    assertTrue(shell.command("/hepl").contains("Perhaps /help is meant"));
    assertTrue(shell.command(":help").contains("/open FILE"));
    assertTrue(shell.command("/ui").contains("--conf ui.enabled=true"));
    Path file = folder.resolve("saved.java");
    assertEquals("", shell.command("/save " + file));
    assertTrue(Files.readString(file).contains("int keptTwice(int x) { return kept * x; }\n"));
    Files.writeString(file, "#!/usr/bin/env brasa\nint opened = kept + 1;\nint bad = \"\";\n");
    assertTrue(shell.command("/open " + file).startsWith(file + ":3: error: "));
    assertTrue(shell.run("opened").contains("==> 6"));
    assertTrue(shell.command("/open " + folder.resolve("none")).contains("There is no file"));
  }

  @Test
  void cancellingEndsAJobALoopAndWhatComesBehindThem() throws Exception {
    for (String text :
        new String[] {
          "System.out.flush(); while (true) {}; int never = 1;",
          "brasa.range(0, 2).map(x -> { Thread.sleep(1_000_000); return x; }).count(); int never = 1;",
          "Thread.sleep(1_000_000); int never = 1;"
        }) {
      Thread other =
          Thread.ofPlatform()
              .start(
                  () -> {
                    // Too early would not count; the input says that it was cancelled but once.
                    while (!shell.inputs().isRunning()) Thread.onSpinWait();
                    shell.inputs().cancel();
                  });
      assertEquals("brasa: cancelled\n", shell.run(text), text);
      other.join();
      assertTrue(shell.run("never").contains("cannot find symbol"));
    }
  }

  @Test
  void resetForgetsWhatWasDeclared() {
    try (ShellSession other = new ShellSession("local[1]")) {
      other.run("int gone = 1; import java.util.regex.*;");
      assertTrue(other.command("/reset").startsWith("forgotten"));
      assertTrue(other.run("gone").contains("cannot find symbol"));
      assertTrue(other.run("Pattern.compile(\"\")").contains("cannot find symbol"));
      assertTrue(other.run("brasa.range(0, 3).map(x -> x + 1).count()").contains("==> 3"));
      assertTrue(other.run("int gone = 2").contains("gone ==> 2"));
      assertTrue(other.run("sql(\"SELECT 1 AS one\")").contains("|  1|"));
    }
  }

  @Test
  void whatIsNoJavaMayHaveBeenMeantOtherwise() {
    assertTrue(shell.run("exit").endsWith("Perhaps /exit is meant.\n"), shell.run("exit"));
    assertTrue(shell.run("quit").endsWith("Perhaps /exit is meant.\n"), shell.run("quit"));
    assertTrue(shell.run("?").endsWith("Perhaps /help is meant.\n"), shell.run("?"));
    String sql = shell.run("SELECT 1 AS one");
    assertTrue(sql.endsWith("stand behind /sql: /sql SELECT 1 AS one\n"), sql);
    assertFalse(shell.run("nothing at all").contains("Perhaps"));
    String file = shell.command("/open nowhere.java");
    assertEquals("brasa: There is no file 'nowhere.java'.\n", file);
    String save = shell.command("/save /nowhere/at/all.java");
    assertEquals("brasa: There is no folder for the file '/nowhere/at/all.java'.\n", save);
  }

  @Test
  void whatCallsTheUndeclaredSaysWhatThatIs() {
    shell.run("int early(int x) { return late(x); }");
    assertEquals(
        "error: something is used that is not there yet: early needs method late(int)\n",
        shell.run("early(1)"));
    // What was not made has no name.
    assertFalse(shell.command("/vars").lines().anyMatch(line -> line.matches("\\$\\d+ .* null")));
    shell.run("int late(int x) { return x + 1; }");
    assertTrue(shell.run("early(1)").contains("==> 2"));
  }

  @Test
  void classesAreNamedAsTheyWereTyped() {
    shell.run("class Plain { int v; Plain(int v) { this.v = v; } }");
    String refused =
        shell.run(
            "brasa.parallelize(List.of(new Plain(1))).map(p -> new Plain(p.v + 1)).collect()");
    assertTrue(refused.startsWith("brasa: CODEC_UNSUPPORTED: Plain is a "), refused);
    assertFalse(refused.contains("JShell"), refused);
  }

  @Test
  void arraysAreShownByWhatTheyHoldAndCut() {
    String large = shell.run("new double[1000]");
    assertTrue(large.contains("double[1000] { 0.0, "), large);
    assertTrue(large.contains(" ... 1000 in all }") && large.length() < 700, large);
    assertTrue(shell.run("List.of(new int[] {1, 2})").contains("[int[2] { 1, 2 }]"));
    shell.run("var wide = \"y\".repeat(3000)");
    List<String> lines = shell.command("/vars").lines().toList();
    assertTrue(lines.stream().anyMatch(line -> line.contains("yyyyy") && line.endsWith("...")));
    assertTrue(lines.stream().allMatch(line -> line.length() < 200), lines.toString());
  }

  @Test
  void helpTellsWhatANameIs() {
    String method = shell.command("/help brasa.parallelize");
    assertTrue(method.contains("RDD<T> BrasaContext.<T>parallelize(List<? extends T> "), method);
    assertTrue(method.contains("    The elements of a list"), method);
    String ofClass = shell.command("/help RDD.filter");
    assertTrue(ofClass.contains("RDD<T>.filter("), ofClass);
    assertTrue(ofClass.lines().anyMatch(line -> line.startsWith("    ")), ofClass);
    assertTrue(shell.command("/help RDD").contains("    A dataset"), shell.command("/help RDD"));
    String function = shell.command("/help col");
    assertTrue(function.contains("functions.col(String name)\n    "), function);
    assertEquals("/vars the variables with their values\n", shell.command("/help /vars"));
    String record = shell.command("/help Pair");
    assertTrue(record.contains("io.brasa.core.function.Pair<K, V>"), record);
    assertTrue(record.contains(" key() and value()"), record);
    assertFalse(record.contains(")("), record);
    String unknown = shell.command("/help nowhere");
    assertTrue(unknown.startsWith("brasa: Nothing is known of nowhere."), unknown);
  }

  @Test
  void aTextMayHoldCommandsInLinesOfTheirOwn() {
    String text =
        """
        #!/usr/bin/env -S brasa shell
        int dividend = 84, /*
        /vars */ vars = 2
        int quotient = (dividend
        /vars)
        quotient
        /sql SELECT 7 AS seven
        record Hold(int size) {
        }
        /types
        """;
    String printed = shell.script("a.java", text);
    assertTrue(printed.startsWith("quotient ==> 42 : int\n"), printed);
    assertTrue(printed.contains("|    7|"), printed);
    assertTrue(printed.contains("record Hold\n"), printed);
    String ended = shell.script("a.java", "/exit\nint never = 1\n");
    assertEquals("", ended);
    String wrong = shell.script("a.java", "\nint once = 1;\n/tpyes\nint never = 1;\n");
    assertEquals(
        "brasa: There is no command /tpyes. Perhaps /types is meant.\n    at a.java:3\n", wrong);
    String java = shell.script("a.java", "/imports\n\nint never = wrong;\n");
    assertTrue(java.contains("a.java:3: error: cannot find symbol"), java);
    assertTrue(shell.run("never").contains("cannot find symbol"));
  }

  @Test
  void filesThatOpenEachOtherInACircleEnd(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("circle.java");
    Files.writeString(file, "/open " + file + "\n");
    String printed = shell.command("/open " + file);
    assertTrue(printed.contains("files open each other in a circle"), printed);
  }
}
