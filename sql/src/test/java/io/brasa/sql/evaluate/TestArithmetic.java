package io.brasa.sql.evaluate;

import static io.brasa.columnar.type.AtomicType.INTEGER;
import static io.brasa.sql.evaluate.Calls.call;
import static io.brasa.sql.evaluate.Calls.decimal;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brasa.columnar.type.DataType;
import io.brasa.columnar.type.DecimalType;
import io.brasa.columnar.vector.Batch;
import io.brasa.columnar.vector.Values;
import io.brasa.columnar.vector.Vector;
import io.brasa.runtime.error.EngineException;
import io.brasa.runtime.error.ErrorCode;
import io.brasa.sql.error.SqlError;
import io.brasa.sql.expression.Expression;
import io.brasa.sql.expression.Input;
import io.brasa.sql.expression.Literal;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class TestArithmetic {
  private static final DecimalType MONEY = new DecimalType(15, 2);

  private static String type(String operator, DataType left, DataType right) {
    return Calls.resolve(
            operator, List.of(new Input(0, left, true), new Input(1, right, true)), Calls.ANSI)
        .type()
        .simpleString();
  }

  private static EngineException fails(ErrorCode code, String name, Object... arguments) {
    EngineException e = assertThrows(EngineException.class, () -> call(name, arguments));
    assertEquals(code, e.code());
    return e;
  }

  @Test
  void wholeNumbersKeepTheWiderType() {
    assertEquals(5, call("+", 2, 3));
    assertEquals(5L, call("+", 2, 3L));
    assertEquals((byte) -6, call("*", (byte) -2, (byte) 3));
    assertEquals((short) 1, call("-", (short) 3, (byte) 2));
    assertEquals(2.5, call("/", 5, 2));
    assertEquals(2L, call("div", 5, 2));
    assertEquals(-1, call("%", -7, 3));
    assertEquals(2, call("pmod", -7, 3));
    assertEquals(3.5, call("+", 1, 2.5));
    assertEquals(1.5f, call("+", 1f, 0.5f));
  }

  @Test
  void decimalsHaveTheTypesOfTheStandardFormulas() {
    assertEquals("decimal(16,2)", type("+", MONEY, MONEY));
    assertEquals("decimal(31,4)", type("*", MONEY, MONEY));
    assertEquals("decimal(33,18)", type("/", MONEY, MONEY));
    assertEquals("decimal(15,2)", type("%", MONEY, MONEY));
    assertEquals("bigint", type("div", MONEY, MONEY));
    assertEquals("decimal(18,2)", type("+", MONEY, new DecimalType(17, 2)));
    assertEquals("decimal(16,2)", type("+", MONEY, INTEGER));
    assertEquals("decimal(38,6)", type("*", new DecimalType(32, 4), new DecimalType(16, 2)));
    assertEquals("decimal(38,17)", type("+", new DecimalType(38, 18), new DecimalType(38, 18)));
    assertEquals("decimal(38,6)", type("/", new DecimalType(38, 18), new DecimalType(38, 18)));
    assertEquals("double", type("*", MONEY, io.brasa.columnar.type.AtomicType.DOUBLE));
  }

  @Test
  void whatTheFirstQueryOfTheBenchmarkComputesHasItsTypes() {
    Expression discount = new Input(0, MONEY, true);
    Expression rest = Calls.resolve("-", List.of(Literal.of(1), discount), Calls.ANSI);
    assertEquals("decimal(16,2)", rest.type().simpleString());
    Expression net = Calls.resolve("*", List.of(new Input(1, MONEY, true), rest), Calls.ANSI);
    assertEquals("decimal(32,4)", net.type().simpleString());
    Expression more = Calls.resolve("+", List.of(Literal.of(1), discount), Calls.ANSI);
    assertEquals(
        "decimal(38,6)", Calls.resolve("*", List.of(net, more), Calls.ANSI).type().simpleString());
  }

  @Test
  void decimalsAreExactAndRoundHalfUp() {
    assertEquals(decimal("3.75"), call("+", decimal("1.25"), decimal("2.5")));
    assertEquals(decimal("3.125"), call("*", decimal("1.25"), decimal("2.5")));
    assertEquals(decimal("0.333333"), call("/", decimal("1"), decimal("3")));
    assertEquals(decimal("0.666667"), call("/", decimal("2"), decimal("3")));
    assertEquals(decimal("-0.666667"), call("/", decimal("-2"), decimal("3")));
    assertEquals(decimal("0.5"), call("%", decimal("2.5"), decimal("1.0")));
    assertEquals(2L, call("div", decimal("2.5"), decimal("1.0")));
  }

  @Test
  void overflowTellsTheValues() {
    EngineException e = fails(SqlError.ARITHMETIC_OVERFLOW, "+", Integer.MAX_VALUE, 1);
    assertTrue(e.getMessage().contains("2147483647 + 1 has no room in INT"), e.getMessage());
    assertTrue(e.getMessage().contains("try_add"), e.getMessage());
    fails(SqlError.ARITHMETIC_OVERFLOW, "*", Long.MAX_VALUE, 2L);
    fails(SqlError.ARITHMETIC_OVERFLOW, "-", Long.MIN_VALUE, 1L);
    fails(SqlError.ARITHMETIC_OVERFLOW, "+", (byte) 127, (byte) 1);
    fails(SqlError.ARITHMETIC_OVERFLOW, "div", Long.MIN_VALUE, -1L);
    fails(SqlError.ARITHMETIC_OVERFLOW, "abs", Integer.MIN_VALUE);
    BigDecimal large = decimal("99999999999999999999999999999999999999");
    fails(SqlError.ARITHMETIC_OVERFLOW, "+", large, large);
    fails(SqlError.ARITHMETIC_OVERFLOW, "*", large, large);
  }

  @Test
  void divisionByZeroIsAnErrorForAllNumbers() {
    fails(SqlError.DIVIDE_BY_ZERO, "/", 1, 0);
    fails(SqlError.DIVIDE_BY_ZERO, "/", 1.0, 0.0);
    fails(SqlError.DIVIDE_BY_ZERO, "%", 1, 0);
    fails(SqlError.DIVIDE_BY_ZERO, "div", 1L, 0L);
    fails(SqlError.DIVIDE_BY_ZERO, "/", decimal("1"), decimal("0"));
  }

  @Test
  void triedOperatorsGiveNullInstead() {
    assertNull(call("try_add", Integer.MAX_VALUE, 1));
    assertNull(call("try_multiply", Long.MAX_VALUE, 2L));
    assertNull(call("try_divide", 1, 0));
    assertNull(call("try_divide", decimal("1"), decimal("0.0")));
    assertEquals(2, call("try_add", 1, 1));
  }

  @Test
  void nullGivesNull() {
    assertNull(call("+", null, 1));
    assertNull(call("/", 1, null));
    assertNull(call("*", decimal("1.5"), null));
  }

  @Test
  void stringsCountAsNumbers() {
    assertEquals(3L, call("+", "1", 2));
    assertEquals(3.5, call("+", "1.5", 2.0));
    fails(SqlError.CAST_INVALID_INPUT, "+", "1.5", 2);
    fails(SqlError.ARGUMENT_MISMATCH, "+", true, 2);
  }

  @Test
  void roundingHasTheTypesOfTheStandard() {
    assertEquals(decimal("2.5"), call("round", decimal("2.45"), 1));
    assertEquals(decimal("2.4"), call("bround", decimal("2.45"), 1));
    assertEquals("decimal(3,1)", Calls.type("round", decimal("2.45"), 1));
    assertEquals(3.0, call("round", 2.5));
    assertEquals(2.0, call("bround", 2.5));
    assertEquals(120, call("round", 123, -1));
    assertEquals(3L, call("ceil", 2.1));
    assertEquals(-3L, call("floor", -2.1));
    assertEquals(decimal("3"), call("ceil", decimal("2.10")));
  }

  @Test
  void randomDecimalsAgreeWithLargeNumbers() {
    long seed = new Random().nextLong();
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    for (String operator : List.of("+", "-", "*", "/", "%")) {
      for (int round = 0; round < 60; round++) {
        DecimalType left = randomType(random);
        DecimalType right = randomType(random);
        checkColumns(operator, left, right, random);
      }
    }
  }

  private static DecimalType randomType(Random random) {
    int precision = 1 + random.nextInt(38);
    return new DecimalType(precision, random.nextInt(precision + 1));
  }

  private static BigDecimal randomValue(DecimalType type, Random random) {
    int digits = 1 + random.nextInt(type.precision());
    StringBuilder text = new StringBuilder(random.nextBoolean() ? "-" : "");
    for (int i = 0; i < digits; i++) text.append((char) ('0' + random.nextInt(10)));
    return new BigDecimal(new java.math.BigInteger(text.toString()), type.scale());
  }

  private static void checkColumns(
      String operator, DecimalType left, DecimalType right, Random random) {
    Expression call =
        Calls.resolve(
            operator, List.of(new Input(0, left, true), new Input(1, right, true)), Calls.LENIENT);
    DecimalType type = (DecimalType) call.type();
    Object[] a = new Object[8];
    Object[] b = new Object[8];
    for (int i = 0; i < a.length; i++) {
      a[i] = randomValue(left, random);
      b[i] = randomValue(right, random);
    }
    Batch batch = Batch.of(a.length, List.of(Calls.column(left, a), Calls.column(right, b)));
    Vector result = Evaluators.of(call, Calls.LENIENT).evaluate(batch, null);
    for (int i = 0; i < a.length; i++) {
      BigDecimal exact = exact(operator, (BigDecimal) a[i], (BigDecimal) b[i], type.scale());
      boolean isRoom = exact != null && exact.precision() <= type.precision();
      assertEquals(
          isRoom || exact != null && exact.signum() == 0 ? exact : null,
          Values.get(result, i),
          a[i] + " " + operator + " " + b[i] + " as " + type);
    }
  }

  private static BigDecimal exact(String operator, BigDecimal a, BigDecimal b, int scale) {
    if (b.signum() == 0 && (operator.equals("/") || operator.equals("%"))) return null;
    BigDecimal value =
        switch (operator) {
          case "+" -> a.add(b);
          case "-" -> a.subtract(b);
          case "*" -> a.multiply(b);
          case "/" -> a.divide(b, scale, RoundingMode.HALF_UP);
          default -> a.remainder(b);
        };
    return value.setScale(scale, RoundingMode.HALF_UP);
  }
}
