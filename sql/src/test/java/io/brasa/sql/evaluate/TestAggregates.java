package io.brasa.sql.evaluate;

import static io.brasa.columnar.type.AtomicType.BOOLEAN;
import static io.brasa.columnar.type.AtomicType.DOUBLE;
import static io.brasa.columnar.type.AtomicType.INTEGER;
import static io.brasa.columnar.type.AtomicType.LONG;
import static io.brasa.columnar.type.AtomicType.STRING;
import static io.brasa.sql.evaluate.Calls.decimal;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.brasa.columnar.type.DataType;
import io.brasa.columnar.type.DecimalType;
import io.brasa.columnar.vector.Batch;
import io.brasa.columnar.vector.Values;
import io.brasa.columnar.vector.Vector;
import io.brasa.runtime.error.EngineException;
import io.brasa.sql.expression.AggregateCall;
import io.brasa.sql.expression.Expression;
import io.brasa.sql.expression.Input;
import io.brasa.sql.expression.Literal;
import io.brasa.sql.function.Accumulator;
import io.brasa.sql.function.Function;
import io.brasa.sql.function.builtin.BuiltInFunctions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class TestAggregates {
  private static AggregateCall call(String name, List<Expression> arguments) {
    Function.Aggregate function =
        (Function.Aggregate) BuiltInFunctions.registry().find(name).orElseThrow();
    Function.AggregateTypes types = function.typing().resolve(arguments, Calls.ANSI);
    return new AggregateCall(
        name,
        types.arguments(),
        false,
        Optional.empty(),
        List.of(),
        types.type(),
        types.nullable());
  }

  private static Object result(String name, Expression more, Vector... columns) {
    List<Expression> arguments = new ArrayList<>();
    for (int i = 0; i < columns.length; i++) arguments.add(new Input(i, columns[i].type(), true));
    if (more != null) arguments.add(more);
    AggregateCall call = call(name, arguments);
    Batch batch = Batch.of(columns[0].length(), List.of(columns));
    Vector[] vectors =
        Evaluators.of(call.arguments(), Calls.ANSI).stream()
            .map(e -> e.evaluate(batch, null))
            .toArray(Vector[]::new);
    Function.Aggregate function =
        (Function.Aggregate) BuiltInFunctions.registry().find(name).orElseThrow();
    Accumulator accumulator = function.accumulators().of(call, Calls.ANSI);
    accumulator.reserve(1);
    accumulator.add(null, vectors, batch.length(), null);
    return Values.get(accumulator.results(0, 1), 0);
  }

  private static Object of(String name, DataType type, Object... values) {
    return result(name, null, Calls.column(type, values));
  }

  private static String type(String name, DataType type) {
    return call(name, List.of(new Input(0, type, true))).type().simpleString();
  }

  @Test
  void typesAreThoseOfTheReference() {
    assertEquals("bigint", type("sum", INTEGER));
    assertEquals("double", type("sum", DOUBLE));
    assertEquals("decimal(25,2)", type("sum", new DecimalType(15, 2)));
    assertEquals("decimal(38,4)", type("sum", new DecimalType(32, 4)));
    assertEquals("decimal(19,6)", type("avg", new DecimalType(15, 2)));
    assertEquals("double", type("avg", INTEGER));
    assertEquals("double", type("sum", STRING));
    assertEquals("bigint", type("count", STRING));
    assertEquals("int", type("max", INTEGER));
    assertEquals("array<int>", type("collect_list", INTEGER));
  }

  @Test
  void sumsAreExact() {
    assertEquals(6L, of("sum", INTEGER, 1, 2, null, 3));
    assertNull(of("sum", INTEGER, (Object) null));
    assertThrows(EngineException.class, () -> of("sum", LONG, Long.MAX_VALUE, 1L));
    assertNull(of("try_sum", LONG, Long.MAX_VALUE, 1L));
    assertEquals(
        decimal("0.30"), of("sum", new DecimalType(5, 2), decimal("0.10"), decimal("0.20")));
    DecimalType widest = new DecimalType(38, 0);
    Object large = decimal("99999999999999999999999999999999999999");
    assertThrows(EngineException.class, () -> of("sum", widest, large, large));
    assertNull(of("try_sum", widest, large, large, large));
  }

  @Test
  void averagesOfDecimalsRoundHalfUp() {
    DecimalType type = new DecimalType(5, 2);
    assertEquals(
        decimal("0.666667"), of("avg", type, decimal("1.00"), decimal("1.00"), decimal("0.00")));
    assertEquals(
        decimal("-0.666667"), of("avg", type, decimal("-1.00"), decimal("-1.00"), decimal("0.00")));
    assertEquals(1.5, of("avg", INTEGER, 1, 2, null));
    assertNull(of("avg", type, (Object) null));
  }

  @Test
  void countsSkipNulls() {
    assertEquals(2L, of("count", STRING, "a", null, "b"));
    assertEquals(0L, of("count", STRING, (Object) null));
    assertEquals(1L, of("count_if", BOOLEAN, true, false, null));
    assertEquals(
        1L,
        result(
            "count", null, Calls.column(INTEGER, 1, null, 2), Calls.column(INTEGER, 1, 2, null)));
    assertEquals(3L, of("approx_count_distinct", STRING, "a", "b", "c", "a", null));
  }

  @Test
  void extremesFollowTheOrderOfSql() {
    assertEquals(Double.NaN, of("max", DOUBLE, 1.0, Double.NaN, null));
    assertEquals(1.0, of("min", DOUBLE, 1.0, Double.NaN, null));
    assertEquals("b", of("max", STRING, "a", null, "b"));
    assertEquals(true, of("bool_or", BOOLEAN, false, true, null));
    assertEquals(false, of("every", BOOLEAN, false, true, null));
    Vector values = Calls.column(STRING, "a", "b", null);
    assertEquals("b", result("max_by", null, values, Calls.column(INTEGER, 1, 2, null)));
    assertNull(result("min_by", null, values, Calls.column(INTEGER, 1, 2, 0)));
  }

  @Test
  void theFirstMayBeNull() {
    assertNull(of("first", INTEGER, null, 1, 2));
    assertEquals(1, result("first", Literal.TRUE, Calls.column(INTEGER, null, 1, 2)));
    assertEquals(2, of("last", INTEGER, null, 1, 2));
  }

  @Test
  void statisticsAreThoseOfTheBooks() {
    assertEquals(2.5, of("var_samp", DOUBLE, 1.0, 2.0, 3.0, 4.0, 5.0));
    assertEquals(2.0, of("var_pop", INTEGER, 1, 2, 3, 4, 5));
    assertNull(of("stddev", DOUBLE, 1.0));
    assertEquals(0.0, of("stddev_pop", DOUBLE, 1.0));
    assertEquals(0.0, of("skewness", DOUBLE, 1.0, 2.0, 3.0));
    assertEquals(-1.5, (Double) of("kurtosis", DOUBLE, 1.0, 2.0, 3.0), 1e-12);
    Vector x = Calls.column(DOUBLE, 1.0, 2.0, 3.0);
    Vector y = Calls.column(DOUBLE, 2.0, 4.0, 6.0);
    assertEquals(1.0, (Double) result("corr", null, x, y), 1e-12);
    assertEquals(2.0, result("covar_samp", null, x, y));
    assertEquals(2.0, result("regr_slope", null, y, x));
    assertEquals(0.0, (Double) result("regr_intercept", null, y, x), 1e-12);
    assertEquals(2.5, of("median", INTEGER, 1, 2, 3, 4, null));
    assertEquals(
        1.75, result("percentile", new Literal(0.25, DOUBLE), Calls.column(INTEGER, 1, 2, 3, 4)));
  }

  @Test
  void valuesAreCollected() {
    assertEquals(List.of(1, 2, 1), of("collect_list", INTEGER, 1, null, 2, 1));
    assertEquals(List.of(1, 2), of("collect_set", INTEGER, 1, null, 2, 1));
    assertEquals(List.of(), of("collect_list", INTEGER, (Object) null));
    assertEquals(1, of("bit_and", INTEGER, 3, 5));
    assertEquals(7L, of("bit_or", LONG, 3L, 5L, null));
    assertEquals(6, of("bit_xor", INTEGER, 3, 5));
  }
}
