package io.brasa.sql.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Arithmetic of 128 bits against {@code BigInteger}. */
final class TestWide {
  private static final int ROUNDS = 20_000;
  private static final BigInteger LIMIT = BigInteger.ONE.shiftLeft(127);
  private Random random;

  @BeforeEach
  void seed() {
    long seed = new Random().nextLong();
    System.out.println("seed " + seed);
    random = new Random(seed);
  }

  private BigInteger number() {
    BigInteger value = new BigInteger(random.nextInt(128), random);
    if (random.nextInt(8) == 0) value = BigInteger.ONE.shiftLeft(random.nextInt(127));
    return random.nextBoolean() ? value : value.negate();
  }

  private static Wide wide(BigInteger value) {
    Wide wide = new Wide();
    assertTrue(wide.set(value));
    return wide;
  }

  private static boolean isRoom(BigInteger value) {
    return value.compareTo(LIMIT) < 0 && value.compareTo(LIMIT.negate()) >= 0;
  }

  @Test
  void addsAsLargeNumbersDo() {
    for (int i = 0; i < ROUNDS; i++) {
      BigInteger a = number();
      BigInteger b = number();
      Wide sum = wide(a);
      boolean isRoom = sum.add(wide(b));
      assertEquals(isRoom(a.add(b)), isRoom, a + " + " + b);
      if (isRoom) assertEquals(a.add(b), sum.toBigInteger());
    }
  }

  @Test
  void multipliesAsLargeNumbersDo() {
    for (int i = 0; i < ROUNDS; i++) {
      BigInteger a = number();
      BigInteger b = number().shiftRight(random.nextInt(128));
      Wide product = wide(a);
      boolean isDone = product.multiply(wide(b));
      BigInteger exact = a.multiply(b);
      if (isDone) assertEquals(exact, product.toBigInteger(), a + " * " + b);
      // the lowest number may be given up although there is room for it
      else assertFalse(isRoom(exact) && !exact.equals(LIMIT.negate()), a + " * " + b);
    }
  }

  @Test
  void dividesAsLargeNumbersDo() {
    for (int i = 0; i < ROUNDS; i++) {
      BigInteger a = number();
      long divisor = (random.nextLong() & Long.MAX_VALUE) >>> random.nextInt(63);
      if (divisor == 0) divisor = 1;
      BigInteger[] exact = a.abs().divideAndRemainder(BigInteger.valueOf(divisor));
      Wide quotient = wide(a);
      long rest = quotient.divide(divisor);
      assertEquals(exact[1], BigInteger.valueOf(rest), a + " / " + divisor);
      BigInteger signed = a.signum() < 0 ? exact[0].negate() : exact[0];
      assertEquals(signed, quotient.toBigInteger(), a + " / " + divisor);
      Wide rounded = wide(a);
      rounded.divideHalfUp(divisor);
      BigInteger nearest =
          new BigDecimal(a)
              .divide(BigDecimal.valueOf(divisor), 0, RoundingMode.HALF_UP)
              .toBigInteger();
      assertEquals(nearest, rounded.toBigInteger(), a + " / " + divisor);
    }
  }

  @Test
  void scalesByPowersOfTen() {
    for (int i = 0; i < ROUNDS; i++) {
      BigInteger a = number().shiftRight(random.nextInt(128));
      int exponent = random.nextInt(39);
      Wide up = wide(a);
      boolean isRoom = up.multiplyPower(exponent);
      BigInteger exact = a.multiply(BigInteger.TEN.pow(exponent));
      if (isRoom) assertEquals(exact, up.toBigInteger());
      else assertFalse(isRoom(exact) && !exact.equals(LIMIT.negate()), a + " e" + exponent);
      Wide down = wide(a);
      down.dividePowerHalfUp(exponent);
      BigInteger rounded =
          new BigDecimal(a, exponent).setScale(0, RoundingMode.HALF_UP).toBigInteger();
      assertEquals(rounded, down.toBigInteger(), a + " e-" + exponent);
    }
  }

  @Test
  void knowsHowManyDigitsThereAre() {
    for (int digits = 1; digits <= 38; digits++) {
      BigInteger power = BigInteger.TEN.pow(digits);
      assertFalse(wide(power).fits(digits), power.toString());
      assertFalse(wide(power.negate()).fits(digits), power.toString());
      assertTrue(wide(power.subtract(BigInteger.ONE)).fits(digits), power.toString());
      assertTrue(wide(power.subtract(BigInteger.ONE).negate()).fits(digits), power.toString());
    }
  }
}
