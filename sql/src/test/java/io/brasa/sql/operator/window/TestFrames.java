package io.brasa.sql.operator.window;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.brasa.columnar.type.AtomicType;
import io.brasa.columnar.type.DataType;
import io.brasa.columnar.type.DecimalType;
import io.brasa.columnar.vector.Values;
import io.brasa.columnar.vector.Vector;
import io.brasa.columnar.vector.VectorBuilder;
import io.brasa.runtime.error.EngineException;
import io.brasa.sql.expression.AggregateCall;
import io.brasa.sql.expression.Input;
import io.brasa.sql.function.Accumulator;
import io.brasa.sql.function.EvaluationSettings;
import io.brasa.sql.function.Function;
import io.brasa.sql.function.builtin.BuiltInFunctions;
import java.math.BigDecimal;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Aggregates of frames by a tree are what they are when each frame is added up by itself. */
final class TestFrames {
  private static final EvaluationSettings EVALUATION =
      new EvaluationSettings(true, ZoneOffset.UTC, 0);
  private static final List<String> NAMES =
      List.of("count", "sum", "avg", "min", "max", "first", "last", "collect_list", "stddev");

  private static final List<DataType> TYPES =
      List.of(
          AtomicType.INTEGER,
          AtomicType.LONG,
          AtomicType.DOUBLE,
          AtomicType.STRING,
          new DecimalType(12, 2));

  private static Function.Aggregate function(String name) {
    return (Function.Aggregate) BuiltInFunctions.registry().find(name).orElseThrow();
  }

  private static AggregateCall call(String name, DataType type) {
    var types = function(name).typing().resolve(List.of(new Input(0, type, true)), EVALUATION);
    return new AggregateCall(
        name, types.arguments(), false, Optional.empty(), List.of(), types.type(), true);
  }

  private static Supplier<Accumulator> accumulators(AggregateCall call) {
    return () -> function(call.function()).accumulators().of(call, EVALUATION);
  }

  private static Object value(SplittableRandom random, DataType type) {
    if (random.nextInt(5) == 0) return null;
    int number = random.nextInt(-1000, 1000);
    if (type == AtomicType.INTEGER) return number;
    if (type == AtomicType.LONG) return (long) number << random.nextInt(40);
    if (type == AtomicType.DOUBLE) return number / 8.0;
    if (type == AtomicType.STRING) return "s" + number;
    return BigDecimal.valueOf(number, 2);
  }

  private static Vector column(DataType type, List<Object> values) {
    VectorBuilder builder = VectorBuilder.of(type, values.size());
    for (Object value : values) Values.append(builder, value);
    return builder.build();
  }

  /** Edges that never fall, as those of the frames of a partition. */
  private static FrameRows frames(SplittableRandom random, Vector rows) {
    int count = rows.length();
    int frameCount = 1 + random.nextInt(2 * count);
    int widest = 1 + random.nextInt(count);
    int[] from = new int[frameCount];
    int[] to = new int[frameCount];
    for (int i = 0; i < frameCount; i++) {
      int middle = (int) ((long) i * count / frameCount);
      from[i] = Math.max(i == 0 ? 0 : from[i - 1], middle - random.nextInt(widest));
      to[i] = Math.min(count, Math.max(i == 0 ? 0 : to[i - 1], middle + random.nextInt(widest)));
      from[i] = Math.min(from[i], count);
    }
    return new FrameRows(new Vector[] {rows}, count, from, to);
  }

