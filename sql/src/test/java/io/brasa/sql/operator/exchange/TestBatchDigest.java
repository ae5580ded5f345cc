package io.brasa.sql.operator.exchange;

import static io.brasa.sql.operator.OperatorHarness.column;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brasa.columnar.type.AtomicType;
import io.brasa.columnar.type.DataType;
import io.brasa.columnar.vector.Batch;
import io.brasa.sql.expression.AggregateCall;
import io.brasa.sql.expression.Attribute;
import io.brasa.sql.expression.Expression;
import io.brasa.sql.function.EvaluationSettings;
import io.brasa.sql.operator.OperatorHarness;
import io.brasa.sql.operator.OperatorHarness.Outcome;
import io.brasa.sql.operator.OperatorHarness.Trouble;
import io.brasa.sql.physical.AggregateRows;
import io.brasa.sql.physical.AggregateStep;
import io.brasa.sql.physical.FragmentInput;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A map output's checksum says whether the rows are the same, and nothing else. */
final class TestBatchDigest {
  private static final List<DataType> TYPES =
      List.of(AtomicType.LONG, AtomicType.STRING, AtomicType.INTEGER);
  private static final FragmentInput INPUT =
      OperatorHarness.input(0, TYPES.toArray(DataType[]::new));
  private static final EvaluationSettings EVALUATION =
      new EvaluationSettings(true, ZoneOffset.UTC, 0);

  private final long seed = new Random().nextLong();
  private final SplittableRandom random = new SplittableRandom(seed);

  private List<List<Object>> rows(int count, int keys) {
    List<List<Object>> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      List<Object> row = new ArrayList<>();
      row.add(random.nextInt(9) == 0 ? null : (Object) (long) random.nextInt(keys));
      row.add(random.nextInt(9) == 0 ? null : "text " + random.nextInt(keys));
      row.add(random.nextInt(9) == 0 ? null : (Object) random.nextInt(1_000));
      rows.add(row);
    }
    return rows;
  }

  private static long digest(BatchDigest digest, int target, List<Batch> batches) {
    long sum = 0;
    for (Batch batch : batches) sum += digest.of(target, batch);
    return sum;
  }

  private List<Batch> batches(List<List<Object>> rows, List<DataType> types) {
    return OperatorHarness.batches(rows, types, 1 + random.nextInt(200), random);
  }

  @Test
  void bordersOrderAndFormOfBatchesDoNotCount() {
    BatchDigest digest = BatchDigest.of(INPUT, EVALUATION);
    List<List<Object>> rows = rows(1_000, 50);
    long expected = digest(digest, 1, batches(rows, TYPES));
    for (int i = 0; i < 20; i++) {
      Collections.shuffle(rows, new Random(seed + i));
      assertEquals(expected, digest(digest, 1, batches(rows, TYPES)), "seed " + seed);
    }
  }

  @Test
  void rowsAndTargetsCount() {
    BatchDigest digest = BatchDigest.of(INPUT, EVALUATION);
    List<List<Object>> rows = rows(300, 50);
    long expected = digest(digest, 1, batches(rows, TYPES));
    assertNotEquals(expected, digest(digest, 2, batches(rows, TYPES)), "seed " + seed);
    for (int column = 0; column < TYPES.size(); column++) {
      List<List<Object>> changed = new ArrayList<>(rows);
      List<Object> row = new ArrayList<>(rows.get(column));
      Object other = column == 0 ? (Object) 77_777L : column == 1 ? "another" : (Object) 77_777;
      row.set(column, other);
      changed.set(column, row);
      assertNotEquals(expected, digest(digest, 1, batches(changed, TYPES)), "seed " + seed);
    }
    List<List<Object>> twice = new ArrayList<>(rows);
    twice.add(rows.getFirst());
    assertNotEquals(expected, digest(digest, 1, batches(twice, TYPES)), "seed " + seed);
  }

  private static AggregateRows partial() {
    Expression value = column(INPUT, 2);
    List<AggregateStep> steps = new ArrayList<>();
    List<Attribute> output = new ArrayList<>();
    output.add(new Attribute(0, "k", AtomicType.STRING, true));
    List<DataType> states =
        List.of(AtomicType.LONG, AtomicType.LONG, AtomicType.BYTE, AtomicType.INTEGER);
    for (String name : List.of("count", "sum", "max")) {
      DataType type = name.equals("max") ? AtomicType.INTEGER : AtomicType.LONG;
      AggregateCall call =
          new AggregateCall(name, List.of(value), false, Optional.empty(), List.of(), type, true);
      steps.add(new AggregateStep(call, false, List.of(value), Optional.empty()));
    }
    for (DataType state : states)
      output.add(new Attribute(output.size(), "s" + output.size(), state, true));
    return new AggregateRows(List.of(column(INPUT, 1)), steps, true, true, output, INPUT);
  }

  @Test
  void groupsGivenTwiceForLackOfMemoryDoNotCount(@TempDir Path folder) {
    AggregateRows partial = partial();
    BatchDigest digest = BatchDigest.of(partial, EVALUATION);
    List<List<Object>> rows = rows(20_000, 3_000);
    List<List<Batch>> given = List.of(OperatorHarness.batches(rows, TYPES, 900, random));
    OperatorHarness harness = new OperatorHarness(folder);
    Outcome usual = harness.run(partial, given, Trouble.NONE);
    Outcome refused = harness.run(partial, given, Trouble.refused(0));
    assertTrue(refused.rows().size() > usual.rows().size(), "no group was given twice");
    List<DataType> types = partial.types();
    long expected = digest(digest, 3, batches(usual.rows(), types));
    assertEquals(expected, digest(digest, 3, batches(refused.rows(), types)), "seed " + seed);
    List<List<Object>> fewer = rows.subList(1, rows.size());
    Outcome other =
        harness.run(
            partial, List.of(OperatorHarness.batches(fewer, TYPES, 900, random)), Trouble.NONE);
    boolean isCounted = rows.getFirst().get(2) != null;
    long found = digest(digest, 3, batches(other.rows(), types));
    if (isCounted) assertNotEquals(expected, found, "seed " + seed);
    else assertEquals(expected, found, "seed " + seed);
  }
}
