package io.brasa.sql.operator.aggregate;

import static io.brasa.sql.operator.OperatorHarness.column;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brasa.columnar.type.AtomicType;
import io.brasa.columnar.type.DataType;
import io.brasa.columnar.vector.Batch;
import io.brasa.sql.expression.AggregateCall;
import io.brasa.sql.expression.Attribute;
import io.brasa.sql.expression.Expression;
import io.brasa.sql.operator.OperatorHarness;
import io.brasa.sql.operator.OperatorHarness.Outcome;
import io.brasa.sql.operator.OperatorHarness.Trouble;
import io.brasa.sql.physical.AggregateRows;
import io.brasa.sql.physical.AggregateStep;
import io.brasa.sql.physical.FragmentInput;
import io.brasa.sql.physical.PhysicalPlan;
import io.brasa.sql.physical.Reading;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Groups that an exchange has divided are given part by part, each once and whole. */
final class TestPartedGroups {
  private static final int PARTS = 5;
  private static final List<DataType> TYPES =
      List.of(AtomicType.LONG, AtomicType.STRING, AtomicType.INTEGER);

  @TempDir private Path folder;
  private final long seed = new Random().nextLong();
  private final SplittableRandom random = new SplittableRandom(seed);

  @Test
  void eachGroupIsGivenOnceWhateverTheMemory() {
    System.out.println("seed of parts: " + seed);
    FragmentInput input = input();
    Expression number = column(input, 0);
    Expression text = column(input, 1);
    for (List<Expression> keys :
        List.of(List.of(number), List.of(text), List.of(number, text), List.of(text, number))) {
      for (String prefix : List.of("t", "a text of more than some words ")) check(keys, prefix);
    }
  }

  private void check(List<Expression> keys, String prefix) {
    List<List<Object>> rows = rows(40_000, 15_000, prefix);
    String what = "seed " + seed + ", " + keys + ", " + prefix;
    Map<List<Object>, List<Long>> expected = expected(keys, rows);
    OperatorHarness harness = new OperatorHarness(folder);
    PhysicalPlan plan = aggregate(keys);
    List<List<Batch>> parts = parts(keys, rows);
    boolean isSpilled = false;
    for (int step = -1; step < 6; step += step < 0 ? 1 : 1 + random.nextInt(3)) {
      Trouble trouble = step < 0 ? Trouble.NONE : Trouble.refused(step);
      Outcome outcome = harness.runParts(plan, parts, trouble);
      assertEquals(expected.size(), outcome.rows().size(), what + ", refused from " + step);
      assertEquals(expected, given(keys.size(), outcome.rows()), what + ", refused from " + step);
      isSpilled |= outcome.spilledBytes() > 0;
    }
    assertTrue(isSpilled, what);
  }

  private List<List<Object>> rows(int count, int different, String prefix) {
    List<List<Object>> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      long key = random.nextInt(different);
      boolean isNull = random.nextInt(50) == 0;
      rows.add(
          Arrays.asList(
              isNull ? null : (Object) (key * 1_000_003L),
              isNull ? null : prefix + key % 7_000,
              random.nextInt(1000)));
    }
    return rows;
  }

  /** Rows of equal keys are in one part, and the parts are of different sizes. */
  private List<List<Batch>> parts(List<Expression> keys, List<List<Object>> rows) {
    List<List<List<Object>>> divided = new ArrayList<>();
    for (int i = 0; i < PARTS; i++) divided.add(new ArrayList<>());
    for (List<Object> row : rows)
      divided.get(Math.min(3, Math.floorMod(key(keys, row).hashCode(), PARTS))).add(row);
    List<List<Batch>> parts = new ArrayList<>();
    for (List<List<Object>> part : divided)
      parts.add(OperatorHarness.batches(part, TYPES, 1 + random.nextInt(2000), random));
    return parts;
  }

  private static List<Object> key(List<Expression> keys, List<Object> row) {
    List<Object> key = new ArrayList<>();
    for (Expression each : keys) key.add(row.get(each.type() == AtomicType.LONG ? 0 : 1));
    return key;
  }

  private static Map<List<Object>, List<Long>> expected(
      List<Expression> keys, List<List<Object>> rows) {
    Map<List<Object>, List<Long>> groups = new HashMap<>();
    for (List<Object> row : rows) {
      long value = (Integer) row.get(2);
      groups.merge(
          key(keys, row),
          List.of(1L, value),
          (a, b) -> List.of(a.get(0) + b.get(0), a.get(1) + b.get(1)));
    }
    return groups;
  }

  private static Map<List<Object>, List<Long>> given(int keyCount, List<List<Object>> rows) {
    Map<List<Object>, List<Long>> groups = new HashMap<>();
    for (List<Object> row : rows)
      groups.put(
          new ArrayList<>(row.subList(0, keyCount)),
          List.of((Long) row.get(keyCount), (Long) row.get(keyCount + 1)));
    return groups;
  }

  private static FragmentInput input() {
    return new FragmentInput(
        0,
        true,
        new Reading.Grouped(List.of(0, PARTS)),
        OperatorHarness.input(0, TYPES.toArray(DataType[]::new)).output());
  }

  private static PhysicalPlan aggregate(List<Expression> keys) {
    FragmentInput input = input();
    Expression value = column(input, 2);
    List<AggregateStep> steps = new ArrayList<>();
    List<Attribute> output = new ArrayList<>();
    for (Expression key : keys)
      output.add(new Attribute(output.size(), "k" + output.size(), key.type(), true));
    for (String name : List.of("count", "sum")) {
      AggregateCall call =
          new AggregateCall(
              name, List.of(value), false, Optional.empty(), List.of(), AtomicType.LONG, true);
      steps.add(new AggregateStep(call, false, List.of(value), Optional.empty()));
      output.add(new Attribute(10 + output.size(), name, AtomicType.LONG, true));
    }
    return new AggregateRows(keys, steps, false, false, output, input);
  }
}
