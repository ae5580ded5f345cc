package io.brasa.columnar.vector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brasa.columnar.type.AtomicType;
import io.brasa.columnar.type.DataType;
import io.brasa.columnar.type.MapType;
import io.brasa.runtime.codec.Codecs;
import io.brasa.runtime.codec.Decoder;
import io.brasa.runtime.codec.Encoder;
import io.brasa.runtime.error.EngineException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Columns by chance against lists of their values. */
final class TestVectors {
  private static final int ROUNDS = 400;

  private Random random;
  private RandomColumns columns;

  @BeforeEach
  void seed() {
    long seed = new Random().nextLong();
    System.out.println("TestVectors seed " + seed);
    random = new Random(seed);
    columns = new RandomColumns(random);
  }

  /** Arrays compared by content. */
  private static Object comparable(Object value) {
    return switch (value) {
      case null -> "null";
      case byte[] bytes -> Arrays.toString(bytes);
      case List<?> list -> list.stream().map(TestVectors::comparable).toList();
      case java.util.Map<?, ?> map -> {
        java.util.Map<Object, Object> all = new java.util.HashMap<>();
        map.forEach((k, v) -> all.put(comparable(k), comparable(v)));
        yield all;
      }
      default -> value;
    };
  }

  private static void assertValues(List<Object> expected, Vector actual) {
    assertEquals(expected.size(), actual.length());
    for (int i = 0; i < expected.size(); i++) {
      assertEquals(expected.get(i) == null, actual.isNullAt(i));
      assertEquals(
          comparable(expected.get(i)),
          comparable(Values.get(actual, i)),
          actual.type() + " row " + i);
      assertTrue(expected.get(i) != null || actual.mayHaveNulls());
    }
  }

  private record Column(Vector vector, List<Object> values) {}

  private Column column(DataType type, int length) {
    List<Object> values = new ArrayList<>();
    return new Column(columns.vector(type, length, values), values);
  }

  @Test
  void vectorsHoldWhatWasAppended() {
    for (int round = 0; round < ROUNDS; round++) {
      Column column = column(columns.type(2), random.nextInt(30));
      assertValues(column.values, column.vector);
      assertValues(column.values, Vectors.flat(column.vector));
      assertTrue(column.vector.sizeBytes() > 0);
    }
  }

  @Test
  void rowsAreTakenInAnyOrder() {
    for (int round = 0; round < ROUNDS; round++) {
      Column column = column(columns.type(2), 1 + random.nextInt(30));
      int[] rows = random.ints(random.nextInt(40), 0, column.values.size()).toArray();
      List<Object> expected = new ArrayList<>();
      for (int row : rows) expected.add(column.values.get(row));
      Vector taken = Vectors.take(column.vector, rows, rows.length);
      assertValues(expected, taken);
      int[] again = random.ints(rows.length, 0, Math.max(1, rows.length)).toArray();
      if (rows.length == 0) continue;
      List<Object> twice = new ArrayList<>();
      for (int row : again) twice.add(expected.get(row));
      assertValues(twice, Vectors.take(taken, again, again.length));
    }
  }

  @Test
  void vectorsAreConcatenatedInAnyForm() {
    for (int round = 0; round < ROUNDS; round++) {
      DataType type = columns.type(2);
      List<Vector> parts = new ArrayList<>();
      List<Object> expected = new ArrayList<>();
      for (int i = random.nextInt(4); i >= 0; i--) {
        Column part = column(type, random.nextInt(10));
        parts.add(part.vector);
        expected.addAll(part.values);
      }
      assertValues(expected, Vectors.concatenate(parts));
    }
  }

  @Test
  void batchesSurviveTheirBytes() {
    Codecs codecs = new Codecs(getClass().getClassLoader());
    for (int round = 0; round < ROUNDS; round++) {
      int length = random.nextInt(30);
      List<Column> all = new ArrayList<>();
      for (int i = random.nextInt(4); i >= 0; i--) all.add(column(columns.type(2), length));
      Batch batch = Batch.of(length, all.stream().map(Column::vector).toList());
      int[] rows = random.ints(length, 0, 2).toArray();
      Selection selection = selected(rows);
      Batch chosen = random.nextBoolean() ? batch : batch.selecting(selection);
      Encoder out = new Encoder(codecs);
      out.writeValue(chosen);
      Batch back = (Batch) new Decoder(codecs, out.toByteArray()).readValue();
      assertEquals(chosen.rowCount(), back.length());
      for (int i = 0; i < all.size(); i++) {
        List<Object> expected = new ArrayList<>();
        for (int row = 0; row < length; row++) {
          if (chosen == batch || rows[row] == 1) expected.add(all.get(i).values.get(row));
        }
        assertValues(expected, back.column(i));
      }
      assertTrue(codecs.equal(chosen, back));
      assertEquals(codecs.hash(chosen), codecs.hash(back));
      assertTrue(codecs.of(chosen).isImmutable(chosen));
    }
  }

  private static Selection selected(int[] flags) {
    int[] rows = new int[flags.length];
    int count = 0;
    for (int i = 0; i < flags.length; i++) if (flags[i] == 1) rows[count++] = i;
    return new Selection(rows, count);
  }

