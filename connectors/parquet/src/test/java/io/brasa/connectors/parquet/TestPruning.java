package io.brasa.connectors.parquet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brasa.columnar.source.ColumnFilter;
import io.brasa.columnar.source.ColumnFilter.Comparison;
import io.brasa.columnar.source.RowFilter;
import io.brasa.columnar.source.ScanRequest;
import io.brasa.columnar.source.Source;
import io.brasa.columnar.type.AtomicType;
import io.brasa.columnar.type.DataType;
import io.brasa.columnar.type.StructField;
import io.brasa.columnar.type.StructType;
import io.brasa.columnar.vector.Batch;
import io.brasa.columnar.vector.Selection;
import io.brasa.columnar.vector.Values;
import io.brasa.columnar.vector.Vector;
import io.brasa.columnar.vector.VectorBuilder;
import io.brasa.columnar.vector.VectorOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TestPruning {
  /** All filters, row by row, as the engine would have compiled them. */
  private record Rowwise(List<Integer> columns, List<DataType> types, List<ColumnFilter> filters)
      implements RowFilter {
    @Override
    public Selection select(List<Vector> vectors, int length, Selection among) {
      int[] rows = new int[length];
      int count = 0;
      for (int i = 0; i < length; i++) if (matches(vectors, i)) rows[count++] = i;
      return new Selection(rows, count);
    }

    boolean matches(List<Vector> vectors, int row) {
      for (ColumnFilter filter : filters) {
        int place = columns.indexOf(filter.column());
        if (!matches(filter, types.get(place), vectors.get(place), row)) return false;
      }
      return true;
    }

    private static boolean matches(ColumnFilter filter, DataType type, Vector vector, int row) {
      boolean isNull = vector.isNullAt(row);
      return switch (filter) {
        case ColumnFilter.IsNull _ -> isNull;
        case ColumnFilter.IsNotNull _ -> !isNull;
        case ColumnFilter.StartsWith start ->
            !isNull && ((String) Values.get(vector, row)).startsWith(start.prefix());
        case ColumnFilter.In in -> {
          boolean isIn = false;
          for (Object value : in.values())
            isIn |= !isNull && compare(vector, row, type, value) == 0;
          yield isIn;
        }
        case ColumnFilter.Compare compare -> {
          if (isNull) yield false;
          int order = compare(vector, row, type, compare.value());
          yield switch (compare.comparison()) {
            case EQUAL -> order == 0;
            case LESS -> order < 0;
            case LESS_OR_EQUAL -> order <= 0;
            case GREATER -> order > 0;
            case GREATER_OR_EQUAL -> order >= 0;
          };
        }
      };
    }

    private static int compare(Vector vector, int row, DataType type, Object value) {
      VectorBuilder builder = VectorBuilder.of(type, 1);
      Values.append(builder, value);
      return VectorOrder.compare(vector, row, builder.build(), 0);
    }
  }

  @Test
  void leavesOutNoRowThatMatches(@TempDir Path folder) {
    prune(folder, 25, 800);
  }

  @Test
  @Tag("slow")
  void leavesOutNoRowThatMatchesInManyRounds(@TempDir Path folder) {
    prune(folder, 300, 6_000);
  }

  private static void prune(Path folder, int rounds, int rowsMax) {
    long seed = new Random().nextLong();
    System.out.println("pruning with seed " + seed);
    int left = 0;
    for (int round = 0; round < rounds; round++) {
      Random random = new Random(seed + round);
      RandomTables tables = new RandomTables(random, true);
      StructType schema = tables.schema();
      Map<String, String> options = new TreeMap<>(TestRoundTrips.options(random));
      options.put("parquet.page.size", "" + (64 + random.nextInt(2_000)));
      for (StructField field : schema.fields())
        if (random.nextBoolean())
          options.put("parquet.bloom.filter.enabled#" + field.name(), "true");
      List<Batch> batches = new ArrayList<>();
      for (int i = 0; i < 3; i++) batches.add(tables.batch(schema, 100 + random.nextInt(rowsMax)));
      Path file = folder.resolve(round + ".parquet");
      TestRoundTrips.write(file, schema, batches, options);
      List<ColumnFilter> filters = filters(schema, batches.getFirst(), random, tables);
      List<Integer> needed = filters.stream().map(ColumnFilter::column).distinct().toList();
      Rowwise rowwise =
          new Rowwise(
              needed, needed.stream().map(c -> schema.field(c).dataType()).toList(), filters);
      List<List<Object>> expected = new ArrayList<>();
      for (Batch batch : batches) {
        List<Vector> vectors = needed.stream().map(batch.dense()::column).toList();
        Selection rows = rowwise.select(vectors, batch.rowCount(), null);
        Rows.add(batch.dense().selecting(rows), expected);
      }
      TestContext context = new TestContext();
      Source source = Rows.open(file, context);
      List<Integer> columns = IntStream.range(0, schema.size()).boxed().toList();
      String what = "seed " + (seed + round) + ", " + schema + ", " + filters;
      List<List<Object>> exact =
          Rows.read(source, new ScanRequest(columns, filters, Optional.of(rowwise)), context);
      assertEquals(expected.size(), exact.size(), what);
      for (int i = 0; i < exact.size(); i++) assertEquals(expected.get(i), exact.get(i), what);
      assertEquals(
          expected,
          Rows.read(source, new ScanRequest(columns, List.of(), Optional.of(rowwise)), context),
          what);
      List<List<Object>> some =
          Rows.read(source, new ScanRequest(columns, filters, Optional.empty()), context);
      assertTrue(isWithin(expected, some), what);
      if (some.size() < batches.stream().mapToInt(Batch::rowCount).sum()) left++;
    }
    assertTrue(rounds < 100 || left > rounds / 20, "something was left out in " + left + " rounds");
  }

  private static boolean isWithin(List<List<Object>> part, List<List<Object>> all) {
    int at = 0;
    for (List<Object> row : all) if (at < part.size() && part.get(at).equals(row)) at++;
    return at == part.size();
  }

  private static List<ColumnFilter> filters(
      StructType schema, Batch batch, Random random, RandomTables tables) {
    List<ColumnFilter> filters = new ArrayList<>();
    int count = 1 + random.nextInt(2);
    for (int i = 0; i < count; i++) {
      int column = random.nextInt(schema.size());
      DataType type = schema.field(column).dataType();
      boolean isAtom =
          switch (type.storage()) {
            case ARRAY, MAP, STRUCT -> false;
            default -> true;
          };
      Object value =
          !isAtom || random.nextBoolean() || batch.length() == 0
              ? null
              : Values.get(batch.column(column), random.nextInt(batch.length()));
      if (isAtom && value == null) value = tables.value(type, 30);
      filters.add(
          switch (isAtom ? random.nextInt(8) : random.nextInt(2)) {
            case 0 -> new ColumnFilter.IsNull(column);
            case 1 -> new ColumnFilter.IsNotNull(column);
            case 2, 3 -> new ColumnFilter.In(column, List.of(value, tables.value(type, 5)));
            case 4 ->
                type == AtomicType.STRING
                    ? new ColumnFilter.StartsWith(
                        column,
                        ((String) value).substring(0, Math.min(2, ((String) value).length())))
                    : new ColumnFilter.Compare(column, Comparison.EQUAL, value);
            default ->
                new ColumnFilter.Compare(column, Comparison.values()[random.nextInt(5)], value);
          });
    }
    return filters;
  }

  private static Batch numbers(int count, java.util.function.IntToLongFunction number) {
    VectorBuilder numbers = VectorBuilder.of(AtomicType.LONG, count);
    VectorBuilder texts = VectorBuilder.of(AtomicType.STRING, count);
    for (int i = 0; i < count; i++) {
      Values.append(numbers, number.applyAsLong(i));
      Values.append(texts, "row " + i);
    }
    return Batch.of(count, List.of(numbers.build(), texts.build()));
  }

  private static final StructType TWO =
      new StructType().add("n", AtomicType.LONG).add("t", AtomicType.STRING);

  private static TestContext find(Path file, long number, int rows) {
    TestContext context = new TestContext();
    Source source = Rows.open(file, context);
    ColumnFilter filter = new ColumnFilter.Compare(0, Comparison.EQUAL, number);
    List<List<Object>> found =
        Rows.read(
            source, new ScanRequest(List.of(0, 1), List.of(filter), Optional.empty()), context);
    assertEquals(rows, found.stream().filter(row -> row.get(0).equals(number)).count());
    return context;
  }

  @Test
  void readsOnlyThePagesThatMayHoldAValue(@TempDir Path folder) {
    Path file = folder.resolve("a.parquet");
    TestRoundTrips.write(
        file,
        TWO,
        List.of(numbers(200_000, i -> i)),
        Map.of("parquet.page.size", "20000", "compression", "none"));
    TestContext context = find(file, 123_456, 1);
    assertTrue(context.inputRows < 10_000, context.inputRows + " rows");
  }

  @Test
  void asksBloomFiltersAndDictionaries(@TempDir Path folder) {
    Path bloom = folder.resolve("bloom.parquet");
    TestRoundTrips.write(
        bloom,
        TWO,
        List.of(numbers(50_000, i -> i * 7919L % 50_021 * 2)),
        Map.of("parquet.enable.dictionary", "false", "parquet.bloom.filter.enabled#n", "true"));
    assertEquals(0, find(bloom, 7_779, 0).inputRows);
    assertTrue(find(bloom, 7_780, 1).inputRows > 0);
    Path dictionary = folder.resolve("dictionary.parquet");
    TestRoundTrips.write(dictionary, TWO, List.of(numbers(50_000, i -> i % 50 * 2L)), Map.of());
    assertEquals(0, find(dictionary, 7, 0).inputRows);
    assertEquals(50_000, find(dictionary, 8, 1_000).inputRows);
  }

  @Test
  void bloomFiltersOfDuckDbAreUnderstood(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("duck.parquet");
    try (DuckDb duck = new DuckDb()) {
      duck.run(
          "copy (select (i * 7919 % 1009) * 2 as n, 'v' || (i % 100) as t from range(50000) t(i)) to '"
              + file
              + "' (format parquet)");
    }
    for (int i = 0; i < 200; i++)
      find(file, i, i % 2 == 0 ? 50_000 / 1009 + (has(i / 2) ? 1 : 0) : 0);
    assertEquals(0, find(file, 7, 0).inputRows);
  }

  /** Whether the value comes once more often than others among 50,000 rows. */
  private static boolean has(int value) {
    for (int i = 50_000 / 1009 * 1009; i < 50_000; i++) if (i * 7919L % 1009 == value) return true;
    return false;
  }
}