  @Test
  void aTreeGivesWhatEachFrameGivesByItself() {
    long seed = new SplittableRandom().nextLong();
    System.out.println("seed of frames: " + seed);
    SplittableRandom random = new SplittableRandom(seed);
    int compared = 0;
    for (int round = 0; round < 60; round++) {
      DataType type = TYPES.get(random.nextInt(TYPES.size()));
      String name = NAMES.get(random.nextInt(NAMES.size()));
      boolean isOfNumbers = List.of("sum", "avg", "stddev").contains(name);
      if (type == AtomicType.STRING && isOfNumbers) continue;
      if (type instanceof DecimalType && name.equals("stddev")) continue;
      int count = random.nextInt(4) == 0 ? 1 + random.nextInt(5) : 1 + random.nextInt(1500);
      List<Object> values = new ArrayList<>();
      for (int i = 0; i < count; i++) values.add(value(random, type));
      FrameRows rows = frames(random, column(type, values));
      AggregateCall call = call(name, type);
      if (!call.arguments().getFirst().type().equals(type)) continue;
      Vector tree = new FrameTree(accumulators(call), call.type(), _ -> {}).of(rows);
      Vector simple = new FrameAggregate(accumulators(call), call.type(), _ -> {}).addedUp(rows);
      for (int i = 0; i < rows.frameCount(); i++) {
        Object expected = Values.get(simple, i);
        Object actual = Values.get(tree, i);
        String what = "seed " + seed + ", " + name + " of " + type + ", frame " + i;
        if (name.equals("stddev") && expected instanceof Double e)
          assertEquals(e, (double) actual, 1e-9 * Math.max(1, Math.abs(e)), what);
        else assertEquals(expected, actual, what);
        compared++;
      }
    }
    assertEquals(true, compared > 5_000, compared + " frames compared");
  }

  @Test
  void onlyFramesThatOverflowThemselvesFail() {
    List<Object> values = new ArrayList<>();
    for (int i = 0; i < 600; i++) values.add(i % 2 == 0 ? Long.MAX_VALUE : -Long.MAX_VALUE);
    values.set(300, 5L);
    Vector rows = column(AtomicType.LONG, values);
    AggregateCall call = call("sum", AtomicType.LONG);
    FrameAggregate aggregate = new FrameAggregate(accumulators(call), call.type(), _ -> {});
    int[] from = new int[300];
    int[] to = new int[300];
    for (int i = 0; i < 300; i++) {
      from[i] = i & ~1;
      to[i] = from[i] + 40 > 300 ? 300 : from[i] + 40;
    }
    Vector sums = aggregate.of(new FrameRows(new Vector[] {rows}, 600, from, to));
    assertEquals(0L, Values.get(sums, 7));
    to[0] = 41;
    int[] one = {to[0]};
    Vector first = aggregate.of(new FrameRows(new Vector[] {rows}, 600, new int[] {0}, one));
    assertEquals(Long.MAX_VALUE, Values.get(first, 0));
    List<Object> large = new ArrayList<>();
    for (int i = 0; i < 200; i++) large.add(Long.MAX_VALUE / 4);
    FrameRows overflowing =
        new FrameRows(
            new Vector[] {column(AtomicType.LONG, large)},
            200,
            new int[] {0, 1, 2},
            new int[] {50, 60, 70});
    assertThrows(EngineException.class, () -> aggregate.of(overflowing));
  }

  @Test
  void partsThatNoFrameHasMayOverflow() {
    List<Object> values = new ArrayList<>();
    for (int i = 0; i < 64; i++) values.add(1L);
    // Sixteen neighbours from 16 overflow until the seventeenth comes in, which is in the frame.
    values.set(15, -Long.MAX_VALUE);
    values.set(16, Long.MAX_VALUE);
    Vector rows = column(AtomicType.LONG, values);
    AggregateCall call = call("sum", AtomicType.LONG);
    FrameRows frames =
        new FrameRows(new Vector[] {rows}, 64, new int[] {10, 11}, new int[] {50, 51});
    FrameAggregate aggregate = new FrameAggregate(accumulators(call), call.type(), _ -> {});
    assertEquals(38L, Values.get(aggregate.of(frames), 0));
  }

  @Test
  void nonNullRowsAreFoundOnBothSides() {
    List<Object> values = new ArrayList<>();
    for (int i = 0; i < 10; i++) values.add(i % 3 == 0 ? null : (Object) i);
    NonNullRows rows = new NonNullRows(column(AtomicType.INTEGER, values));
    assertEquals(1, rows.from(0, 1));
    assertEquals(4, rows.from(2, 2));
    assertEquals(-1, rows.from(8, 2));
    assertEquals(4, rows.behind(2, 1));
    assertEquals(4, rows.behind(3, 1));
    assertEquals(2, rows.behind(3, -1));
    assertEquals(1, rows.behind(3, -2));
    assertEquals(-1, rows.behind(3, -3));
    assertEquals(-1, rows.behind(8, 1));
  }
}