  @Test
  void damagedBytesAreRefused() {
    Codecs codecs = new Codecs(getClass().getClassLoader());
    int refused = 0;
    for (int round = 0; round < ROUNDS; round++) {
      Column column = column(columns.type(2), 20);
      Encoder out = new Encoder(codecs);
      out.writeValue(Batch.of(20, List.of(column.vector)));
      byte[] bytes = out.toByteArray();
      byte[] cut = Arrays.copyOf(bytes, random.nextInt(bytes.length));
      assertThrows(EngineException.class, () -> new Decoder(codecs, cut).readValue());
      bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
      try {
        new Decoder(codecs, bytes).readValue();
      } catch (EngineException e) {
        refused++;
      }
    }
    assertTrue(refused > 0);
  }

  @Test
  void equalValuesHaveEqualHashesInAnyForm() {
    for (int round = 0; round < ROUNDS; round++) {
      DataType type = columns.type(2);
      Column column = column(type, 1 + random.nextInt(30));
      FlatVector flat = Vectors.flat(column.vector);
      int length = flat.length();
      long[] one = new long[length];
      long[] other = new long[length];
      int[] rows = random.ints(length, 0, length).toArray();
      VectorHash.hash(column.vector, rows, length, one, false);
      VectorHash.hash(flat, rows, length, other, false);
      assertEquals(Arrays.toString(one), Arrays.toString(other), type.toString());
      for (int i = 0; i < length; i++) {
        assertEquals(VectorHash.at(flat, rows[i]), one[i]);
        assertTrue(VectorOrder.equal(column.vector, i, flat, i));
        for (int j = 0; j < length; j++) {
          boolean isEqual = VectorOrder.equal(column.vector, i, flat, j);
          if (isEqual) assertEquals(VectorHash.at(flat, i), VectorHash.at(flat, j));
          if (hasNoMap(type))
            assertEquals(isEqual, VectorOrder.compare(column.vector, i, flat, j) == 0);
        }
      }
    }
  }

  private static boolean hasNoMap(DataType type) {
    return !type.simpleString().contains("map<");
  }

  @Test
  void theOrderIsThatOfTheValues() {
    for (int round = 0; round < ROUNDS; round++) {
      DataType type = columns.type(1);
      if (!hasNoMap(type)) continue;
      Column column = column(type, 3);
      int ab = VectorOrder.compare(column.vector, 0, column.vector, 1);
      int ba = VectorOrder.compare(column.vector, 1, column.vector, 0);
      assertEquals(Integer.signum(ab), -Integer.signum(ba));
      int bc = VectorOrder.compare(column.vector, 1, column.vector, 2);
      int ac = VectorOrder.compare(column.vector, 0, column.vector, 2);
      if (ab <= 0 && bc <= 0) assertTrue(ac <= 0, type.toString());
      boolean isDecimal = type != AtomicType.INTERVAL;
      if (isDecimal && type.storage() == io.brasa.columnar.type.Storage.WIDE) {
        @SuppressWarnings("unchecked")
        Comparable<Object> left = (Comparable<Object>) column.values.get(0);
        Object right = column.values.get(1);
        if (left != null && right != null)
          assertEquals(Integer.signum(left.compareTo(right)), Integer.signum(ab));
      }
    }
  }

  @Test
  void zeroAndMinusZeroAreEqualAndNanIsTheGreatest() {
    FlatVector values =
        new DoubleVector(
            AtomicType.DOUBLE, 4, new double[] {0.0, -0.0, Double.NaN, Double.MAX_VALUE}, null);
    assertTrue(VectorOrder.equal(values, 0, values, 1));
    assertEquals(VectorHash.at(values, 0), VectorHash.at(values, 1));
    assertTrue(VectorOrder.compare(values, 2, values, 3) > 0);
    assertTrue(VectorOrder.equal(values, 2, values, 2));
  }

  @Test
  void textIsOrderedByItsBytes() {
    BytesBuilder builder = new BytesBuilder(AtomicType.STRING, 2);
    builder.append("z");
    builder.append("é");
    FlatVector texts = builder.build();
    assertTrue(VectorOrder.compare(texts, 0, texts, 1) < 0);
  }

  @Test
  void whatDoesNotFitIsRefused() {
    assertThrows(
        IllegalArgumentException.class, () -> new IntVector(AtomicType.LONG, 1, new int[1], null));
    assertThrows(
        IllegalArgumentException.class,
        () -> new IntVector(AtomicType.INTEGER, 2, new int[1], null));
    assertThrows(
        IllegalArgumentException.class,
        () -> Batch.of(2, List.of(new IntVector(AtomicType.INTEGER, 1, new int[1], null))));
    assertThrows(IllegalArgumentException.class, () -> new Selection(new int[1], 2));
    assertThrows(
        IllegalArgumentException.class,
        () -> {
          Vector map =
              Vectors.constant(
                  new MapType(AtomicType.STRING, AtomicType.LONG), java.util.Map.of("a", 1L), 1);
          VectorOrder.compare(map, 0, map, 0);
        });
  }

  @Test
  void aBatchWithoutSelectionIsDenseAlready() {
    Batch batch = Batch.of(3, List.of());
    assertSame(batch, batch.dense());
    assertEquals(3, batch.rowCount());
    Batch chosen = batch.selecting(new Selection(new int[] {2}, 1));
    assertEquals(1, chosen.rowCount());
    assertEquals(1, chosen.dense().length());
    assertFalse(chosen.dense().selection().isPresent());
  }
}
