package io.brasa.sql.operator.exchange;

import io.brasa.columnar.type.Storage;
import io.brasa.columnar.vector.Batch;
import io.brasa.columnar.vector.BytesVector;
import io.brasa.columnar.vector.IntVector;
import io.brasa.columnar.vector.LongVector;
import io.brasa.columnar.vector.Selection;
import io.brasa.columnar.vector.Vector;
import io.brasa.columnar.vector.VectorHash;
import io.brasa.core.shuffle.RecordDigest;
import io.brasa.sql.expression.AggregateCall;
import io.brasa.sql.function.Accumulator;
import io.brasa.sql.function.EvaluationSettings;
import io.brasa.sql.function.Function;
import io.brasa.sql.function.SummedStates;
import io.brasa.sql.function.builtin.BuiltInFunctions;
import io.brasa.sql.kernel.Column;
import io.brasa.sql.physical.AggregateRows;
import io.brasa.sql.physical.AggregateStep;
import io.brasa.sql.physical.Measured;
import io.brasa.sql.physical.PhysicalPlan;
import io.brasa.sql.physical.RollUpRows;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What the batches of an exchange add to the checksum of a map output, which is to be the same
 * whenever a task gives the same rows again, in whatever order and batches.
 *
 * <p>Usually each row adds a hash of all its columns. A partial aggregation gives a group once or
 * several times, as memory has it, and its states differ with it; but sums and counts add up to the
 * same. So each row adds these, multiplied by a hash of the group's keys, and nothing else of its
 * states: of a group that lies in one target as a whole either attempt's other states will do. What
 * this does not see is a run that gives the same groups equally many rows with other values; then
 * too every group is of one run.
 *
 * @param hashed the columns whose hash names a row
 * @param summed columns of numbers; if there are none rows add their hash alone
 */
record BatchDigest(List<Integer> hashed, List<Integer> summed) implements RecordDigest {
  private static final long FACTOR = 0xD134_2543_DE82_EF95L;

  BatchDigest {
    hashed = List.copyOf(hashed);
    summed = List.copyOf(summed);
  }

  /** For what a plan gives. */
  static BatchDigest of(PhysicalPlan plan, EvaluationSettings evaluation) {
    PhysicalPlan root = plan instanceof Measured measured ? measured.child() : plan;
    return switch (root) {
      case AggregateRows partial when partial.isPartial() ->
          ofGroups(plan, partial.keys().size(), partial.steps(), evaluation);
      case RollUpRows partial ->
          ofGroups(plan, partial.groupColumnCount(), partial.steps(), evaluation);
      default -> new BatchDigest(places(plan.output().size()), List.of());
    };
  }

  private static BatchDigest ofGroups(
      PhysicalPlan plan, int keyCount, List<AggregateStep> steps, EvaluationSettings evaluation) {
    List<Integer> summed = summed(keyCount, steps, evaluation);
    return summed.isEmpty()
        ? new BatchDigest(places(plan.output().size()), List.of())
        : new BatchDigest(places(keyCount), summed);
  }

  private static List<Integer> places(int count) {
    return IntStream.range(0, count).boxed().toList();
  }

  private static List<Integer> summed(
      int keyCount, List<AggregateStep> steps, EvaluationSettings evaluation) {
    List<Integer> summed = new ArrayList<>();
    int at = keyCount;
    for (AggregateStep step : steps) {
      Accumulator accumulator = accumulator(step.call(), evaluation);
      if (accumulator instanceof SummedStates sums)
        for (int place : sums.summedStates()) summed.add(at + place);
      at += accumulator.stateTypes().size();
    }
    return summed;
  }

  private static Accumulator accumulator(AggregateCall call, EvaluationSettings evaluation) {
    Optional<Accumulator> user = Function.Accumulators.ofUser(call, evaluation);
    if (user.isPresent()) return user.get();
    Function function = BuiltInFunctions.registry().find(call.function()).orElseThrow();
    return ((Function.Aggregate) function).accumulators().of(call, evaluation);
  }

  @Override
  public long of(int target, Object value) {
    Batch batch = (Batch) value;
    int count = batch.rowCount();
    int[] rows = batch.selection().map(Selection::rows).orElse(null);
    long[] hashes = new long[count];
    for (int column : hashed) add(batch.column(column), rows, hashes);
    long salt = VectorHash.of(target);
    for (int i = 0; i < count; i++) hashes[i] = VectorHash.combine(hashes[i], salt);
    return summed.isEmpty() ? sum(hashes) : weighted(batch, rows, hashes);
  }

  /**
   * Makes another column part of the hashes of rows, by one multiplication where values are words:
   * this is done for every row that an exchange moves. They are mixed well at the end, once. What a
   * value adds does not depend on the form of its vector.
   */
  private static void add(Vector column, int[] rows, long[] hashes) {
    Storage storage = column.type().storage();
    boolean isPlain = rows == null && !column.mayHaveNulls();
    if (isPlain && column instanceof LongVector v) {
      long[] values = v.values();
      for (int i = 0; i < hashes.length; i++) hashes[i] = step(hashes[i], values[i]);
    } else if (isPlain && column instanceof IntVector v) {
      int[] values = v.values();
      for (int i = 0; i < hashes.length; i++) hashes[i] = step(hashes[i], values[i]);
    } else if (isPlain && column instanceof BytesVector v) {
      int[] offsets = v.offsets();
      for (int i = 0; i < hashes.length; i++) {
        long hash = VectorHash.of(v.bytes(), offsets[i], offsets[i + 1] - offsets[i]);
        hashes[i] = step(hashes[i], hash);
      }
    } else if (storage == Storage.LONG || storage == Storage.INT) {
      addWords(Column.of(column), storage == Storage.LONG, rows, hashes);
    } else {
      long[] others = new long[hashes.length];
      VectorHash.hash(column, rows, hashes.length, others, false);
      for (int i = 0; i < hashes.length; i++) hashes[i] = step(hashes[i], others[i]);
    }
  }

  private static void addWords(Column column, boolean isLong, int[] rows, long[] hashes) {
    for (int i = 0; i < hashes.length; i++) {
      int row = rows == null ? i : rows[i];
      long word =
          column.isNull(row)
              ? VectorHash.ofNull()
              : isLong ? column.longAt(row) : column.intAt(row);
      hashes[i] = step(hashes[i], word);
    }
  }

  private static long step(long hash, long word) {
    return (Long.rotateLeft(hash, 29) ^ word) * FACTOR;
  }

  private static long sum(long[] hashes) {
    long sum = 0;
    for (long hash : hashes) sum += hash;
    return sum;
  }

  private long weighted(Batch batch, int[] rows, long[] hashes) {
    long sum = 0;
    for (int place : summed) {
      Column column = Column.of(batch.column(place));
      boolean isWide = batch.column(place).type().storage() == Storage.WIDE;
      long other = VectorHash.of(~place);
      for (int i = 0; i < hashes.length; i++) {
        int row = rows == null ? i : rows[i];
        if (column.isNull(row)) continue;
        // Modulo 2^64, so that the lower half of a wide number is as good as the whole.
        long number = isWide ? column.lowAt(row) : column.longAt(row);
        sum += number * (VectorHash.combine(hashes[i], other) | 1);
      }
    }
    return sum;
  }
}
