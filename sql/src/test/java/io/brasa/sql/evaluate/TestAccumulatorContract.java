package io.brasa.sql.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brasa.columnar.type.DataType;
import io.brasa.columnar.vector.Batch;
import io.brasa.columnar.vector.DictionaryVector;
import io.brasa.columnar.vector.Selection;
import io.brasa.columnar.vector.Values;
import io.brasa.columnar.vector.Vector;
import io.brasa.columnar.vector.Vectors;
import io.brasa.runtime.codec.Codecs;
import io.brasa.runtime.codec.Decoder;
import io.brasa.runtime.codec.Encoder;
import io.brasa.runtime.error.EngineException;
import io.brasa.sql.expression.AggregateCall;
import io.brasa.sql.expression.Expression;
import io.brasa.sql.expression.Input;
import io.brasa.sql.expression.Literal;
import io.brasa.sql.function.Accumulator;
import io.brasa.sql.function.Function;
import io.brasa.sql.function.builtin.BuiltInFunctions;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What every aggregate owes: the same result however its rows are cut, formed and spilled. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class TestAccumulatorContract {
  private static final int ROWS = 48;
  private static final int GROUPS = 5;
  private static final List<String> ONE =
      List.of("i", "l", "y", "h", "d", "f", "n", "N", "s", "b", "D", "T", "a", "Y", "V", "r", "I");
  private static final List<String> TWO = List.of("ii", "dd", "si", "ns", "Nd");

  private static final Expression QUARTER =
      new Literal(0.25, io.brasa.columnar.type.AtomicType.DOUBLE);

  /** Those whose arguments are not just any columns. */
  private static final Map<String, List<Expression>> CONSTANTS =
      Map.of(
          "percentile", List.of(QUARTER),
          "percentile_cont", List.of(QUARTER),
          "percentile_disc", List.of(QUARTER),
          "histogram_numeric", List.of(Literal.of(50)),
          "approx_top_k", List.of(Literal.of(20)),
          "count_min_sketch", List.of(QUARTER, QUARTER, Literal.of(1)),
          "percentile_approx", List.of(QUARTER),
          "approx_percentile", List.of(QUARTER));

  /** Those that take values of a kind of their own. */
  private static final Map<String, String> ONLY =
      Map.ofEntries(
          Map.entry("bitmap_construct_agg", "p"),
          Map.entry("bitmap_or_agg", "x"),
          Map.entry("bitmap_and_agg", "x"),
          Map.entry("hll_union_agg", "k"),
          Map.entry("kll_merge_agg_bigint", "K"),
          Map.entry("kll_merge_agg_double", "O"),
          Map.entry("kll_merge_agg_float", "P"),
          Map.entry("theta_union_agg", "H"),
          Map.entry("theta_intersection_agg", "H"),
          Map.entry("approx_top_k_combine", "F"),
          Map.entry("tuple_union_agg_integer", "E"),
          Map.entry("tuple_union_agg_double", "G"),
          Map.entry("tuple_intersection_agg_integer", "E"),
          Map.entry("tuple_intersection_agg_double", "G"),
          Map.entry("schema_of_variant_agg", "q"),
          Map.entry("vector_sum", "v"),
          Map.entry("vector_avg", "v"));

  /** A call on columns. */
  private record Case(Function.Aggregate function, AggregateCall call, List<Vector> columns) {
    Accumulator accumulator() {
      return function.accumulators().of(call, Calls.LENIENT);
    }

    Vector[] arguments(List<Vector> inputs, int length) {
      List<Vector> vectors = new ArrayList<>();
      Batch batch = Batch.of(length, inputs);
      for (Evaluator evaluator : Evaluators.of(call.arguments(), Calls.LENIENT))
        vectors.add(evaluator.evaluate(batch, null));
      return vectors.toArray(new Vector[0]);
    }

    Vector[] arguments() {
      return arguments(columns, ROWS);
    }

    @Override
    public String toString() {
      return call + " of " + columns.stream().map(c -> c.type().simpleString()).toList();
    }
  }

  private final List<Case> cases = new ArrayList<>();

  @BeforeAll
  void findCalls() {
    for (String name : BuiltInFunctions.registry().names()) {
      if (!(BuiltInFunctions.registry().find(name).orElseThrow()
          instanceof Function.Aggregate function)) continue;
      int before = cases.size();
      if (ONLY.containsKey(name)) {
        addIfTyped(function, ONLY.get(name));
        continue;
      }
      for (String letters : ONE) addIfTyped(function, letters);
      for (String letters : TWO) addIfTyped(function, letters);
      if (name.equals("count")) addIfTyped(function, "");
      assertTrue(cases.size() > before, "no call of " + name);
    }
  }

  private void addIfTyped(Function.Aggregate function, String letters) {
    List<Expression> arguments = new ArrayList<>();
    List<Vector> columns = new ArrayList<>();
    for (int c = 0; c < letters.length(); c++) {
      DataType type = SampleValues.type(letters.charAt(c));
      arguments.add(new Input(c, type, true));
      columns.add(Calls.column(type, values(letters.charAt(c), c)));
    }
    arguments.addAll(CONSTANTS.getOrDefault(function.name(), List.of()));
    try {
      Function.AggregateTypes types = function.typing().resolve(arguments, Calls.LENIENT);
      AggregateCall call =
          new AggregateCall(
              function.name(),
              types.arguments(),
              false,
              Optional.empty(),
              List.of(),
              types.type(),
              types.nullable());
      Case known = new Case(function, call, columns);
      known.accumulator();
      known.arguments();
      cases.add(known);
    } catch (EngineException _) {
      // not every aggregate takes every type
      return;
    }
  }

  /** Numbers are kept small: their sums are to be the same in any order. */
  private static Object[] values(char letter, int column) {
    List<Object> pool =
        switch (letter) {
          case 'd' -> SampleValues.list(1.5, 0.0, -2.25, null, 8.0, 0.25);
          case 'f' -> SampleValues.list(1.5f, 0f, -2.25f, null, 8f);
          case 'l' -> SampleValues.list(2L, 0L, -3L, null, 1L << 40);
          case 'i' -> SampleValues.list(2, 0, -3, null, 1 << 20);
          case 's' -> SampleValues.list("7", "-1.5", null, "0", "12");
          default -> SampleValues.values(letter);
        };
    Object[] values = new Object[ROWS];
    for (int i = 0; i < ROWS; i++) values[i] = pool.get((i * (3 + column) + i / 7) % pool.size());
    return values;
  }

  private static int[] groups() {
    int[] groups = new int[ROWS];
    // the last group gets nothing
    for (int i = 0; i < ROWS; i++) groups[i] = i * i % (GROUPS - 1);
    return groups;
  }

  private static List<Object> results(Accumulator accumulator, int count) {
    Vector vector = accumulator.results(0, count);
    assertEquals(count, vector.length());
    List<Object> results = new ArrayList<>();
    for (int i = 0; i < count; i++) results.add(Values.get(vector, i));
    return results;
  }

  /** Sums of doubles differ with their order in the last digits. */
  private static Object rounded(Object value) {
    if (value instanceof byte[] bytes) return java.nio.ByteBuffer.wrap(bytes);
    if (!(value instanceof Double d) || !Double.isFinite(d)) return value;
    return Math.abs(d) < 1e-9 ? 0.0 : new BigDecimal(d).round(new MathContext(9)).doubleValue();
  }

  /** Sketches of the same values may lie in other bytes. */
  private static Object estimated(String name, Object value) {
    if (name.startsWith("tuple_") && value instanceof byte[] bytes) return sorted(bytes);
    if (name.startsWith("approx_top_k_") && value instanceof List<?> state)
      return sorted((byte[]) state.getFirst());
    if (name.equals("approx_top_k") && value instanceof List<?> all) return new HashSet<>(all);
    return name.startsWith("hll_") && value instanceof byte[] bytes
        ? io.brasa.sketch.CardinalitySketch.parse(bytes).estimate()
        : value;
  }

  private static byte[] sorted(byte[] bytes) {
    byte[] sorted = bytes.clone();
    Arrays.sort(sorted);
    return sorted;
  }

  private static void assertSame(
      Case known, String form, List<Object> expected, List<Object> actual) {
    String name = known.call().function();
    for (int i = 0; i < expected.size(); i++) {
      Object one = rounded(estimated(name, expected.get(i)));
      Object other = rounded(estimated(name, actual.get(i)));
      if (name.equals("collect_set")) {
        one = new HashSet<>((List<?>) one);
        other = new HashSet<>((List<?>) other);
      }
      assertEquals(one, other, known + " " + form + ", group " + i);
    }
  }

  private static List<Object> grouped(Case known) {
    Accumulator accumulator = known.accumulator();
    accumulator.reserve(GROUPS);
    accumulator.add(groups(), known.arguments(), ROWS, null);
    return results(accumulator, GROUPS);
  }

  @Test
  void resultsHaveTheTypeOfTheCall() {
    for (Case known : cases) {
      Accumulator accumulator = known.accumulator();
      accumulator.reserve(1);
      accumulator.add(null, known.arguments(), ROWS, null);
      assertEquals(known.call().type(), accumulator.results(0, 1).type(), known.toString());
      List<Vector> states = accumulator.states(0, 1);
      for (int i = 0; i < states.size(); i++)
        assertEquals(accumulator.stateTypes().get(i), states.get(i).type(), known.toString());
    }
  }

  @Test
  void groupsTogetherGiveWhatTheyGiveAlone() {
    for (Case known : cases) {
      List<Object> alone = new ArrayList<>();
      for (int group = 0; group < GROUPS; group++) {
        Accumulator accumulator = known.accumulator();
        accumulator.reserve(1);
        int[] rows = new int[ROWS];
        int count = 0;
        for (int i = 0; i < ROWS; i++) if (groups()[i] == group) rows[count++] = i;
        accumulator.add(null, known.arguments(), ROWS, new Selection(rows, count));
        alone.addAll(results(accumulator, 1));
      }
      assertSame(known, "alone", grouped(known), alone);
    }
  }

  @Test
  void selectedRowsAreAddedAlone() {
    for (Case known : cases) {
      int[] rows = new int[ROWS / 2];
      int[] groups = new int[rows.length];
      for (int i = 0; i < rows.length; i++) {
        rows[i] = 2 * i;
        groups[i] = groups()[2 * i];
      }
      Accumulator selected = known.accumulator();
      selected.reserve(GROUPS);
      selected.add(groups, known.arguments(), ROWS, new Selection(rows, rows.length));
      Accumulator picked = known.accumulator();
      picked.reserve(GROUPS);
      Vector[] arguments = known.arguments();
      for (int i = 0; i < arguments.length; i++)
        arguments[i] = Vectors.take(arguments[i], rows, rows.length);
      picked.add(groups, arguments, rows.length, null);
      assertSame(known, "selected", results(picked, GROUPS), results(selected, GROUPS));
    }
  }

  @Test
  void dictionariesGiveWhatFlatColumnsGive() {
    for (Case known : cases) {
      int[] ids = new int[ROWS];
      int[] reversed = new int[ROWS];
      for (int i = 0; i < ROWS; i++) {
        ids[i] = ROWS - 1 - i;
        reversed[i] = ROWS - 1 - i;
      }
      List<Vector> columns = new ArrayList<>();
      for (Vector column : known.columns())
        columns.add(
            DictionaryVector.of(
                Vectors.flat(Vectors.take(column, reversed, ROWS)), ids, ROWS, null));
      Accumulator accumulator = known.accumulator();
      accumulator.reserve(GROUPS);
      accumulator.add(groups(), known.arguments(columns, ROWS), ROWS, null);
      assertSame(known, "dictionary", grouped(known), results(accumulator, GROUPS));
    }
  }

  @Test
  void constantsGiveWhatColumnsGive() {
    for (Case known : cases) {
      int[] same = new int[ROWS];
      Arrays.fill(same, 2);
      List<Vector> flat = new ArrayList<>();
      List<Vector> constant = new ArrayList<>();
      for (Vector column : known.columns()) {
        flat.add(Vectors.flat(Vectors.take(column, same, ROWS)));
        constant.add(Vectors.constant(column.type(), Values.get(column, 2), ROWS));
      }
      List<List<Object>> both = new ArrayList<>();
      for (List<Vector> columns : List.of(flat, constant)) {
        Accumulator accumulator = known.accumulator();
        accumulator.reserve(GROUPS);
        accumulator.add(groups(), known.arguments(columns, ROWS), ROWS, null);
        both.add(results(accumulator, GROUPS));
      }
      assertSame(known, "constant", both.get(0), both.get(1));
    }
  }

  @Test
  void partsThatWereSpilledMergeToTheWhole() {
    Codecs codecs = new Codecs(getClass().getClassLoader());
    for (Case known : cases) {
      Accumulator whole = known.accumulator();
      whole.reserve(GROUPS);
      for (int part = 0; part < 3; part++) {
        Accumulator accumulator = known.accumulator();
        accumulator.reserve(GROUPS);
        int[] rows = new int[ROWS / 3];
        int[] groups = new int[rows.length];
        for (int i = 0; i < rows.length; i++) {
          rows[i] = part * rows.length + i;
          groups[i] = groups()[rows[i]];
        }
        accumulator.add(groups, known.arguments(), ROWS, new Selection(rows, rows.length));
        Encoder out = new Encoder(codecs);
        out.writeValue(Batch.of(GROUPS, accumulator.states(0, GROUPS)));
        Batch back = (Batch) new Decoder(codecs, out.toByteArray()).readValue();
        int[] all = {0, 1, 2, 3, 4};
        whole.merge(all, back.columns().toArray(new Vector[0]), GROUPS);
      }
      assertSame(known, "merged", grouped(known), results(whole, GROUPS));
    }
  }

  @Test
  void whatIsClearedIsAsNew() {
    for (Case known : cases) {
      Accumulator accumulator = known.accumulator();
      accumulator.reserve(GROUPS);
      accumulator.add(groups(), known.arguments(), ROWS, null);
      assertTrue(accumulator.sizeBytes() > 0, known.toString());
      accumulator.clear();
      accumulator.reserve(GROUPS);
      accumulator.add(groups(), known.arguments(), ROWS, null);
      assertSame(known, "cleared", grouped(known), results(accumulator, GROUPS));
    }
  }
}
