package io.brasa.shell;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What is typed is sent to executors in processes of their own, or refused by name. */
@Tag("slow")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class TestSnippetsOnCluster {
  private ShellSession shell;

  @BeforeAll
  void open() {
    shell = new ShellSession("local-cluster[2,2,1024]");
  }

  @AfterAll
  void close() {
    shell.close();
  }

  private void assertGives(String value, String text) {
    String printed = shell.run(text);
    assertTrue(printed.contains("==> " + value + " : "), text + "\n" + printed);
  }

  @Test
  void aVariableHasTheValueOfWhenTheJobStarts() {
    shell.run("int k = 30; var plusK = brasa.range(0, 4, 1, 4).map(x -> x + k)");
    assertGives("[30, 31, 32, 33]", "plusK.collect()");
    shell.run("k = 100");
    assertGives("[100, 101, 102, 103]", "plusK.collect()");
    shell.run("var many = new ArrayList<>(List.of(1))");
    shell.run("many.add(2)");
    assertGives("[2, 3]", "brasa.range(0, 2, 1, 2).map(x -> x + many.size()).collect()");
  }

  @Test
  void jobsThatRunAtTheSameTimeReadTheirOwnValues() {
    shell.run(
        "int rate = 0; var jobs = new ArrayList<io.brasa.core.FutureAction<List<Integer>>>()");
    shell.run(
        """
        for (int i = 1; i <= 30; i++) {
          rate = i % 3;
          jobs.add(brasa.range(0, 40, 1, 8).map(x -> { Thread.yield(); return rate; }).collectAsync());
        }""");
    shell.run("rate = 100");
    shell.run("var found = new ArrayList<Set<Integer>>()");
    shell.run("for (var job : jobs) found.add(Set.copyOf(job.get()))");
    String expected = "[" + "[1], [2], [0], ".repeat(10);
    assertGives(expected.substring(0, expected.length() - 2) + "]", "found");
  }

  @Test
  void methodsOfRecordsReadVariables() {
    shell.run("int unit = 1");
    shell.run("interface Shape extends Serializable { int area(); }");
    shell.run(
        "record Square(int side) implements Shape { public int area() { return side * side * unit; } }");
    shell.run("List<Shape> shapes = List.of(new Square(1), new Square(2))");
    shell.run("unit = 10");
    assertGives("[10, 40]", "brasa.parallelize(shapes, 2).map(s -> s.area()).collect()");
    shell.run("unit = 100");
    String shuffled =
        """
        brasa.parallelize(List.of(1, 2), 2).mapToPair(x -> new Pair<Integer, Shape>(x, new Square(x)))
          .groupByKey(2).mapValues(g -> g.iterator().next().area()).values().sortBy(x -> x).collect()""";
    assertGives("[100, 400]", shuffled);
  }

  @Test
  void aQueryDoesNotChangeWhatAJobBesideItReads() {
    shell.run("int step = 7");
    shell.run("session.udf().register(\"stepped\", (Long x) -> x + step, AtomicType.LONG)");
    shell.run(
        """
        var busy = brasa.range(0, 200, 1, 40)
          .map(x -> { Thread.sleep(5); return step; }).distinct().collectAsync()""");
    shell.run("step = 1000");
    assertGives("4006", "sql(\"SELECT sum(stepped(id)) AS s FROM range(4)\").first().getLong(0)");
    shell.run("step = 2000");
    assertGives(
        "2001",
        "session.createDataset(List.of(1L, 0L)).map(x -> x + step).reduce((a, b) -> Math.max(a, b))");
    assertGives("[7]", "busy.get()");
  }

  @Test
  void recordsEnumsClassesAndMethodsAreSent() {
    shell.run("enum Side { LEFT, RIGHT; Side other() { return this == LEFT ? RIGHT : LEFT; } }");
    shell.run("record Key(Side side, String name) {}");
    shell.run(
        "class Scale implements Serializable { int by = 2; long of(long x) { return x * by; } }");
    shell.run("var scale = new Scale(); scale.by = 3;");
    shell.run("Key key(long x) { return new Key(Side.values()[(int) x % 2].other(), \"k\"); }");
    String text =
        """
        brasa.range(0, 4, 1, 4)
          .mapToPair(x -> new Pair<>(key(x), scale.of(x)))
          .reduceByKey(Long::sum)
          .collectAsMap().get(new Key(Side.LEFT, "k"))""";
    assertGives("12", text);
  }

  @Test
  void aNewVersionOfARecordIsAnother() {
    shell.run("record Point(int x) {}");
    shell.run("var points = brasa.range(0, 2, 1, 2).map(i -> new Point(i.intValue()))");
    shell.run("var before = points");
    shell.run("record Point(int x, int y) {}");
    assertGives(
        "2",
        "brasa.range(0, 2, 1, 2).map(i -> new Point(1, i.intValue())).map(p -> p.x() + p.y()).reduce(Math::max)");
    assertTrue(shell.run("before").contains("cannot find symbol"), "its type is gone");
  }

  @Test
  void handlesOfTheEngineMayBeVariables() {
    shell.run("var total = brasa.longAccumulator(\"total\")");
    shell.run("var names = brasa.broadcast(Map.of(1L, \"one\"))");
    for (int i = 1; i <= 2; i++) {
      shell.run("brasa.range(0, 10, 1, 4).foreach(x -> total.add(x))");
      assertGives(i * 45 + "", "total.sum()");
    }
    assertGives(
        "\"none\"", "brasa.range(0, 1).map(x -> names.value().getOrDefault(x, \"none\")).first()");
  }

  @Test
  void queriesCallFunctionsThatWereTyped() {
    shell.run("int bonus = 5");
    shell.run("session.udf().register(\"addBonus\", (Long x) -> x + bonus, AtomicType.LONG)");
    String query = "sql(\"SELECT sum(addBonus(id)) AS s FROM range(4)\").first().getLong(0)";
    String first = shell.run(query);
    assertTrue(first.contains("==> 26 "), first);
    shell.run("bonus = 0");
    assertGives("6", query);
  }

  @Test
  void whatCannotTravelIsRefusedByTheNameOfItsVariable() {
    shell.run("Object hidden = new Object()");
    String refused = shell.run("brasa.range(0, 2).map(x -> x + hidden.hashCode()).count()");
    assertTrue(refused.contains("CLOSURE_NOT_SERIALIZABLE"), refused);
    assertTrue(refused.contains("reads the variable hidden, whose value cannot travel"), refused);
    String context = shell.run("brasa.range(0, 2).map(x -> brasa.range(0, x).count()).count()");
    assertTrue(context.contains("reads the variable brasa"), context);
    shell.run(
        """
        class Largest extends io.brasa.core.shared.AccumulatorV2<Long, Long> {
          long most;
          public boolean isZero() { return most == 0; }
          public Largest copy() { var copy = new Largest(); copy.most = most; return copy; }
          public void reset() { most = 0; }
          public void add(Long x) { most = Math.max(most, x); }
          public void merge(io.brasa.core.shared.AccumulatorV2<Long, Long> other) { add(other.value()); }
          public Long value() { return most; }
        }""");
    shell.run("var largest = new Largest(); brasa.register(largest, \"largest\");");
    String own = shell.run("brasa.range(0, 9, 1, 3).foreach(x -> largest.add(x))");
    assertTrue(own.contains("reaches an accumulator of the class Largest"), own);
    shell.run("{ var mine = largest; brasa.range(0, 9, 1, 3).foreach(x -> mine.add(x)); }");
    assertGives("8", "largest.value()");
    for (String each : new String[] {refused, context, own}) assertFalse(each.contains("$JShell$"));
  }
}
