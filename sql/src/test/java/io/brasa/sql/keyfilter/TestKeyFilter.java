package io.brasa.sql.keyfilter;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brasa.columnar.type.AtomicType;
import io.brasa.columnar.type.DataType;
import io.brasa.columnar.type.DecimalType;
import io.brasa.columnar.vector.ConstantVector;
import io.brasa.columnar.vector.DictionaryVector;
import io.brasa.columnar.vector.FlatVector;
import io.brasa.columnar.vector.Selection;
import io.brasa.columnar.vector.Values;
import io.brasa.columnar.vector.Vector;
import io.brasa.columnar.vector.VectorBuilder;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TestKeyFilter {
  private static final List<DataType> TYPES =
      List.of(
          AtomicType.LONG,
          AtomicType.INTEGER,
          AtomicType.SHORT,
          AtomicType.BYTE,
          AtomicType.DATE,
          AtomicType.DOUBLE,
          AtomicType.STRING,
          new DecimalType(12, 2),
          new DecimalType(30, 2));

  private final Random random = new Random();

  private Object value(DataType type, long range) {
    long number = random.nextLong(range);
    return switch (type) {
      case DecimalType decimal -> BigDecimal.valueOf(number, decimal.scale());
      case AtomicType atomic ->
          switch (atomic) {
            case LONG -> number - range / 2;
            case INTEGER -> (int) (number % 1_000_000_000);
            case SHORT -> (short) number;
            case BYTE -> (byte) number;
            case DATE -> LocalDate.ofEpochDay(number % 1_000_000);
            case DOUBLE -> number % 10 == 0 ? -0.0 : number / 8.0;
            default -> "v" + number;
          };
      default -> throw new AssertionError(type);
    };
  }

  private Vector vector(DataType type, int length, long range) {
    VectorBuilder builder = VectorBuilder.of(type, length);
    for (int i = 0; i < length; i++) {
      if (random.nextInt(9) == 0) builder.appendNull();
      else Values.append(builder, value(type, range));
    }
    FlatVector flat = builder.build();
    return switch (random.nextInt(3)) {
      case 0 -> flat;
      case 1 -> new ConstantVector((FlatVector) single(flat), length);
      default -> {
        int[] ids = new int[length];
        boolean[] nulls = random.nextBoolean() ? new boolean[length] : null;
        int used = random.nextBoolean() ? length : Math.max(1, length / 8);
        for (int i = 0; i < length; i++) {
          ids[i] = random.nextInt(used);
          if (nulls != null) nulls[i] = random.nextInt(5) == 0;
        }
        yield DictionaryVector.of(flat, ids, length, nulls);
      }
    };
  }

  private static Vector single(FlatVector flat) {
    VectorBuilder builder = VectorBuilder.of(flat.type(), 1);
    builder.append(flat, 0);
    return builder.build();
  }

  private Selection some(int length) {
    if (random.nextBoolean()) return null;
    int[] rows = new int[length];
    int count = 0;
    for (int i = 0; i < length; i++) if (random.nextInt(3) > 0) rows[count++] = i;
    return new Selection(rows, count);
  }

  @ParameterizedTest
  @ValueSource(longs = {3, 100, 20_000, 1L << 24, 1L << 45})
  void everyKeyIsFoundAndFewOthersAre(long range) {
    long seed = random.nextLong();
    random.setSeed(seed);
    for (DataType type : TYPES) {
      Set<Object> keys = new HashSet<>();
      List<KeySample> samples = new ArrayList<>();
      for (int task = random.nextInt(3); task >= 0; task--) {
        KeySample.Builder builder = new KeySample.Builder(type, 100_000);
        for (int batch = random.nextInt(4); batch >= 0; batch--) {
          int length = 1 + random.nextInt(300);
          Vector vector = vector(type, length, range);
          Selection rows = some(length);
          builder.add(
              vector, rows == null ? null : rows.rows(), rows == null ? length : rows.count());
          for (int i = 0; i < (rows == null ? length : rows.count()); i++)
            keys.add(key(vector, rows == null ? i : rows.rows()[i]));
        }
        samples.add(builder.build());
      }
      keys.remove(null);
      check(KeyFilter.of(samples), type, keys, range, seed);
    }
  }

  /** Zeros are equal whatever their sign. */
  private static Object key(Vector vector, int row) {
    Object value = Values.get(vector, row);
    return value instanceof Double number ? (Object) (number + 0.0) : value;
  }

  private void check(KeyFilter filter, DataType type, Set<Object> keys, long range, long seed) {
    int others = 0;
    int wrong = 0;
    for (int round = 0; round < 20; round++) {
      int length = 1 + random.nextInt(500);
      Vector vector = vector(type, length, range);
      Selection among = some(length);
      Selection found = filter.select(vector, length, among);
      boolean[] isFound = new boolean[length];
      for (int i = 0; i < found.count(); i++) isFound[found.rows()[i]] = true;
      for (int i = 0; i < (among == null ? length : among.count()); i++) {
        int row = among == null ? i : among.rows()[i];
        Object value = key(vector, row);
        if (keys.contains(value))
          assertTrue(isFound[row], () -> "seed " + seed + ": " + value + " of " + filter);
        else if (value == null) assertTrue(!isFound[row], () -> "seed " + seed + ": null");
        else others++;
        if (!keys.contains(value) && isFound[row]) wrong++;
      }
    }
    assertTrue(wrong <= 40 + others / 10, "seed " + seed + ": " + wrong + " of " + others);
  }

  @Test
  void denseKeysAreBitsAndOthersAreNot() {
    assertInstanceOf(KeyBits.class, of(5, 6, 1000));
    assertInstanceOf(KeyBloom.class, of(5, 6, 1L << 40));
    assertInstanceOf(KeyBloom.class, of(Long.MIN_VALUE, Long.MAX_VALUE));
    assertInstanceOf(NoKeys.class, KeyFilter.of(List.of()));
  }

  @Test
  void boundsAreThoseOfTheKeys() {
    assertArrayEquals(new long[] {-5, 1000}, of(-5, 6, 1000).bounds());
    assertArrayEquals(new long[] {-5, 1L << 40}, of(-5, 6, 1L << 40).bounds());
    assertEquals(LocalDate.of(1970, 1, 3), KeySample.value(AtomicType.DATE, 2));
  }

  @Test
  void tooManyKeysAreNone() {
    KeySample.Builder builder = new KeySample.Builder(AtomicType.LONG, 10);
    VectorBuilder keys = VectorBuilder.of(AtomicType.LONG, 20);
    for (long i = 0; i < 20; i++) Values.append(keys, i);
    builder.add(keys.build(), null, 20);
    assertTrue(builder.isTooMany());
  }

  private static KeyFilter of(long... values) {
    long min = Long.MAX_VALUE;
    long max = Long.MIN_VALUE;
    for (long value : values) {
      min = Math.min(min, value);
      max = Math.max(max, value);
    }
    return KeyFilter.of(List.of(new KeySample(values, true, min, max)));
  }
}
