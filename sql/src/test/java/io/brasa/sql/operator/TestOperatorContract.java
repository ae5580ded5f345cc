package io.brasa.sql.operator;

import static io.brasa.sql.operator.OperatorHarness.column;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brasa.columnar.type.ArrayType;
import io.brasa.columnar.type.AtomicType;
import io.brasa.columnar.type.DataType;
import io.brasa.columnar.type.StructType;
import io.brasa.columnar.vector.Batch;
import io.brasa.sql.expression.AggregateCall;
import io.brasa.sql.expression.Attribute;
import io.brasa.sql.expression.Call;
import io.brasa.sql.expression.Comparison;
import io.brasa.sql.expression.Expression;
import io.brasa.sql.expression.Input;
import io.brasa.sql.expression.Literal;
import io.brasa.sql.expression.SortKey;
import io.brasa.sql.expression.WindowCall;
import io.brasa.sql.operator.OperatorHarness.Outcome;
import io.brasa.sql.operator.OperatorHarness.Trouble;
import io.brasa.sql.physical.AggregateRows;
import io.brasa.sql.physical.AggregateStep;
import io.brasa.sql.physical.ExpandRows;
import io.brasa.sql.physical.FilterRows;
import io.brasa.sql.physical.FragmentInput;
import io.brasa.sql.physical.GenerateRows;
import io.brasa.sql.physical.HashJoin;
import io.brasa.sql.physical.JoinKind;
import io.brasa.sql.physical.LimitRows;
import io.brasa.sql.physical.LoopJoin;
import io.brasa.sql.physical.MergeJoin;
import io.brasa.sql.physical.PhysicalPlan;
import io.brasa.sql.physical.ProjectRows;
import io.brasa.sql.physical.SampleRows;
import io.brasa.sql.physical.SortRows;
import io.brasa.sql.physical.TopRows;
import io.brasa.sql.physical.TopRowsPerGroup;
import io.brasa.sql.physical.WindowRows;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What every operator keeps: whatever its input, it gives the same rows when memory is refused at
 * any step as when it is granted, stops when it is told to, and leaves nothing behind.
 */
final class TestOperatorContract {
  private static final List<DataType> TYPES =
      List.of(AtomicType.LONG, AtomicType.STRING, AtomicType.INTEGER);

  @TempDir Path folder;

  /**
   * An operator.
   *
   * @param isOrdered whether the order of rows is its promise
   * @param canSpill whether it puts rows aside when it has many
   */
  record Case(String name, PhysicalPlan plan, boolean isOrdered, boolean canSpill) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static final FragmentInput LEFT =
      OperatorHarness.input(0, TYPES.toArray(DataType[]::new));
  private static final FragmentInput RIGHT =
      OperatorHarness.input(1, TYPES.toArray(DataType[]::new));

