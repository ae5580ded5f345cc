package io.brasa.sql.evaluate;

import static io.brasa.columnar.type.AtomicType.BOOLEAN;
import static io.brasa.columnar.type.AtomicType.DATE;
import static io.brasa.columnar.type.AtomicType.DOUBLE;
import static io.brasa.columnar.type.AtomicType.INTEGER;
import static io.brasa.columnar.type.AtomicType.LONG;
import static io.brasa.columnar.type.AtomicType.STRING;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.brasa.columnar.type.DataType;
import io.brasa.columnar.vector.Batch;
import io.brasa.columnar.vector.DictionaryVector;
import io.brasa.columnar.vector.FlatVector;
import io.brasa.columnar.vector.Selection;
import io.brasa.columnar.vector.Values;
import io.brasa.columnar.vector.Vector;
import io.brasa.sql.expression.And;
import io.brasa.sql.expression.Case;
import io.brasa.sql.expression.Comparison;
import io.brasa.sql.expression.Comparison.Operator;
import io.brasa.sql.expression.Expression;
import io.brasa.sql.expression.In;
import io.brasa.sql.expression.Input;
import io.brasa.sql.expression.IsNull;
import io.brasa.sql.expression.Literal;
import io.brasa.sql.expression.Not;
import io.brasa.sql.expression.Or;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Filters select what the predicate's value says, whatever the forms and however it is nested. */
final class TestFilters {
  private static final List<DataType> TYPES =
      List.of(INTEGER, LONG, DOUBLE, STRING, DATE, BOOLEAN, SampleValues.SHORT_DECIMAL);
  private static final List<List<Object>> POOLS =
      List.of(
          SampleValues.list(1, 2, 3, null, Integer.MIN_VALUE, Integer.MAX_VALUE),
          SampleValues.list(1L, 2L, 3L, null, Long.MIN_VALUE, Long.MAX_VALUE),
          SampleValues.list(1.0, -0.0, 0.0, null, Double.NaN, Double.NEGATIVE_INFINITY),
          SampleValues.list("", "a", "ab", null, "ä", "b%"),
          SampleValues.list(LocalDate.EPOCH, LocalDate.of(2024, 2, 29), null),
          SampleValues.list(true, false, null),
          SampleValues.list(Calls.decimal("1.00"), Calls.decimal("-1.50"), null));
  private static final int ROWS = 64;

  private static Input input(int column) {
    return new Input(column, TYPES.get(column), true);
  }

  private static Expression operand(int column, Random random) {
    if (random.nextInt(3) == 0) return input(column);
    List<Object> pool = POOLS.get(column);
    return new Literal(pool.get(random.nextInt(pool.size())), TYPES.get(column));
  }

  private static Expression predicate(Random random, int depth) {
    int column = random.nextInt(TYPES.size());
    if (depth > 0 && random.nextInt(4) > 0) {
      Expression left = predicate(random, depth - 1);
      return switch (random.nextInt(3)) {
        case 0 -> new And(left, predicate(random, depth - 1));
        case 1 -> new Or(left, predicate(random, depth - 1));
        default -> new Not(left);
      };
    }
    return switch (random.nextInt(7)) {
      case 0 -> new IsNull(input(column));
      case 1 -> new In(input(column), List.of(operand(column, random), operand(column, random)));
      case 2 -> input(TYPES.indexOf(BOOLEAN));
      case 3 ->
          Calls.resolve(
              "like", List.of(input(TYPES.indexOf(STRING)), Literal.of("a%")), Calls.ANSI);
      default -> {
        Operator operator = Operator.values()[random.nextInt(Operator.values().length)];
        boolean isSwapped = random.nextInt(4) == 0;
        Expression other = operand(column, random);
        yield isSwapped
            ? new Comparison(operator, other, input(column))
            : new Comparison(operator, input(column), other);
      }
    };
  }

