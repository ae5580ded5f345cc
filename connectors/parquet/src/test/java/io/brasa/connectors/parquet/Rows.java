package io.brasa.connectors.parquet;

import io.brasa.columnar.source.BatchReader;
import io.brasa.columnar.source.ScanRequest;
import io.brasa.columnar.source.Source;
import io.brasa.columnar.source.SourceOptions;
import io.brasa.columnar.source.Split;
import io.brasa.columnar.vector.Batch;
import io.brasa.columnar.vector.Selection;
import io.brasa.columnar.vector.Values;
import io.brasa.columnar.vector.Vector;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** Reads files as rows of objects that can be compared. */
final class Rows {
  private Rows() {}

  static Source open(Path path, TestContext context) {
    return new ParquetSourceProvider()
        .open(
            new SourceOptions(List.of(path.toString()), Map.of(), Optional.empty()),
            context.storages());
  }

  static List<List<Object>> all(Path path) {
    TestContext context = new TestContext();
    Source source = open(path, context);
    List<Integer> columns = IntStream.range(0, source.schema().size()).boxed().toList();
    return read(source, ScanRequest.of(columns), context);
  }

  static List<List<Object>> read(Source source, ScanRequest request, TestContext context) {
    List<List<Object>> rows = new ArrayList<>();
    for (Split split : source.splits(request, context)) {
      try (BatchReader reader = source.open(split, request, context)) {
        for (Batch batch = reader.next(); batch != null; batch = reader.next()) add(batch, rows);
      }
    }
    return rows;
  }

  static void add(Batch batch, List<List<Object>> rows) {
    Selection selection = batch.selection().orElse(null);
    for (int i = 0; i < batch.rowCount(); i++) {
      int row = selection == null ? i : selection.rows()[i];
      List<Object> values = new ArrayList<>();
      for (Vector column : batch.columns()) values.add(comparable(Values.get(column, row)));
      rows.add(values);
    }
  }

  /** A value that is equal to others by content. */
  static Object comparable(Object value) {
    return switch (value) {
      case null -> null;
      case byte[] bytes -> "x" + HexFormat.of().formatHex(bytes);
      case BigDecimal decimal -> decimal;
      case List<?> list -> {
        List<Object> values = new ArrayList<>();
        for (Object element : list) values.add(comparable(element));
        yield values;
      }
      case Map<?, ?> map -> {
        Map<Object, Object> values = new LinkedHashMap<>();
        map.forEach((key, entry) -> values.put(comparable(key), comparable(entry)));
        yield values;
      }
      default -> value;
    };
  }
}