  static List<Case> cases() {
    List<Case> cases = new ArrayList<>();
    Expression number = column(LEFT, 0);
    Expression text = column(LEFT, 1);
    cases.add(
        new Case(
            "filter",
            new FilterRows(new Comparison(Comparison.Operator.LESS, number, Literal.of(5L)), LEFT),
            true,
            false));
    cases.add(
        new Case(
            "project",
            new ProjectRows(List.of(text, number), named(text, number), LEFT),
            true,
            false));
    cases.add(
        new Case(
            "expand",
            new ExpandRows(
                List.of(List.of(text), List.of(new Literal(null, AtomicType.STRING))),
                named(text),
                LEFT),
            false,
            false));
    cases.add(new Case("limit", new LimitRows(7, 2, LEFT), true, false));
    cases.add(new Case("sample", new SampleRows(0.4, false, 5, LEFT), true, false));
    cases.add(new Case("sample with repetition", new SampleRows(1.5, true, 5, LEFT), true, false));
    cases.add(new Case("generate", generate(text, false), true, false));
    cases.add(new Case("generate outer", generate(text, true), true, false));
    cases.add(new Case("join by a constant", constantJoin(), false, false));
    List<SortKey> keys = List.of(new SortKey(text, true, false), SortKey.ascending(number));
    cases.add(new Case("sort", new SortRows(keys, LEFT), true, true));
    cases.add(new Case("top", new TopRows(keys, 10, LEFT), true, false));
    cases.add(new Case("aggregate", aggregate(List.of(number, text)), false, true));
    cases.add(new Case("aggregate of one number", aggregate(List.of(number)), false, true));
    cases.add(new Case("aggregate of one text", aggregate(List.of(text)), false, true));
    cases.add(new Case("aggregate of all", aggregate(List.of()), false, false));
    cases.add(new Case("window", window(), true, true));
    cases.add(new Case("window of the first rows", firstRows(), true, true));
    for (JoinKind kind : JoinKind.values())
      if (kind != JoinKind.SINGLE) cases.add(new Case("join " + kind, join(kind), false, true));
    for (JoinKind kind : JoinKind.values())
      if (kind != JoinKind.SINGLE && !kind.needsWholeBuild())
        cases.add(new Case("merge join " + kind, mergeJoin(kind), false, true));
    cases.add(
        new Case(
            "loop join",
            new LoopJoin(
                new LimitRows(4, 0, LEFT),
                RIGHT,
                JoinKind.PROBE_OUTER,
                Optional.of(
                    new Comparison(
                        Comparison.Operator.EQUAL, number, new Input(3, AtomicType.LONG, true))),
                named(LEFT, RIGHT)),
            false,
            true));
    return cases;
  }

  private static List<Attribute> named(Expression... expressions) {
    List<Attribute> output = new ArrayList<>();
    for (Expression each : expressions)
      output.add(new Attribute(output.size(), "x" + output.size(), each.type(), true));
    return output;
  }

  private static List<Attribute> named(PhysicalPlan... sides) {
    List<Attribute> output = new ArrayList<>();
    for (PhysicalPlan side : sides) output.addAll(side.output());
    return output;
  }

  private static PhysicalPlan aggregate(List<Expression> keys) {
    Expression value = column(LEFT, 2);
    List<AggregateStep> steps = new ArrayList<>();
    List<Attribute> output = new ArrayList<>(named(keys.toArray(Expression[]::new)));
    for (String name : List.of("count", "sum", "max")) {
      DataType type = name.equals("max") ? AtomicType.INTEGER : AtomicType.LONG;
      AggregateCall call =
          new AggregateCall(name, List.of(value), false, Optional.empty(), List.of(), type, true);
      steps.add(new AggregateStep(call, false, List.of(value), Optional.empty()));
      output.add(new Attribute(10 + output.size(), name, type, true));
    }
    return new AggregateRows(keys, steps, false, false, output, LEFT);
  }

  private static PhysicalPlan window() {
    Expression text = column(LEFT, 1);
    List<SortKey> order =
        List.of(SortKey.ascending(column(LEFT, 0)), SortKey.ascending(column(LEFT, 2)));
    Call rank = new Call("rank", List.of(), AtomicType.INTEGER, false);
    AggregateCall sum =
        new AggregateCall(
            "sum",
            List.of(column(LEFT, 2)),
            false,
            Optional.empty(),
            List.of(),
            AtomicType.LONG,
            true);
    List<WindowCall> calls =
        List.of(
            new WindowCall(rank, List.of(text), order, WindowCall.Frame.UP_TO_PEERS, false),
            new WindowCall(sum, List.of(text), order, WindowCall.Frame.WHOLE, false));
    List<SortKey> keys = new ArrayList<>(List.of(SortKey.ascending(text)));
    keys.addAll(order);
    List<Attribute> output = new ArrayList<>(LEFT.output());
    output.addAll(named(rank, sum));
    return new WindowRows(calls, output, new SortRows(keys, LEFT));
  }

