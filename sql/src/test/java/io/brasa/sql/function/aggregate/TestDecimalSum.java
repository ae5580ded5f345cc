package io.brasa.sql.function.aggregate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brasa.columnar.type.DecimalType;
import io.brasa.columnar.vector.Selection;
import io.brasa.columnar.vector.Values;
import io.brasa.columnar.vector.Vector;
import io.brasa.columnar.vector.VectorBuilder;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Sums in 64 bits that turn into sums in 128, alone and merged, beside {@code BigDecimal}. */
final class TestDecimalSum {
  private static final int GROUPS = 7;

  @Test
  void sumsAndAveragesAreExact() {
    long seed = 21_11;
    Random random = new Random(seed);
    for (int round = 0; round < 300; round++) {
      int precision = 1 + random.nextInt(30);
      check(new DecimalType(precision, random.nextInt(precision + 1)), random, "seed " + seed);
    }
  }

  @Test
  void anAverageThatFollowsASumGivesWhatItWouldAlone() {
    DecimalType type = new DecimalType(12, 2);
    Random random = new Random(5);
    DecimalSum sum = sum(type);
    DecimalSum following = average(type);
    DecimalSum alone = average(type);
    assertTrue(following.follow(sum));
    for (int batch = 0; batch < 5; batch++) {
      Vector values = values(type, random, 100, new BigInteger[100]);
      int[] groups = groups(random, 100);
      sum.reserve(GROUPS);
      alone.reserve(GROUPS);
      sum.add(groups, new Vector[] {values}, 100, null);
      alone.add(groups, new Vector[] {values}, 100, null);
    }
    for (int group = 0; group < GROUPS; group++) {
      assertEquals(value(alone, group), value(following, group));
      assertEquals(
          Values.get(alone.states(0, GROUPS).get(1), group),
          Values.get(following.states(0, GROUPS).get(1), group));
    }
  }

  private static DecimalSum sum(DecimalType type) {
    return new DecimalSum(
        type, new DecimalType(Math.min(38, type.precision() + 10), type.scale()), false, true);
  }

  private static DecimalSum average(DecimalType type) {
    return new DecimalSum(
        type, new DecimalType(Math.min(38, type.precision() + 4), type.scale()), true, true);
  }

  private static Object value(DecimalSum sum, int group) {
    return Values.get(sum.results(0, GROUPS), group);
  }

  private static void check(DecimalType type, Random random, String name) {
    DecimalSum[] parts = {sum(type), sum(type)};
    BigInteger[] sums = new BigInteger[GROUPS];
    for (int batch = 0; batch < 6; batch++) {
      int count = 1 + random.nextInt(200);
      BigInteger[] read = new BigInteger[count];
      Vector values = values(type, random, count, read);
      int[] groups = groups(random, count);
      Selection rows = random.nextBoolean() ? everySecond(count) : null;
      DecimalSum part = parts[batch % 2];
      part.reserve(GROUPS);
      part.add(groups, new Vector[] {values}, count, rows);
      int places = rows == null ? count : rows.count();
      for (int i = 0; i < places; i++) {
        BigInteger value = read[rows == null ? i : rows.rows()[i]];
        if (value == null) continue;
        BigInteger sum = sums[groups[i]];
        sums[groups[i]] = sum == null ? value : sum.add(value);
      }
    }
    DecimalSum merged = sum(type);
    merged.reserve(GROUPS);
    int[] all = new int[GROUPS];
    for (int i = 0; i < GROUPS; i++) all[i] = i;
    for (DecimalSum part : parts)
      merged.merge(all, part.states(0, GROUPS).toArray(Vector[]::new), GROUPS);
    for (int group = 0; group < GROUPS; group++) {
      BigDecimal expected =
          sums[group] == null
              ? null
              : new BigDecimal(sums[group], type.scale())
                  .setScale(type.scale(), RoundingMode.UNNECESSARY);
      assertEquals(expected, value(merged, group), name + " " + type);
    }
  }

  private static Selection everySecond(int count) {
    int[] rows = new int[(count + 1) / 2];
    for (int i = 0; i < rows.length; i++) rows[i] = 2 * i;
    return new Selection(rows, rows.length);
  }

  private static int[] groups(Random random, int count) {
    int[] groups = new int[count];
    for (int i = 0; i < count; i++) groups[i] = random.nextInt(GROUPS);
    return groups;
  }

  private static Vector values(DecimalType type, Random random, int count, BigInteger[] read) {
    VectorBuilder builder = VectorBuilder.of(type, count);
    BigInteger limit = BigInteger.TEN.pow(type.precision());
    boolean hasNulls = random.nextBoolean();
    for (int i = 0; i < count; i++) {
      if (hasNulls && random.nextInt(5) == 0) {
        builder.appendNull();
        continue;
      }
      BigInteger value =
          random.nextInt(3) == 0
              ? limit.subtract(BigInteger.ONE)
              : new BigInteger(120, random).mod(limit);
      read[i] = random.nextInt(4) == 0 ? value.negate() : value;
      Values.append(builder, new BigDecimal(read[i], type.scale()));
    }
    return builder.build();
  }
}
