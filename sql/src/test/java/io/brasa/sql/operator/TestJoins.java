package io.brasa.sql.operator;

import static io.brasa.sql.operator.OperatorHarness.column;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brasa.columnar.type.AtomicType;
import io.brasa.columnar.type.DataType;
import io.brasa.columnar.vector.Batch;
import io.brasa.runtime.error.EngineException;
import io.brasa.sql.error.SqlError;
import io.brasa.sql.expression.And;
import io.brasa.sql.expression.Attribute;
import io.brasa.sql.expression.Comparison;
import io.brasa.sql.expression.Expression;
import io.brasa.sql.expression.Input;
import io.brasa.sql.expression.SortKey;
import io.brasa.sql.operator.OperatorHarness.Trouble;
import io.brasa.sql.physical.FragmentInput;
import io.brasa.sql.physical.HashJoin;
import io.brasa.sql.physical.JoinKind;
import io.brasa.sql.physical.LoopJoin;
import io.brasa.sql.physical.MergeJoin;
import io.brasa.sql.physical.PhysicalPlan;
import io.brasa.sql.physical.SortRows;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Joins of random rows against a model that looks at all pairs of rows, row by row. */
final class TestJoins {
  private static final List<DataType> TYPES =
      List.of(AtomicType.INTEGER, AtomicType.STRING, AtomicType.LONG);
  private static final FragmentInput LEFT =
      OperatorHarness.input(0, TYPES.toArray(DataType[]::new));
  private static final FragmentInput RIGHT =
      OperatorHarness.input(1, TYPES.toArray(DataType[]::new));

  private static final Comparator<Integer> NULLS_FIRST = Comparator.nullsFirst(Integer::compare);

  @TempDir Path folder;

  /**
   * What is joined by.
   *
   * @param keys places of columns that must be equal
   * @param isNullSafe whether null equals null in all of them
   * @param hasResidual whether the third column of the left must be below that of the right
   */
  private record Condition(List<Integer> keys, boolean isNullSafe, boolean hasResidual) {
    /** True, false, or null. */
    Boolean of(List<Object> left, List<Object> right) {
      boolean isUnknown = false;
      for (int key : keys) {
        Object a = left.get(key);
        Object b = right.get(key);
        if (!isNullSafe && (a == null || b == null)) isUnknown = true;
        else if (!Objects.equals(a, b)) return false;
      }
      if (hasResidual) {
        Long a = (Long) left.get(2);
        Long b = (Long) right.get(2);
        if (a == null || b == null) isUnknown = true;
        else if (a >= b) return false;
      }
      return isUnknown ? null : true;
    }
  }

  @ParameterizedTest
  @EnumSource(JoinKind.class)
  void hashJoinsGiveWhatTheModelGives(JoinKind kind) {
    for (long seed = 0; seed < 12; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      List<Integer> keys = random.nextBoolean() ? List.of(0) : List.of(0, 1);
      // A null-aware join knows of nulls in one key only.
      if (kind.needsWholeBuild()) keys = List.of(0);
      Condition condition =
          new Condition(
              keys, random.nextInt(3) == 0, !kind.needsWholeBuild() && random.nextBoolean());
      check(hash(kind, condition), kind, condition, seed, random);
    }
  }

