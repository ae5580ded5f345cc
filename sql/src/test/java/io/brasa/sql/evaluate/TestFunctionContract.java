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
import io.brasa.runtime.error.EngineException;
import io.brasa.sql.function.Function;
import io.brasa.sql.function.builtin.BuiltInFunctions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * What every function owes, whatever it computes: the value of a row is that of the row alone, in
 * whatever form the arguments come, and rows that are not asked for cause no error.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class TestFunctionContract {
  private static final int MAX_ROWS = 60;
  private final List<Case> cases = new ArrayList<>();

  /** A call's rows, and the value of each; rows that fail have their error instead. */
  private record Case(FunctionSamples.Sample sample, List<Object[]> rows, List<Object> values) {
    DataType type(int column) {
      return SampleValues.type(sample.letters().charAt(column));
    }

    int width() {
      return sample.letters().length();
    }

    Batch batch(List<Integer> picked) {
      List<Vector> columns = new ArrayList<>();
      for (int c = 0; c < width(); c++) columns.add(column(c, picked));
      return Batch.of(picked.size(), columns);
    }

    Vector column(int c, List<Integer> picked) {
      return Calls.column(type(c), picked.stream().map(r -> rows.get(r)[c]).toArray());
    }

    List<Integer> good() {
      List<Integer> good = new ArrayList<>();
      for (int i = 0; i < rows.size(); i++)
        if (!(values.get(i) instanceof EngineException)) good.add(i);
      return good;
    }

    void check(String form, Batch batch, List<Integer> picked, Selection rowsAsked) {
      Vector result = Evaluators.of(sample.call(), Calls.ANSI).evaluate(batch, rowsAsked);
      String what = sample.call() + " " + form;
      assertEquals(batch.length(), result.length(), what);
      assertEquals(sample.call().type(), result.type(), what);
      int count = rowsAsked == null ? batch.length() : rowsAsked.count();
      for (int i = 0; i < count; i++) {
        int row = rowsAsked == null ? i : rowsAsked.rows()[i];
        Object expected = values.get(picked.get(row));
        Object actual = Values.get(result, row);
        assertTrue(
            same(expected, actual),
            () ->
                what
                    + " of "
                    + Arrays.deepToString(rows.get(picked.get(row)))
                    + ": "
                    + text(expected)
                    + " alone, here "
                    + text(actual));
      }
    }
  }

  private static String text(Object value) {
    return value instanceof byte[] bytes ? Arrays.toString(bytes) : String.valueOf(value);
  }

  private static boolean same(Object left, Object right) {
    return left instanceof byte[] a && right instanceof byte[] b
        ? Arrays.equals(a, b)
        : java.util.Objects.equals(left, right);
  }

  private static Case of(FunctionSamples.Sample sample) {
    List<Object[]> rows = new ArrayList<>();
    String letters = sample.letters();
    for (int i = 0; i < MAX_ROWS; i++) {
      Object[] row = new Object[letters.length()];
      for (int c = 0; c < row.length; c++) {
        List<Object> pool = SampleValues.values(letters.charAt(c));
        // strides that differ by column meet all pairs soon
        row[c] = pool.get((i + i / pool.size() * (c + 1) + 2 * c) % pool.size());
      }
      rows.add(row);
    }
    Case unknown = new Case(sample, rows, List.of());
    List<Object> values = new ArrayList<>();
    Evaluator evaluator = Evaluators.of(sample.call(), Calls.ANSI);
    for (int i = 0; i < rows.size(); i++) values.add(alone(unknown, evaluator, i));
    return new Case(sample, rows, values);
  }

  private static Object alone(Case unknown, Evaluator evaluator, int row) {
    try {
      return Values.get(evaluator.evaluate(unknown.batch(List.of(row)), null), 0);
    } catch (EngineException e) {
      return e;
    } catch (RuntimeException e) {
      throw new AssertionError(
          unknown.sample().call() + " of " + Arrays.deepToString(unknown.rows().get(row)), e);
    }
  }

  /** Whether equal arguments give equal values; functions of chance have tests of their own. */
  private static boolean isSteady(String name) {
    return BuiltInFunctions.registry().find(name).orElseThrow() instanceof Function.Scalar scalar
        && scalar.isDeterministic();
  }

  @BeforeAll
  void computeEveryRowAlone() {
    for (String name : BuiltInFunctions.registry().names()) {
      if (!isSteady(name)) continue;
      List<FunctionSamples.Sample> samples = FunctionSamples.of(name);
      assertTrue(!samples.isEmpty(), "no sample of function " + name);
      for (FunctionSamples.Sample sample : samples) cases.add(of(sample));
    }
  }

  @Test
  void everyFunctionGivesSomeValueForItsSamples() {
    for (String name : BuiltInFunctions.registry().names()) {
      if (!isSteady(name)) continue;
      boolean isValueSeen = false;
      for (FunctionSamples.Sample sample : FunctionSamples.of(name)) {
        Case known = of(sample);
        for (int row : known.good()) isValueSeen |= known.values().get(row) != null;
      }
      assertTrue(isValueSeen, name);
    }
  }

  @Test
  void rowsTogetherGiveWhatTheyGiveAlone() {
    for (Case known : cases) known.check("flat", known.batch(known.good()), known.good(), null);
  }

  @Test
  void constantsGiveWhatColumnsGive() {
    for (Case known : cases) {
      for (int row : known.good()) {
        List<Vector> columns = new ArrayList<>();
        for (int c = 0; c < known.width(); c++)
          columns.add(Vectors.constant(known.type(c), known.rows().get(row)[c], 3));
        known.check("constant", Batch.of(3, columns), List.of(row, row, row), null);
      }
    }
  }

  @Test
  void oneColumnBesideConstantsGivesTheSame() {
    for (Case known : cases) {
      for (int c = 0; c < known.width(); c++) {
        List<Integer> good = known.good();
        if (good.isEmpty()) continue;
        int fixed = good.get(good.size() / 2);
        List<Integer> alike = alike(known, good, fixed, c);
        List<Vector> columns = new ArrayList<>();
        for (int k = 0; k < known.width(); k++)
          columns.add(
              k == c
                  ? known.column(k, alike)
                  : Vectors.constant(known.type(k), known.rows().get(fixed)[k], alike.size()));
        known.check("one column", Batch.of(alike.size(), columns), alike, null);
      }
    }
  }

  /** Rows that have the values of a row in all columns but one. */
  private static List<Integer> alike(Case known, List<Integer> good, int fixed, int column) {
    List<Integer> alike = new ArrayList<>();
    for (int row : good) {
      boolean isAlike = true;
      for (int k = 0; k < known.width(); k++)
        isAlike &= k == column || same(known.rows().get(row)[k], known.rows().get(fixed)[k]);
      if (isAlike) alike.add(row);
    }
    return alike;
  }

  @Test
  void dictionariesGiveWhatFlatColumnsGive() {
    for (Case known : cases) {
      List<Integer> good = known.good();
      List<Integer> picked = new ArrayList<>();
      for (int i = 0; i < 3 * good.size(); i++) picked.add(good.get(i * 7 % good.size()));
      List<Vector> columns = new ArrayList<>();
      for (int c = 0; c < known.width(); c++) columns.add(dictionary(known, c, good, picked));
      known.check("dictionary", Batch.of(picked.size(), columns), picked, null);
    }
  }

  /** Entries in another order, nulls partly in the dictionary and partly beside it. */
  private static Vector dictionary(Case known, int c, List<Integer> good, List<Integer> picked) {
    List<Integer> entries = good.reversed();
    int[] ids = new int[picked.size()];
    boolean[] nulls = new boolean[picked.size()];
    for (int i = 0; i < ids.length; i++) {
      ids[i] = entries.indexOf(picked.get(i));
      nulls[i] = c == 0 && i % 2 == 0 && known.rows().get(picked.get(i))[c] == null;
      if (nulls[i]) ids[i] = 0;
    }
    return DictionaryVector.of(known.column(c, entries), ids, ids.length, c == 0 ? nulls : null);
  }

  @Test
  void aRepeatedColumnGivesTheSameAsADictionary() {
    for (Case known : cases) {
      if (known.width() != 1) continue;
      List<Integer> all = new ArrayList<>();
      for (int i = 0; i < known.rows().size(); i++) all.add(i);
      List<Integer> picked = new ArrayList<>();
      for (int i = 0; i < 2 * all.size(); i++)
        picked.add(known.good().get(i % known.good().size()));
      int[] ids = picked.stream().mapToInt(Integer::intValue).toArray();
      Vector column = DictionaryVector.of(known.column(0, all), ids, ids.length, null);
      known.check("repeated", Batch.of(ids.length, List.of(column)), picked, null);
    }
  }

  @Test
  void rowsThatAreNotAskedForCauseNoError() {
    for (Case known : cases) {
      List<Integer> all = new ArrayList<>();
      for (int i = 0; i < known.rows().size(); i++) all.add(i);
      int[] asked =
          known.good().stream().filter(r -> r % 3 != 1).mapToInt(Integer::intValue).toArray();
      known.check("selected", known.batch(all), all, new Selection(asked, asked.length));
      known.check("none selected", known.batch(all), all, new Selection(new int[0], 0));
    }
  }

  @Test
  void noRowsGiveNoRows() {
    for (Case known : cases) known.check("empty", known.batch(List.of()), List.of(), null);
  }
}