  /** The first rows of each text, of which few are left for the window. */
  private static PhysicalPlan firstRows() {
    Expression text = column(LEFT, 1);
    List<SortKey> order = List.of(SortKey.ascending(column(LEFT, 2)));
    PhysicalPlan few =
        new TopRowsPerGroup(List.of(text), order, TopRowsPerGroup.Ranking.ROW_NUMBER, 2, LEFT);
    Call number = new Call("row_number", List.of(), AtomicType.INTEGER, false);
    List<WindowCall> calls =
        List.of(new WindowCall(number, List.of(text), order, WindowCall.Frame.UP_TO_PEERS, false));
    List<SortKey> keys = new ArrayList<>(List.of(SortKey.ascending(text)));
    keys.addAll(order);
    List<Attribute> output = new ArrayList<>(LEFT.output());
    output.addAll(named(number));
    Expression rank = new Input(3, AtomicType.INTEGER, false);
    return new FilterRows(
        new Comparison(Comparison.Operator.LESS_OR_EQUAL, rank, Literal.of(2)),
        new WindowRows(calls, output, new SortRows(keys, few)));
  }

  /** A row for each letter of a text, of which some have none. */
  private static PhysicalPlan generate(Expression text, boolean isOuter) {
    DataType letters = new ArrayType(AtomicType.STRING, true);
    Call parts = new Call("split", List.of(text, Literal.of("3"), Literal.of(-1)), letters, true);
    StructType columns = new StructType().add("col", AtomicType.STRING, true);
    List<Attribute> output = new ArrayList<>(LEFT.output());
    output.add(new Attribute(300, "col", AtomicType.STRING, true));
    return new GenerateRows(
        new Call("explode", List.of(parts), columns, false), isOuter, output, LEFT);
  }

  /** Few rows on one side, since each meets each. */
  private static PhysicalPlan constantJoin() {
    List<Attribute> output = new ArrayList<>(LEFT.output());
    output.addAll(RIGHT.output());
    return new HashJoin(
        new LimitRows(5, 0, LEFT),
        RIGHT,
        JoinKind.PROBE_OUTER,
        List.of(Literal.of(1L)),
        List.of(Literal.of(1L)),
        List.of(false),
        Optional.empty(),
        output);
  }

  private static PhysicalPlan mergeJoin(JoinKind kind) {
    List<SortKey> left = List.of(SortKey.ascending(column(LEFT, 0)));
    List<SortKey> right = List.of(SortKey.ascending(column(RIGHT, 0)));
    return new MergeJoin(
        new SortRows(left, LEFT),
        new SortRows(right, RIGHT),
        kind,
        left,
        right,
        List.of(false),
        Optional.empty(),
        joined(kind));
  }

  private static List<Attribute> joined(JoinKind kind) {
    List<Attribute> output = new ArrayList<>();
    if (kind.hasProbeColumns()) output.addAll(LEFT.output());
    if (kind.hasBuildColumns()) output.addAll(RIGHT.output());
    if (kind == JoinKind.MARK) output.addAll(named(Literal.TRUE));
    return output;
  }

  private static PhysicalPlan join(JoinKind kind) {
    return new HashJoin(
        LEFT,
        RIGHT,
        kind,
        List.of(column(LEFT, 0)),
        List.of(column(RIGHT, 0)),
        List.of(false),
        Optional.empty(),
        joined(kind));
  }

  // ---- inputs

  private static Map<String, List<List<Object>>> inputs() {
    SplittableRandom random = new SplittableRandom(7);
    Map<String, List<List<Object>>> inputs = new LinkedHashMap<>();
    inputs.put("nothing", List.of());
    inputs.put("one row", List.of(row(1L, "a", 1)));
    inputs.put("one row of nulls", List.of(row(null, null, null)));
    inputs.put("nulls", random(random, 300, 5, 2, ""));
    inputs.put("wide rows", random(random, 60, 40, 10, "x".repeat(3_000)));
    inputs.put("a skewed key", skewed(random));
    inputs.put("many batches", random(random, 8_000, 6_000, 50, "some text that takes space "));
    return inputs;
  }