  private static Vector column(int index, Random random) {
    List<Object> pool = POOLS.get(index);
    Object[] values = new Object[ROWS];
    for (int i = 0; i < ROWS; i++) values[i] = pool.get(random.nextInt(pool.size()));
    DataType type = TYPES.get(index);
    if (random.nextBoolean()) return Calls.column(type, values);
    int[] ids = new int[ROWS];
    boolean[] nulls = new boolean[ROWS];
    for (int i = 0; i < ROWS; i++) {
      ids[i] = pool.indexOf(values[i]);
      nulls[i] = random.nextInt(5) == 0;
    }
    FlatVector entries = (FlatVector) Calls.column(type, pool.toArray());
    return DictionaryVector.of(entries, ids, ROWS, random.nextBoolean() ? nulls : null);
  }

  @Test
  void selectTheRowsWhereThePredicateIsTrue() {
    long seed = new Random().nextLong();
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    for (int round = 0; round < 400; round++) {
      List<Vector> columns = new ArrayList<>();
      for (int c = 0; c < TYPES.size(); c++) columns.add(column(c, random));
      Batch batch = Batch.of(ROWS, columns);
      Expression predicate = predicate(random, 3);
      Selection among = null;
      if (random.nextBoolean()) {
        int[] rows = random.ints(ROWS / 2, 0, ROWS).distinct().sorted().toArray();
        among = new Selection(rows, rows.length);
      }
      List<Integer> expected = new ArrayList<>();
      for (int i = 0; i < Evaluators.count(ROWS, among); i++) {
        int row = among == null ? i : among.rows()[i];
        if (Boolean.TRUE.equals(alone(predicate, batch, row))) expected.add(row);
      }
      Filter filter = Filters.of(predicate, Calls.ANSI);
      String what = predicate + " seed " + seed;
      assertEquals(expected, rows(filter.select(batch, among)), what);
      assertEquals(expected, rows(filter.select(batch, among)), what + " again");
      assertTruth(predicate, batch, among, expected);
    }
  }

  private static void assertTruth(
      Expression predicate, Batch batch, Selection among, List<Integer> expected) {
    Vector truths = Evaluators.of(predicate, Calls.ANSI).evaluate(batch, among);
    for (int i = 0; i < Evaluators.count(ROWS, among); i++) {
      int row = among == null ? i : among.rows()[i];
      Object truth = Values.get(truths, row);
      assertEquals(expected.contains(row), Boolean.TRUE.equals(truth), predicate + " at " + row);
      assertEquals(alone(predicate, batch, row), truth, predicate + " at " + row);
    }
  }

  private static List<Integer> rows(Selection selection) {
    return Arrays.stream(selection.rows(), 0, selection.count()).boxed().toList();
  }

  /** Three-valued logic by the book, a row at a time. */
  private static Boolean alone(Expression e, Batch batch, int row) {
    return switch (e) {
      case And(Expression left, Expression right) -> {
        Boolean a = alone(left, batch, row);
        Boolean b = alone(right, batch, row);
        if (Boolean.FALSE.equals(a) || Boolean.FALSE.equals(b)) yield false;
        yield a == null || b == null ? null : Boolean.TRUE;
      }
      case Or(Expression left, Expression right) -> {
        Boolean a = alone(left, batch, row);
        Boolean b = alone(right, batch, row);
        if (Boolean.TRUE.equals(a) || Boolean.TRUE.equals(b)) yield true;
        yield a == null || b == null ? null : Boolean.FALSE;
      }
      case Not(Expression child) -> {
        Boolean truth = alone(child, batch, row);
        yield truth == null ? null : !truth;
      }
      case IsNull(Expression child) -> value(child, batch, row) == null;
      case In(Expression searched, List<Expression> options) -> {
        Boolean result = false;
        for (Expression option : options) {
          Boolean same = compare(Operator.EQUAL, searched, option, batch, row);
          if (Boolean.TRUE.equals(same)) yield true;
          if (same == null) result = null;
        }
        yield result;
      }
      case Comparison(Operator operator, Expression left, Expression right) ->
          compare(operator, left, right, batch, row);
      case Input _ -> (Boolean) value(e, batch, row);
      default -> {
        Object text = value(e.children().getFirst(), batch, row);
        yield text == null ? null : ((String) text).startsWith("a");
      }
    };
  }