  @ParameterizedTest
  @EnumSource(JoinKind.class)
  void loopJoinsGiveWhatTheModelGives(JoinKind kind) {
    for (long seed = 0; seed < 6; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      Condition condition = new Condition(List.of(0), random.nextBoolean(), true);
      PhysicalPlan plan =
          new LoopJoin(LEFT, RIGHT, kind, Optional.of(expression(condition)), output(kind));
      check(plan, kind, condition, seed, random);
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = JoinKind.class,
      mode = EnumSource.Mode.EXCLUDE,
      names = {"MARK", "NULL_AWARE_ANTI"})
  void mergeJoinsGiveWhatTheModelGives(JoinKind kind) {
    for (long seed = 0; seed < 24; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      List<Integer> keys = random.nextBoolean() ? List.of(0) : List.of(1, 0);
      Condition condition = new Condition(keys, random.nextInt(3) == 0, random.nextBoolean());
      check(merge(hash(kind, condition), random), kind, condition, seed, random);
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = JoinKind.class,
      mode = EnumSource.Mode.EXCLUDE,
      names = {"MARK", "NULL_AWARE_ANTI", "SINGLE"})
  void longRunsAreMergedAsTablesJoinThem(JoinKind kind) {
    for (long seed = 0; seed < 4; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      HashJoin join = hash(kind, new Condition(List.of(0), seed % 2 == 0, seed < 2));
      List<List<Batch>> given =
          List.of(
              OperatorHarness.batches(runs(random, 7), TYPES, 3, random),
              OperatorHarness.batches(runs(random, 9_500), TYPES, 900, random));
      OperatorHarness harness = new OperatorHarness(folder);
      List<List<Object>> expected = sorted(harness.run(join, given, Trouble.NONE).rows());
      PhysicalPlan merge = merge(join, random);
      String of = kind + ", seed " + seed;
      assertEquals(expected, sorted(harness.run(merge, given, Trouble.NONE).rows()), of);
      OperatorHarness.Outcome refused = harness.run(merge, given, Trouble.refused(0));
      assertEquals(expected, sorted(refused.rows()), of + ", without memory");
      assertTrue(refused.spilledBytes() > 0, of);
    }
  }

  /** With memory for what is built, and read from a file again and again. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void loopsInOrderGiveThePairsOfEachRowTogether(boolean isRefused) {
    SplittableRandom random = new SplittableRandom(9);
    Condition condition = new Condition(List.of(0), false, true);
    PhysicalPlan plan =
        new LoopJoin(
            LEFT,
            RIGHT,
            JoinKind.INNER,
            Optional.of(expression(condition)),
            output(JoinKind.INNER),
            true);
    List<List<Object>> left = rows(random, 130, 9);
    List<List<Object>> right = rows(random, 2_500, 9);
    List<List<Batch>> given =
        List.of(
            OperatorHarness.batches(left, TYPES, 40, random),
            OperatorHarness.batches(right, TYPES, 50, random));
    List<List<Object>> expected = new ArrayList<>();
    for (List<Object> one : left)
      for (List<Object> other : right) {
        if (!Boolean.TRUE.equals(condition.of(one, other))) continue;
        List<Object> pair = new ArrayList<>(one);
        pair.addAll(other);
        expected.add(pair);
      }
    Trouble trouble = isRefused ? Trouble.refused(0) : Trouble.NONE;
    OperatorHarness.Outcome outcome = new OperatorHarness(folder).run(plan, given, trouble);
    assertEquals(expected.size(), outcome.rows().size());
    assertTrue(expected.equals(outcome.rows()), "in another order");
    assertEquals(isRefused, outcome.spilledBytes() > 0);
  }

  /** Pairs in the order of the keys; of a semi or anti join, probing rows in their own. */
  @ParameterizedTest
  @EnumSource(
      value = JoinKind.class,
      names = {"INNER", "PROBE_SEMI", "PROBE_ANTI"})
  void mergesKeepTheOrder(JoinKind kind) {
    SplittableRandom random = new SplittableRandom(3);
    HashJoin join = hash(kind, new Condition(List.of(0), false, false));
    List<SortKey> keys = List.of(SortKey.ascending(column(LEFT, 0)));
    List<SortKey> more = new ArrayList<>(keys);
    more.add(SortKey.ascending(column(LEFT, 2)));
    PhysicalPlan merge = merge(join, new SortRows(more, LEFT), new SortRows(keys, RIGHT), keys);
    List<List<Batch>> given =
        List.of(
            OperatorHarness.batches(rows(random, 900, 50), TYPES, 40, random),
            OperatorHarness.batches(rows(random, 300, 50), TYPES, 40, random));
    List<List<Object>> rows = new OperatorHarness(folder).run(merge, given, Trouble.NONE).rows();
    Comparator<List<Object>> order = Comparator.comparing(row -> (Integer) row.get(0), NULLS_FIRST);
    if (kind != JoinKind.INNER)
      order = order.thenComparing(row -> (Long) row.get(2), Comparator.nullsFirst(Long::compare));
    List<List<Object>> ordered = new ArrayList<>(rows);
    ordered.sort(order);
    assertEquals(ordered, rows);
    assertTrue(rows.size() > 50, () -> rows.size() + " rows");
  }

  /** Long runs of few keys, nulls among them. */
  private static List<List<Object>> runs(SplittableRandom random, int count) {
    List<List<Object>> rows = rows(random, count, 5);
    for (List<Object> row : rows)
      if (random.nextInt(4) > 0) row.set(0, random.nextInt(9) == 0 ? null : (Object) 2);
    return rows;
  }

  @ParameterizedTest
  @EnumSource(JoinKind.class)
  void oneKeyThatDoesNotFitIsJoinedPieceByPiece(JoinKind kind) {
    SplittableRandom random = new SplittableRandom(kind.ordinal());
    boolean hasResidual = !kind.needsWholeBuild() && kind != JoinKind.INNER;
    Condition condition = new Condition(List.of(0), false, hasResidual);
    List<List<Object>> left = rows(random, 12, 2);
    List<List<Object>> right = rows(random, 2_500, 1);
    // At most one partner for each, in the last piece; or none for most.
    if (kind == JoinKind.SINGLE || kind == JoinKind.PROBE_SEMI || kind == JoinKind.PROBE_ANTI)
      for (int i = 0; i < right.size(); i++) right.get(i).set(2, i < 2_499 ? null : (Object) 5L);
    List<List<Batch>> given =
        List.of(
            OperatorHarness.batches(left, TYPES, 5, random),
            OperatorHarness.batches(right, TYPES, 100, random));
    OperatorHarness.Outcome outcome =
        new OperatorHarness(folder).run(hash(kind, condition), given, Trouble.refused(0));
    assertEquals(sorted(model(kind, condition, left, right)), sorted(outcome.rows()));
    assertTrue(outcome.spilledBytes() > 0);
  }

  private void check(
      PhysicalPlan plan, JoinKind kind, Condition condition, long seed, SplittableRandom random) {
    int domain = 1 + random.nextInt(40);
    List<List<Object>> left = rows(random, random.nextInt(150), domain);
    List<List<Object>> right = rows(random, random.nextInt(80), domain);
    if (kind == JoinKind.SINGLE) for (int i = 0; i < right.size(); i++) right.get(i).set(0, i);
    List<List<Batch>> given =
        List.of(
            OperatorHarness.batches(left, TYPES, 1 + random.nextInt(60), random),
            OperatorHarness.batches(right, TYPES, 1 + random.nextInt(60), random));
    List<List<Object>> expected = sorted(model(kind, condition, left, right));
    OperatorHarness harness = new OperatorHarness(folder);
    assertEquals(
        expected,
        sorted(harness.run(plan, given, Trouble.NONE).rows()),
        () -> kind + " by " + condition + ", seed " + seed);
  }

  private static List<List<Object>> rows(SplittableRandom random, int count, int domain) {
    List<List<Object>> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      List<Object> row = new ArrayList<>();
      row.add(random.nextInt(8) == 0 ? null : (Object) random.nextInt(domain));
      row.add(random.nextInt(8) == 0 ? null : "k" + random.nextInt(3));
      row.add(random.nextInt(8) == 0 ? null : (Object) random.nextLong(10));
      rows.add(row);
    }
    return rows;
  }

  // ---- plans

  private static HashJoin hash(JoinKind kind, Condition condition) {
    List<Expression> left = new ArrayList<>();
    List<Expression> right = new ArrayList<>();
    List<Boolean> isNullSafe = new ArrayList<>();
    for (int key : condition.keys()) {
      left.add(column(LEFT, key));
      right.add(column(RIGHT, key));
      isNullSafe.add(condition.isNullSafe());
    }
    Optional<Expression> residual =
        condition.hasResidual() ? Optional.of(residual()) : Optional.empty();
    return new HashJoin(LEFT, RIGHT, kind, left, right, isNullSafe, residual, output(kind));
  }

  /** The same by a merge of sorted inputs, in some order of the keys. */
  private static PhysicalPlan merge(HashJoin join, SplittableRandom random) {
    List<SortKey> left = new ArrayList<>();
    List<SortKey> right = new ArrayList<>();
    for (int i = 0; i < join.probeKeys().size(); i++) {
      SortKey key =
          new SortKey(join.probeKeys().get(i), random.nextBoolean(), random.nextBoolean());
      left.add(key);
      right.add(key.with(join.buildKeys().get(i)));
    }
    return new MergeJoin(
        new SortRows(left, join.probe()),
        new SortRows(right, join.build()),
        join.kind(),
        left,
        right,
        join.isNullSafe(),
        join.residual(),
        join.output());
  }

  private static PhysicalPlan merge(
      HashJoin join, PhysicalPlan probe, PhysicalPlan build, List<SortKey> keys) {
    return new MergeJoin(
        probe, build, join.kind(), keys, keys, join.isNullSafe(), join.residual(), join.output());
  }

  private static Expression residual() {
    return new Comparison(
        Comparison.Operator.LESS,
        new Input(2, AtomicType.LONG, true),
        new Input(5, AtomicType.LONG, true));
  }

  private static Expression expression(Condition condition) {
    Comparison equal =
        new Comparison(
            condition.isNullSafe()
                ? Comparison.Operator.NULL_SAFE_EQUAL
                : Comparison.Operator.EQUAL,
            new Input(0, AtomicType.INTEGER, true),
            new Input(3, AtomicType.INTEGER, true));
    return new And(equal, residual());
  }

  private static List<Attribute> output(JoinKind kind) {
    List<Attribute> output = new ArrayList<>();
    if (kind.hasProbeColumns()) output.addAll(LEFT.output());
    if (kind.hasBuildColumns()) output.addAll(RIGHT.output());
    if (kind == JoinKind.MARK) output.add(new Attribute(1000, "mark", AtomicType.BOOLEAN, true));
    return output;
  }

  // ---- the model

  private static List<List<Object>> model(
      JoinKind kind, Condition condition, List<List<Object>> left, List<List<Object>> right) {
    List<List<Object>> result = new ArrayList<>();
    boolean[] isFound = new boolean[right.size()];
    for (List<Object> row : left) {
      boolean isMatched = false;
      boolean isUnknown = false;
      for (int i = 0; i < right.size(); i++) {
        Boolean truth = condition.of(row, right.get(i));
        isUnknown |= truth == null;
        if (truth == null || !truth) continue;
        isMatched = true;
        isFound[i] = true;
        if (kind.hasProbeColumns() && kind.hasBuildColumns()) result.add(joined(row, right.get(i)));
      }
      switch (kind) {
        case PROBE_OUTER, FULL_OUTER, SINGLE -> {
          if (!isMatched) result.add(joined(row, nulls()));
        }
        case PROBE_SEMI -> {
          if (isMatched) result.add(row);
        }
        case PROBE_ANTI -> {
          if (!isMatched) result.add(row);
        }
        case NULL_AWARE_ANTI -> {
          if (!isMatched && !isUnknown) result.add(row);
        }
        case MARK -> {
          List<Object> marked = new ArrayList<>(row);
          marked.add(isMatched ? (Object) true : isUnknown ? null : false);
          result.add(marked);
        }
        case INNER, BUILD_OUTER, BUILD_SEMI, BUILD_ANTI -> {}
      }
    }
    for (int i = 0; i < isFound.length; i++) {
      boolean isOuter = kind == JoinKind.BUILD_OUTER || kind == JoinKind.FULL_OUTER;
      if (isOuter && !isFound[i]) result.add(joined(nulls(), right.get(i)));
      if (kind == JoinKind.BUILD_SEMI && isFound[i]) result.add(right.get(i));
      if (kind == JoinKind.BUILD_ANTI && !isFound[i]) result.add(right.get(i));
    }
    return result;
  }

  private static List<Object> nulls() {
    List<Object> nulls = new ArrayList<>();
    for (int i = 0; i < TYPES.size(); i++) nulls.add(null);
    return nulls;
  }

  private static List<Object> joined(List<Object> left, List<Object> right) {
    List<Object> row = new ArrayList<>(left);
    row.addAll(right);
    return row;
  }

  private static List<List<Object>> sorted(List<List<Object>> rows) {
    List<List<Object>> sorted = new ArrayList<>(rows);
    sorted.sort(Comparator.comparing(Object::toString));
    return sorted;
  }

  // ---- apart

  @Test
  void aValueThatIsTwoIsAnError() {
    Condition condition = new Condition(List.of(0), false, false);
    SplittableRandom random = new SplittableRandom(1);
    List<List<Object>> one = List.of(List.of(1, "a", 1L));
    List<List<Object>> two = List.of(List.of(1, "b", 2L), List.of(1, "c", 3L));
    List<List<Batch>> given =
        List.of(
            OperatorHarness.batches(one, TYPES, 10, random),
            OperatorHarness.batches(two, TYPES, 10, random));
    EngineException error =
        assertThrows(
            EngineException.class,
            () ->
                new OperatorHarness(folder)
                    .run(hash(JoinKind.SINGLE, condition), given, Trouble.NONE));
    assertEquals(SqlError.SUBQUERY_TOO_MANY_ROWS, error.code());
  }
}
