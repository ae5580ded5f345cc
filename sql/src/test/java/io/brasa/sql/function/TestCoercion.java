package io.brasa.sql.function;

import static io.brasa.columnar.type.AtomicType.BINARY;
import static io.brasa.columnar.type.AtomicType.BOOLEAN;
import static io.brasa.columnar.type.AtomicType.BYTE;
import static io.brasa.columnar.type.AtomicType.DATE;
import static io.brasa.columnar.type.AtomicType.DOUBLE;
import static io.brasa.columnar.type.AtomicType.FLOAT;
import static io.brasa.columnar.type.AtomicType.INTEGER;
import static io.brasa.columnar.type.AtomicType.LONG;
import static io.brasa.columnar.type.AtomicType.NULL;
import static io.brasa.columnar.type.AtomicType.STRING;
import static io.brasa.columnar.type.AtomicType.TIMESTAMP;
import static io.brasa.columnar.type.AtomicType.TIMESTAMP_NTZ;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brasa.columnar.type.ArrayType;
import io.brasa.columnar.type.DataType;
import io.brasa.columnar.type.DecimalType;
import io.brasa.columnar.type.StructType;
import io.brasa.sql.expression.Cast;
import io.brasa.sql.expression.Expression;
import io.brasa.sql.expression.Input;
import io.brasa.sql.expression.Literal;
import java.math.BigDecimal;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class TestCoercion {
  private static DecimalType decimal(int precision, int scale) {
    return new DecimalType(precision, scale);
  }

  private static void assertWidest(DataType expected, DataType left, DataType right) {
    assertEquals(Optional.of(expected), Coercion.widest(left, right), left + " and " + right);
    assertEquals(Optional.of(expected), Coercion.widest(right, left), right + " and " + left);
  }

  private static void assertNone(DataType left, DataType right) {
    assertEquals(Optional.empty(), Coercion.widest(left, right), left + " and " + right);
    assertEquals(Optional.empty(), Coercion.widest(right, left), right + " and " + left);
  }

  @Test
  void numbersWiden() {
    assertWidest(INTEGER, BYTE, INTEGER);
    assertWidest(LONG, INTEGER, LONG);
    assertWidest(DOUBLE, LONG, FLOAT);
    assertWidest(DOUBLE, BYTE, FLOAT);
    assertWidest(DOUBLE, FLOAT, DOUBLE);
    assertWidest(DOUBLE, decimal(10, 2), FLOAT);
    assertWidest(DOUBLE, decimal(10, 2), DOUBLE);
  }

  @Test
  void decimalsKeepAllDigitsWhileThereIsRoom() {
    assertWidest(decimal(12, 2), decimal(10, 2), INTEGER);
    assertWidest(decimal(22, 2), decimal(10, 2), LONG);
    assertWidest(decimal(12, 4), decimal(10, 2), decimal(6, 4));
    assertWidest(decimal(38, 8), decimal(38, 8), decimal(10, 2));
    assertWidest(decimal(38, 2), decimal(38, 2), decimal(20, 10));
  }

  @Test
  void stringsTakeTheTypeOfTheOther() {
    assertWidest(LONG, STRING, INTEGER);
    assertWidest(DOUBLE, STRING, decimal(10, 2));
    assertWidest(DOUBLE, STRING, FLOAT);
    assertWidest(DATE, STRING, DATE);
    assertWidest(TIMESTAMP, STRING, TIMESTAMP);
    assertWidest(BOOLEAN, STRING, BOOLEAN);
    assertWidest(BINARY, STRING, BINARY);
    assertWidest(STRING, STRING, NULL);
  }

  @Test
  void whatHasNothingInCommonHasNoCommonType() {
    assertNone(BOOLEAN, INTEGER);
    assertNone(DATE, INTEGER);
    assertNone(new ArrayType(INTEGER), INTEGER);
    assertNone(new ArrayType(INTEGER), STRING);
    assertNone(new ArrayType(BOOLEAN), new ArrayType(INTEGER));
    assertNone(new StructType().add("a", INTEGER), new StructType().add("b", INTEGER));
  }

  @Test
  void datesBecomeTimes() {
    assertWidest(TIMESTAMP, DATE, TIMESTAMP);
    assertWidest(TIMESTAMP_NTZ, DATE, TIMESTAMP_NTZ);
    assertWidest(TIMESTAMP, TIMESTAMP_NTZ, TIMESTAMP);
  }

  @Test
  void nestedTypesWidenPartByPart() {
    assertWidest(
        new ArrayType(LONG, true), new ArrayType(LONG, false), new ArrayType(INTEGER, true));
    assertWidest(
        new StructType().add("a", DOUBLE, false),
        new StructType().add("a", INTEGER, false),
        new StructType().add("a", DOUBLE, false));
  }

  @Test
  void literalsAreCastAtOnce() {
    assertEquals(new Literal(5L, LONG), Coercion.cast(Literal.of(5), LONG));
    assertEquals(
        new Literal(new BigDecimal("5.00"), decimal(10, 2)),
        Coercion.cast(Literal.of(5), decimal(10, 2)));
    assertEquals(
        new Literal(0.05, DOUBLE),
        Coercion.cast(new Literal(new BigDecimal("0.05"), decimal(2, 2)), DOUBLE));
    assertEquals(new Literal(null, DATE), Coercion.cast(Literal.NULL, DATE));
    Literal same = Literal.of("a");
    assertSame(same, Coercion.cast(same, STRING));
  }

  @Test
  void literalsThatWouldLoseSomethingAreNotFolded() {
    assertInstanceOf(Cast.class, Coercion.cast(Literal.of(300), BYTE));
    assertInstanceOf(
        Cast.class, Coercion.cast(new Literal(new BigDecimal("1.25"), decimal(3, 2)), INTEGER));
    assertInstanceOf(Cast.class, Coercion.cast(Literal.of("1"), INTEGER));
  }

  @Test
  void functionsTakeWhatCanBeTheirType() {
    assertTrue(implicit(INTEGER, DOUBLE));
    assertTrue(implicit(LONG, INTEGER));
    assertTrue(implicit(STRING, INTEGER));
    assertTrue(implicit(INTEGER, STRING));
    assertTrue(implicit(DATE, TIMESTAMP));
    assertTrue(implicit(NULL, new ArrayType(INTEGER)));
    assertTrue(implicit(DOUBLE, INTEGER));
    assertTrue(implicit(decimal(10, 2), INTEGER));
    assertTrue(!implicit(BOOLEAN, INTEGER));
    assertTrue(!implicit(INTEGER, DATE));
    assertTrue(!implicit(new ArrayType(INTEGER), STRING));
  }

  private static boolean implicit(DataType from, DataType to) {
    Expression column = new Input(0, from, true);
    return Coercion.implicit(column, to).isPresent();
  }
}