  private static Object value(Expression e, Batch batch, int row) {
    return e instanceof Input input
        ? Values.get(batch.column(input.index()), row)
        : ((Literal) e).value();
  }

  @SuppressWarnings({"unchecked", "rawtypes"})
  private static Boolean compare(
      Operator operator, Expression left, Expression right, Batch batch, int row) {
    Object a = value(left, batch, row);
    Object b = value(right, batch, row);
    if (operator == Operator.NULL_SAFE_EQUAL && (a == null || b == null)) return a == b;
    if (a == null || b == null) return null;
    int order =
        a instanceof Double x && b instanceof Double y && x.doubleValue() == y.doubleValue()
            ? 0
            : ((Comparable) a).compareTo(b);
    return switch (operator) {
      case EQUAL, NULL_SAFE_EQUAL -> order == 0;
      case NOT_EQUAL -> order != 0;
      case LESS -> order < 0;
      case LESS_OR_EQUAL -> order <= 0;
      case GREATER -> order > 0;
      case GREATER_OR_EQUAL -> order >= 0;
    };
  }

  @Test
  void theLeftSideGuardsTheRight() {
    Input number = new Input(0, INTEGER, true);
    Expression quotient = Calls.resolve("div", List.of(Literal.of(6), number), Calls.ANSI);
    Expression guarded =
        new And(
            new Comparison(Operator.NOT_EQUAL, number, Literal.of(0)),
            new Comparison(Operator.GREATER, quotient, Literal.of(2L)));
    Batch batch = Batch.of(4, List.of(Calls.column(INTEGER, 0, 2, null, 6)));
    assertEquals(List.of(1), rows(Filters.of(guarded, Calls.ANSI).select(batch, null)));
    Vector truths = Evaluators.of(guarded, Calls.ANSI).evaluate(batch, null);
    assertEquals(false, Values.get(truths, 0));
    assertEquals(true, Values.get(truths, 1));
    assertEquals(null, Values.get(truths, 2));
    Expression open =
        new Or(
            new Comparison(Operator.EQUAL, number, Literal.of(0)),
            new Comparison(Operator.GREATER, quotient, Literal.of(2L)));
    assertEquals(List.of(0, 1), rows(Filters.of(open, Calls.ANSI).select(batch, null)));
  }

  @Test
  void resultsOfBranchesAreComputedForTheirRowsOnly() {
    Input number = new Input(0, INTEGER, true);
    Expression branches =
        new Case(
            List.of(
                new Case.Branch(
                    new Comparison(Operator.EQUAL, number, Literal.of(0)), Literal.of(-1L))),
            Calls.resolve("div", List.of(Literal.of(6), number), Calls.ANSI));
    Batch batch = Batch.of(4, List.of(Calls.column(INTEGER, 0, 2, null, 6)));
    Vector values = Evaluators.of(branches, Calls.ANSI).evaluate(batch, null);
    List<Object> found = new ArrayList<>();
    for (int i = 0; i < 4; i++) found.add(Values.get(values, i));
    assertEquals(Arrays.asList(-1L, 3L, null, 1L), found);
  }

  @Test
  void coalesceComputesWhatIsMissingOnly() {
    Input number = new Input(0, INTEGER, true);
    Expression failing = Calls.resolve("div", List.of(Literal.of(6), Literal.of(0)), Calls.ANSI);
    Expression value =
        Calls.resolve(
            "coalesce",
            List.of(
                new io.brasa.sql.expression.Cast(
                    number, LONG, io.brasa.sql.expression.Cast.Mode.TRY),
                failing),
            Calls.ANSI);
    Batch batch = Batch.of(2, List.of(Calls.column(INTEGER, 0, 2)));
    assertEquals(0L, Values.get(Evaluators.of(value, Calls.ANSI).evaluate(batch, null), 0));
  }
}
