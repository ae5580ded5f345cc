package io.brasa.testkit.source;

import io.brasa.columnar.source.BatchReader;
import io.brasa.columnar.source.ScanRequest;
import io.brasa.columnar.source.Source;
import io.brasa.columnar.source.SourceContext;
import io.brasa.columnar.source.Split;
import io.brasa.columnar.vector.Batch;
import io.brasa.columnar.vector.Values;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Rows of sources as Java objects, for comparison. */
public final class SourceRows {
  private SourceRows() {}

  /** All rows of all columns, split by split. */
  public static List<List<Object>> of(Source source, SourceContext context) {
    return of(source, ScanRequest.of(all(source)), context);
  }

  public static List<Integer> all(Source source) {
    return IntStream.range(0, source.schema().size()).boxed().toList();
  }

  public static List<List<Object>> of(Source source, ScanRequest request, SourceContext context) {
    List<List<Object>> rows = new ArrayList<>();
    for (Split split : source.splits(request, context)) {
      try (BatchReader reader = source.open(split, request, context)) {
        for (Batch batch = reader.next(); batch != null; batch = reader.next()) add(batch, rows);
      }
    }
    return rows;
  }

  /** The rows of a batch that count. */
  public static void add(Batch batch, List<List<Object>> rows) {
    Batch dense = batch.dense();
    for (int row = 0; row < dense.length(); row++) {
      List<Object> values = new ArrayList<>();
      for (int column = 0; column < dense.columns().size(); column++)
        values.add(comparable(Values.get(dense.column(column), row)));
      rows.add(values);
    }
  }

  /** Bytes as a list, which has an equality. */
  public static Object comparable(Object value) {
    if (!(value instanceof byte[] bytes)) return value;
    return Arrays.asList(IntStream.range(0, bytes.length).mapToObj(i -> bytes[i]).toArray());
  }
}
