package io.brasa.sql.execute;

import io.brasa.columnar.source.BatchReader;
import io.brasa.columnar.source.ColumnStatistics;
import io.brasa.columnar.source.ScanRequest;
import io.brasa.columnar.source.Source;
import io.brasa.columnar.source.SourceContext;
import io.brasa.columnar.source.Split;
import io.brasa.columnar.source.TableStatistics;
import io.brasa.columnar.source.files.FileSplit;
import io.brasa.columnar.type.AtomicType;
import io.brasa.columnar.type.DataType;
import io.brasa.columnar.type.DecimalType;
import io.brasa.columnar.vector.Batch;
import io.brasa.columnar.vector.Values;
import io.brasa.columnar.vector.Vector;
import io.brasa.runtime.error.EngineException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.stream.IntStream;

/**
 * What the beginnings of some files show of all rows, for formats that say nothing of themselves.
 *
 * <p>The number of rows is that of the sample by the bytes. Of the different values {@code d} in
 * {@code n} rows of a sample, {@code f} of them once, the table has about {@code (N/n)^½ · f + d -
 * f} (Charikar, Chaudhuri, Motwani, Narasayya, "Towards Estimation Error Guarantees for Distinct
 * Values", PODS 2000). Bounds are not told: a sample's are none of the table.
 */
public final class SampledStatistics {
  private static final long PIECE_BYTES = 32 << 10;
  private static final int MOST_PIECES = 3;

  /** A packed file has so many times more bytes when it is unpacked. */
  private static final double PACKED = 4;

  private final List<DataType> types;
  private final List<Map<Object, Integer>> counts = new ArrayList<>();
  private final long[] nulls;
  private long rows;

  private SampledStatistics(Source source) {
    types = source.schema().fields().stream().map(field -> field.dataType()).toList();
    for (DataType _ : types) counts.add(new HashMap<>());
    nulls = new long[types.size()];
  }

  /**
   * Empty if a source does not lie in files, or its sample cannot be read: whoever runs it knows.
   */
  public static Optional<TableStatistics> of(Source source, SourceContext driver) {
    List<Integer> columns = IntStream.range(0, source.schema().size()).boxed().toList();
    ScanRequest request = new ScanRequest(columns, List.of(), List.of());
    try {
      List<? extends Split> splits = source.splits(request, driver);
      return new SampledStatistics(source).of(source, splits, request, driver);
    } catch (EngineException e) {
      return Optional.empty();
    }
  }

  private Optional<TableStatistics> of(
      Source source, List<? extends Split> splits, ScanRequest request, SourceContext driver) {
    long total = 0;
    for (Split split : splits) {
      if (!(split instanceof FileSplit)) return Optional.empty();
      total += split.sizeBytes();
    }
    if (total == 0) return Optional.of(new TableStatistics(0, 0, Map.of()));
    double read = 0;
    int count = Math.min(MOST_PIECES, splits.size());
    for (int i = 0; i < count; i++) {
      FileSplit split = (FileSplit) splits.get((int) ((long) splits.size() * i / count));
      if (split.file().isWhole()) return Optional.of(unpacked(total));
      long size = Math.min(PIECE_BYTES, split.sizeBytes());
      add(source, new FileSplit(split.file(), split.offset(), size), request, driver);
      read += size;
    }
    return Optional.of(statistics(total, Math.max(1, rows * (total / read))));
  }

  /** By nothing but how wide rows of these types are as text. */
  private TableStatistics unpacked(long total) {
    double rowBytes = 8.0 * types.size() + 1;
    return new TableStatistics((long) (total * PACKED / rowBytes), total, Map.of());
  }

  private void add(Source source, FileSplit piece, ScanRequest request, SourceContext driver) {
    try (BatchReader reader = source.open(piece, request, driver)) {
      for (Batch batch = reader.next(); batch != null; batch = reader.next()) add(batch.dense());
    }
  }

  private void add(Batch batch) {
    rows += batch.length();
    for (int i = 0; i < types.size(); i++) {
      if (!isCounted(types.get(i))) continue;
      Vector column = batch.columns().get(i);
      for (int row = 0; row < batch.length(); row++) {
        if (column.isNullAt(row)) nulls[i]++;
        else counts.get(i).merge(Values.get(column, row), 1, Integer::sum);
      }
    }
  }

  private static boolean isCounted(DataType type) {
    return type instanceof AtomicType && type != AtomicType.BINARY || type instanceof DecimalType;
  }

  private TableStatistics statistics(long sizeBytes, double total) {
    Map<Integer, ColumnStatistics> columns = new HashMap<>();
    for (int i = 0; i < types.size(); i++) {
      if (!isCounted(types.get(i)) || rows == 0) continue;
      double nullCount = nulls[i] * (total / rows);
      columns.put(
          i,
          new ColumnStatistics(
              OptionalLong.of(distinct(counts.get(i), total - nullCount)),
              OptionalLong.of(Math.round(nullCount)),
              Optional.empty(),
              Optional.empty(),
              OptionalDouble.empty()));
    }
    return new TableStatistics(Math.round(total), sizeBytes, columns);
  }

  private static long distinct(Map<Object, Integer> values, double total) {
    long seen = 0;
    long once = 0;
    for (int count : values.values()) {
      seen += count;
      if (count == 1) once++;
    }
    if (seen == 0) return 1;
    // A sample without repetition says that there is none.
    if (once == seen) return Math.max(1, Math.round(total));
    return Math.max(1, Math.round(Math.sqrt(total / seen) * once + values.size() - once));
  }
}
