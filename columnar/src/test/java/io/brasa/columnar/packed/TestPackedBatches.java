package io.brasa.columnar.packed;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brasa.columnar.source.ColumnFilter;
import io.brasa.columnar.source.RowFilter;
import io.brasa.columnar.source.ScanRequest;
import io.brasa.columnar.type.AtomicType;
import io.brasa.columnar.type.DataType;
import io.brasa.columnar.vector.Batch;
import io.brasa.columnar.vector.BytesVector;
import io.brasa.columnar.vector.ConstantVector;
import io.brasa.columnar.vector.DictionaryVector;
import io.brasa.columnar.vector.DoubleVector;
import io.brasa.columnar.vector.LongVector;
import io.brasa.columnar.vector.RandomColumns;
import io.brasa.columnar.vector.Selection;
import io.brasa.columnar.vector.Values;
import io.brasa.columnar.vector.Vector;
import io.brasa.columnar.vector.VectorBuilder;
import io.brasa.columnar.vector.VectorOrder;
import io.brasa.columnar.vector.Vectors;
import io.brasa.runtime.codec.Codecs;
import io.brasa.runtime.codec.Decoder;
import io.brasa.runtime.codec.Encoder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.LongUnaryOperator;
import org.junit.jupiter.api.Test;

/** What is packed comes back, in few bytes, and what is passed over has no row wanted. */
final class TestPackedBatches {
  private final long seed = new Random().nextLong();
  private final Random random = new Random(seed);

  private static PackedBatch packed(Batch batch) {
    return new BatchPacker().pack(batch);
  }

  private static PackedBatch packed(Vector column) {
    return packed(Batch.of(column.length(), List.of(column)));
  }

  private static Object plain(Object value) {
    if (value instanceof byte[] bytes) return Arrays.toString(bytes);
    if (value instanceof Double number) return Double.doubleToRawLongBits(number);
    if (value instanceof Map<?, ?> map) {
      List<Object> entries = new ArrayList<>();
      map.forEach((key, each) -> entries.add(plain(key) + "=" + plain(each)));
      return entries.toString();
    }
    return value instanceof List<?> list
        ? list.stream().map(TestPackedBatches::plain).toList().toString()
        : String.valueOf(value);
  }

  @Test
  void everyTypeComesBackWithItsNulls() {
    RandomColumns chance = new RandomColumns(random);
    for (int i = 0; i < 400; i++) {
      DataType type = chance.type(2);
      int length = random.nextInt(5) == 0 ? random.nextInt(3) : random.nextInt(700);
      List<Object> expected = new ArrayList<>();
      Vector vector = chance.vector(type, length, expected);
      PackedBatch packed = coded(packed(vector));
      Vector back = packed.column(0);
      assertEquals(type, back.type());
      for (int row = 0; row < length; row++)
        assertEquals(
            plain(expected.get(row)), plain(Values.get(back, row)), type + ", seed " + seed);
      long nulls = expected.stream().filter(Objects::isNull).count();
      assertEquals(nulls, packed.nullCount(0), type + ", seed " + seed);
    }
  }

  private static PackedBatch coded(PackedBatch batch) {
    Codecs codecs = new Codecs(TestPackedBatches.class.getClassLoader());
    Encoder out = new Encoder(codecs);
    out.writeValue(batch);
    return (PackedBatch) new Decoder(codecs, out.toByteArray()).readValue();
  }

  private LongVector longs(int length, LongUnaryOperator value) {
    long[] values = new long[length];
    for (int i = 0; i < length; i++) values[i] = value.applyAsLong(i);
    return new LongVector(AtomicType.LONG, length, values, null);
  }

  private void assertPackedInto(int bytes, LongVector vector) {
    PackedBatch packed = packed(vector);
    LongVector back = (LongVector) Vectors.flat(packed.column(0));
    assertArrayEquals(
        vector.values(), Arrays.copyOf(back.values(), vector.length()), "seed " + seed);
    long kept = packed.sizeBytes();
    assertTrue(kept <= bytes + 250, kept + " bytes, seed " + seed);
  }

