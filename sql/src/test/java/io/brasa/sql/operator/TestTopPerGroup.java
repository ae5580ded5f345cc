package io.brasa.sql.operator;

import static io.brasa.sql.operator.OperatorHarness.column;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brasa.columnar.type.AtomicType;
import io.brasa.columnar.type.DataType;
import io.brasa.columnar.vector.Batch;
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
import io.brasa.sql.physical.FilterRows;
import io.brasa.sql.physical.FragmentInput;
import io.brasa.sql.physical.PhysicalPlan;
import io.brasa.sql.physical.SortRows;
import io.brasa.sql.physical.TopRowsPerGroup;
import io.brasa.sql.physical.TopRowsPerGroup.Ranking;
import io.brasa.sql.physical.WindowRows;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What stands below a window of ranks leaves out only rows that a filter above would. */
final class TestTopPerGroup {
  private static final List<DataType> TYPES =
      List.of(AtomicType.STRING, AtomicType.DOUBLE, AtomicType.STRING, AtomicType.INTEGER);
  private static final FragmentInput INPUT =
      OperatorHarness.input(0, TYPES.toArray(DataType[]::new));

  @TempDir Path folder;

  /** One way of asking. */
  private record Asked(List<Expression> keys, List<SortKey> order, Ranking ranking, int count) {
    static Asked random(SplittableRandom random) {
      List<Expression> keys = new ArrayList<>();
      if (random.nextInt(8) > 0) keys.add(column(INPUT, 0));
      if (random.nextInt(4) == 0) keys.add(column(INPUT, 3));
      List<SortKey> order = new ArrayList<>();
      for (int place : new int[] {1, 2, 3})
        if (random.nextInt(2) == 0)
          order.add(new SortKey(column(INPUT, place), random.nextBoolean(), random.nextBoolean()));
      Ranking ranking = Ranking.values()[random.nextInt(Ranking.values().length)];
      return new Asked(keys, order, ranking, 1 + random.nextInt(random.nextBoolean() ? 3 : 40));
    }

    PhysicalPlan few() {
      return new TopRowsPerGroup(keys, order, ranking, count, INPUT);
    }

    PhysicalPlan ranked(PhysicalPlan rows) {
      Call rank =
          new Call(ranking.name().toLowerCase(Locale.ROOT), List.of(), AtomicType.INTEGER, false);
      List<SortKey> sort = new ArrayList<>();
      for (Expression key : keys) sort.add(SortKey.ascending(key));
      sort.addAll(order);
      List<Attribute> output = new ArrayList<>(INPUT.output());
      output.add(new Attribute(900, "rank", AtomicType.INTEGER, false));
      WindowCall call = new WindowCall(rank, keys, order, WindowCall.Frame.UP_TO_PEERS, false);
      return new FilterRows(
          new Comparison(
              Comparison.Operator.LESS_OR_EQUAL,
              new Input(4, AtomicType.INTEGER, false),
              Literal.of(count)),
          new WindowRows(List.of(call), output, sort.isEmpty() ? rows : new SortRows(sort, rows)));
    }
  }

  private static List<List<Object>> rows(SplittableRandom random) {
    int count = random.nextInt(5) == 0 ? random.nextInt(5) : random.nextInt(3_000);
    int groups = 1 + random.nextInt(random.nextBoolean() ? 5 : 1000);
    int values = 1 + random.nextInt(random.nextBoolean() ? 6 : 10_000);
    int nullEvery = random.nextBoolean() ? 4 : 10_000;
    List<List<Object>> rows = new ArrayList<>();
    for (int i = 0; i < count; i++)
      rows.add(
          Arrays.asList(
              random.nextInt(nullEvery) == 0 ? null : "group " + random.nextInt(groups),
              random.nextInt(nullEvery) == 0 ? null : (Object) (random.nextInt(values) / 4.0 - 1),
              random.nextInt(nullEvery) == 0 ? null : "common prefix " + random.nextInt(values),
              random.nextInt(nullEvery) == 0 ? null : (Object) random.nextInt(3)));
    return rows;
  }

  @Test
  void filteredRanksAreTheSameWithFewerRows() {
    long seed = new SplittableRandom().nextLong();
    System.out.println("seed of ranks: " + seed);
    SplittableRandom random = new SplittableRandom(seed);
    OperatorHarness harness = new OperatorHarness(folder);
    long before = 0;
    long after = 0;
    for (int round = 0; round < 80; round++) {
      Asked asked = Asked.random(random);
      List<List<Object>> rows = rows(random);
      List<List<Batch>> given =
          List.of(OperatorHarness.batches(rows, TYPES, 1 + random.nextInt(700), random));
      Outcome all = harness.run(asked.ranked(INPUT), given, Trouble.NONE);
      String what = "seed " + seed + ", round " + round + ": " + asked;
      for (Trouble trouble : List.of(Trouble.NONE, Trouble.refused(random.nextInt(3)))) {
        Outcome few = harness.run(asked.ranked(asked.few()), given, trouble);
        assertEquals(all.rows(), few.rows(), what + ", " + trouble);
      }
      before += rows.size();
      after += harness.run(asked.few(), given, Trouble.NONE).rows().size();
    }
    assertTrue(after < before / 2, after + " of " + before + " rows are left");
  }

  /** Many more rows than are kept, best last: chunks are made anew several times. */
  @Test
  void rowsThatWereDrivenOutAreLetGoOf() {
    OperatorHarness harness = new OperatorHarness(folder);
    int count = 200_000;
    List<List<Object>> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) rows.add(Arrays.asList("g" + i % 7, (double) i, "x", i));
    List<List<Batch>> given =
        List.of(OperatorHarness.batches(rows, TYPES, 4096, new SplittableRandom(3)));
    for (Ranking ranking : Ranking.values()) {
      Asked asked =
          new Asked(
              List.of(column(INPUT, 0)),
              List.of(new SortKey(column(INPUT, 1), true, false)),
              ranking,
              3);
      assertEquals(21, harness.run(asked.few(), given, Trouble.NONE).rows().size());
      assertEquals(21, harness.run(asked.ranked(asked.few()), given, Trouble.NONE).rows().size());
    }
  }
}