  private static List<Object> row(Object... values) {
    return java.util.Arrays.asList(values);
  }

  private static List<List<Object>> random(
      SplittableRandom random, int count, int keys, int nullEvery, String prefix) {
    List<List<Object>> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      rows.add(
          row(
              random.nextInt(nullEvery) == 0 ? null : (Object) (long) random.nextInt(keys),
              random.nextInt(nullEvery) == 0 ? null : prefix + random.nextInt(keys),
              random.nextInt(nullEvery) == 0 ? null : (Object) random.nextInt(1000)));
    }
    return rows;
  }

  private static List<List<Object>> skewed(SplittableRandom random) {
    List<List<Object>> rows = random(random, 200, 100, 20, "s");
    for (int i = 0; i < 200; i++) rows.add(row(3L, "s3", i));
    return rows;
  }

  // ---- the contract

  @ParameterizedTest
  @MethodSource("cases")
  void refusedMemoryChangesNothing(Case tested) {
    OperatorHarness harness = new OperatorHarness(folder);
    inputs()
        .forEach(
            (name, rows) -> {
              List<List<Batch>> given = given(rows);
              Outcome usual = harness.run(tested.plan, given, Trouble.NONE);
              List<List<Object>> expected = comparable(tested, usual.rows());
              int limit = name.equals("many batches") ? 2 : 4;
              for (int step = 0; step < limit; step++) {
                Outcome refused = harness.run(tested.plan, given, Trouble.refused(step));
                assertEquals(
                    expected, comparable(tested, refused.rows()), name + ", refused from " + step);
                if (step == 0 && name.equals("many batches") && tested.canSpill)
                  assertTrue(refused.spilledBytes() > 0, "nothing was spilled of " + name);
                if (refused.refusals() == 0) break;
              }
            });
  }

  @ParameterizedTest
  @MethodSource("cases")
  void stopsWhenItIsToldTo(Case tested) {
    OperatorHarness harness = new OperatorHarness(folder);
    List<List<Batch>> given = given(inputs().get("nulls"));
    int checks = harness.run(tested.plan, given, Trouble.NONE).checks();
    assertTrue(checks > 0, "it never asks");
    for (int at = 0; at < checks; at += 1 + checks / 20) {
      int step = at;
      assertThrows(
          TroubledTask.Cancelled.class,
          () -> harness.run(tested.plan, given, Trouble.cancelled(step)),
          "step " + at);
    }
    List<List<Batch>> many = given(inputs().get("many batches"));
    Trouble both = new Trouble(0, 10);
    if (tested.canSpill)
      assertThrows(
          TroubledTask.Cancelled.class, () -> harness.run(tested.plan, many, both), "spilling");
  }

  @ParameterizedTest
  @MethodSource("cases")
  void givesTheSameAgain(Case tested) {
    OperatorHarness harness = new OperatorHarness(folder);
    List<List<Batch>> given = given(inputs().get("nulls"));
    assertEquals(
        harness.run(tested.plan, given, Trouble.NONE).rows(),
        harness.run(tested.plan, given, Trouble.NONE).rows());
  }

  /** The second input has every other row, so that there are partners, and rows without. */
  private static List<List<Batch>> given(List<List<Object>> rows) {
    SplittableRandom random = new SplittableRandom(11);
    List<List<Object>> others = new ArrayList<>();
    boolean isMany = rows.size() > 1000;
    for (int i = 0; i < rows.size(); i += 2) others.add(rows.get(i));
    return List.of(
        OperatorHarness.batches(rows, TYPES, isMany ? 1000 : 37, random),
        OperatorHarness.batches(others, TYPES, isMany ? 1000 : 23, random));
  }

  private static List<List<Object>> comparable(Case tested, List<List<Object>> rows) {
    if (tested.isOrdered) return rows;
    List<List<Object>> sorted = new ArrayList<>(rows);
    sorted.sort(Comparator.comparing(Object::toString));
    return sorted;
  }
}