  @Test
  void numbersTakeTheBitsOfTheirRange() {
    int rows = 4096;
    assertPackedInto(0, longs(rows, _ -> 7));
    assertPackedInto(rows / 2, longs(rows, _ -> 1_000_000_000_000L + random.nextInt(16)));
    assertPackedInto(rows * 3 / 8, longs(rows, i -> i * 1_000_003 + (i & 3)));
    assertPackedInto(rows / 16, longs(rows, i -> i / 512 * 99_999_999_999L));
    assertPackedInto(rows / 2 + 16 * 8, longs(rows, _ -> random.nextInt(16) * 77_777_777_777L - 5));
    assertPackedInto(rows * 8, longs(rows, _ -> random.nextLong()));
    assertPackedInto(rows * 8, longs(rows, i -> i % 2 == 0 ? Long.MIN_VALUE : Long.MAX_VALUE - i));
  }

  @Test
  void allWidthsComeBackWholeAndInPart() {
    for (int width = 0; width < 64; width++) {
      long mask = width == 0 ? 0 : -1L >>> 64 - width;
      int length = 1 + random.nextInt(300);
      LongVector vector = longs(length, _ -> (random.nextLong() & mask) - random.nextInt(2));
      assertPackedInto(length * 8, vector);
      int[] rows = random.ints(length / 5, 0, length).sorted().distinct().toArray();
      Vector part =
          packed(vector).columns().getFirst().vector(length, new Selection(rows, rows.length));
      for (int row : rows)
        assertEquals(Values.get(vector, row), Values.get(part, row), "seed " + seed);
    }
  }

  @Test
  void decimalsInDoublesTakeFewBits() {
    double[] prices = new double[1000];
    for (int i = 0; i < prices.length; i++) prices[i] = random.nextInt(100_000) / 100.0;
    PackedBatch packed = packed(new DoubleVector(AtomicType.DOUBLE, 1000, prices, null));
    assertTrue(packed.sizeBytes() < 1000 * 17 / 8 + 250, "seed " + seed);
    assertArrayEquals(prices, ((DoubleVector) packed.column(0)).values());
    double[] odd = {-0.0, Double.NaN, 1e300, Math.PI, Double.MIN_VALUE};
    DoubleVector back =
        (DoubleVector) packed(new DoubleVector(AtomicType.DOUBLE, odd.length, odd, null)).column(0);
    assertArrayEquals(odd, back.values());
    assertEquals(Double.doubleToRawLongBits(-0.0), Double.doubleToRawLongBits(back.values()[0]));
  }

  @Test
  void dictionariesAndConstantsStayThat() {
    VectorBuilder builder = VectorBuilder.of(AtomicType.STRING, 900);
    for (int i = 0; i < 900; i++) Values.append(builder, List.of("AIR", "RAIL", "SHIP").get(i % 3));
    Vector modes = builder.build();
    PackedBatch packed = packed(modes);
    DictionaryVector back = assertInstanceOf(DictionaryVector.class, packed.column(0));
    assertEquals(3, back.dictionary().length());
    assertTrue(packed.sizeBytes() < 900 / 4 + 300);
    Vector constant = Vectors.constant(AtomicType.STRING, "x", 900);
    assertInstanceOf(ConstantVector.class, packed(constant).column(0));
    assertInstanceOf(ConstantVector.class, packed(Vectors.nulls(AtomicType.LONG, 900)).column(0));
    assertInstanceOf(BytesVector.class, packed(different(900)).column(0));
  }

  private static Vector different(int rows) {
    VectorBuilder builder = VectorBuilder.of(AtomicType.STRING, rows);
    for (int i = 0; i < rows; i++) Values.append(builder, "comment " + i);
    return builder.build();
  }

