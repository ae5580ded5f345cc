package io.brasa.sql.function.numeric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brasa.columnar.type.DecimalType;
import io.brasa.columnar.vector.ConstantVector;
import io.brasa.columnar.vector.DictionaryVector;
import io.brasa.columnar.vector.FlatVector;
import io.brasa.columnar.vector.Values;
import io.brasa.columnar.vector.Vector;
import io.brasa.columnar.vector.VectorBuilder;
import io.brasa.columnar.vector.Vectors;
import io.brasa.columnar.vector.WideVector;
import io.brasa.sql.expression.Call;
import io.brasa.sql.expression.Input;
import io.brasa.sql.function.Kernel;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Operators on decimals of all widths and forms beside {@code BigDecimal}. */
final class TestDecimalLoops {
  private static final int ROWS = 40;
  private int narrow;
  private int wide;

  @Test
  void sumsDifferencesAndProductsAreThoseOfBigDecimal() {
    long seed = 2_026_11_21;
    Random random = new Random(seed);
    for (int round = 0; round < 3_000; round++) {
      DecimalType a = type(random);
      DecimalType b = type(random);
      Operation operation = Operation.values()[random.nextInt(3)];
      check(operation, a, b, random, operation + " of " + a + " and " + b + ", seed " + seed);
    }
    assertTrue(narrow > 300, "narrow results: " + narrow);
    assertTrue(wide > 300, "wide results: " + wide);
  }

  private static DecimalType type(Random random) {
    int precision = 1 + random.nextInt(38);
    return new DecimalType(precision, random.nextInt(precision + 1));
  }

  private void check(
      Operation operation, DecimalType a, DecimalType b, Random random, String name) {
    DecimalType type =
        operation == Operation.MULTIPLY ? DecimalTypes.product(a, b) : DecimalTypes.sum(a, b);
    Call call =
        new Call(
            operation.sign(), List.of(new Input(0, a, true), new Input(1, b, true)), type, true);
    Vector left = vector(a, random);
    Vector right = vector(b, random);
    Kernel kernel = Arithmetic.kernel(operation, call, true);
    Vector result = kernel.apply(new Vector[] {left, right}, ROWS, null);
    if (result instanceof WideVector vector && vector.isNarrow()) narrow++;
    if (result instanceof WideVector vector && !vector.isNarrow()) wide++;
    for (int row = 0; row < ROWS; row++) {
      BigDecimal x = (BigDecimal) Values.get(left, row);
      BigDecimal y = (BigDecimal) Values.get(right, row);
      assertEquals(expected(operation, x, y, type), Values.get(result, row), name);
    }
  }

  private static BigDecimal expected(
      Operation operation, BigDecimal x, BigDecimal y, DecimalType type) {
    if (x == null || y == null) return null;
    BigDecimal exact =
        switch (operation) {
          case ADD -> x.add(y);
          case SUBTRACT -> x.subtract(y);
          default -> x.multiply(y);
        };
    BigDecimal rounded = exact.setScale(type.scale(), RoundingMode.HALF_UP);
    return rounded.precision() > type.precision() && rounded.signum() != 0 ? null : rounded;
  }

  private static Vector vector(DecimalType type, Random random) {
    FlatVector values = values(type, random, random.nextInt(4) == 0 ? 5 : ROWS);
    if (values.length() == ROWS) return values;
    if (random.nextBoolean()) return new ConstantVector(one(values), ROWS);
    int[] ids = new int[ROWS];
    for (int i = 0; i < ROWS; i++) ids[i] = random.nextInt(values.length());
    return DictionaryVector.of(values, ids, ROWS, null);
  }

  private static FlatVector one(FlatVector values) {
    return Vectors.flat(Vectors.take(values, new int[] {2}, 1));
  }

  private static FlatVector values(DecimalType type, Random random, int count) {
    int digits = 1 + random.nextInt(type.precision());
    boolean hasNulls = random.nextInt(3) == 0;
    VectorBuilder builder = VectorBuilder.of(type, count);
    for (int i = 0; i < count; i++) {
      if (hasNulls && random.nextInt(4) == 0) {
        builder.appendNull();
        continue;
      }
      BigInteger limit = BigInteger.TEN.pow(digits);
      BigInteger value =
          switch (random.nextInt(6)) {
            case 0 -> limit.subtract(BigInteger.ONE);
            case 1 -> BigInteger.ONE.subtract(limit);
            default -> new BigInteger(130, random).mod(limit);
          };
      if (random.nextBoolean()) value = value.negate();
      Values.append(builder, new BigDecimal(value, type.scale()));
    }
    return builder.build();
  }
}