  @Test
  void whatIsPassedOverHasNoRowThatIsWanted() {
    RandomColumns chance = new RandomColumns(random);
    int skipped = 0;
    for (int i = 0; i < 3_000; i++) {
      DataType type = chance.type(0);
      List<Object> values = new ArrayList<>();
      Vector column = chance.vector(type, 1 + random.nextInt(6), values);
      List<Object> wanted = new ArrayList<>();
      Vector probe = chance.vector(type, 1, wanted);
      ColumnFilter filter = filter(wanted.getFirst());
      boolean mayHold = new Skipping(List.of(filter), List.of(type)).mayHold(packed(column));
      if (mayHold) continue;
      skipped++;
      for (int row = 0; row < column.length(); row++)
        assertFalse(holds(filter, column, row, probe), filter + " of " + values + ", seed " + seed);
    }
    assertTrue(skipped > 300, skipped + ", seed " + seed);
  }

  private ColumnFilter filter(Object value) {
    ColumnFilter.Comparison[] comparisons = ColumnFilter.Comparison.values();
    if (value == null)
      return random.nextBoolean() ? new ColumnFilter.IsNull(0) : new ColumnFilter.IsNotNull(0);
    if (value instanceof String text && random.nextInt(3) == 0)
      return new ColumnFilter.StartsWith(0, text);
    if (random.nextInt(5) == 0) return new ColumnFilter.In(0, List.of(value));
    return new ColumnFilter.Compare(0, comparisons[random.nextInt(comparisons.length)], value);
  }

  private static boolean holds(ColumnFilter filter, Vector column, int row, Vector probe) {
    if (filter instanceof ColumnFilter.IsNull) return column.isNullAt(row);
    if (column.isNullAt(row)) return false;
    if (filter instanceof ColumnFilter.IsNotNull) return true;
    if (filter instanceof ColumnFilter.StartsWith(int _, String prefix))
      return ((String) Values.get(column, row)).startsWith(prefix);
    int order = VectorOrder.compare(column, row, probe, 0);
    if (!(filter instanceof ColumnFilter.Compare(int _, var comparison, Object _)))
      return order == 0;
    return switch (comparison) {
      case EQUAL -> order == 0;
      case LESS -> order < 0;
      case LESS_OR_EQUAL -> order <= 0;
      case GREATER -> order > 0;
      case GREATER_OR_EQUAL -> order >= 0;
    };
  }

  @Test
  void readersPassOverBatchesAndKeepRowsThatAreWanted() {
    List<PackedBatch> batches = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      long base = i * 100L;
      batches.add(
          packed(Batch.of(100, List.of(longs(100, row -> base + row), longs(100, row -> -row)))));
    }
    RowFilter odd =
        new RowFilter() {
          @Override
          public List<Integer> columns() {
            return List.of(0);
          }

          @Override
          public Selection select(List<Vector> columns, int length, Selection among) {
            long[] values = ((LongVector) columns.getFirst()).values();
            int[] rows = new int[length];
            int count = 0;
            for (int i = 0; i < length; i++)
              if (values[i] >= 320 && values[i] % 50 == 1) rows[count++] = i;
            return new Selection(rows, count);
          }
        };
    ColumnFilter from = new ColumnFilter.Compare(0, ColumnFilter.Comparison.GREATER_OR_EQUAL, 320L);
    ScanRequest request = new ScanRequest(List.of(1), List.of(from), List.of(odd));
    List<Object> found = new ArrayList<>();
    try (PackedReader reader =
        new PackedReader(batches.iterator(), request, List.of(AtomicType.LONG, AtomicType.LONG))) {
      for (Batch batch = reader.next(); batch != null; batch = reader.next()) {
        Vector column = batch.dense().column(0);
        for (int i = 0; i < column.length(); i++) found.add(Values.get(column, i));
      }
      assertNull(reader.next());
      assertEquals(3, reader.skippedCount());
      assertEquals(7, reader.readCount());
    }
    assertEquals(13, found.size());
    assertEquals(-51L, found.getFirst());
  }
}
