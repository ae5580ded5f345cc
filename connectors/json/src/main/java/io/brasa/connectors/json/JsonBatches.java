package io.brasa.connectors.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.brasa.columnar.source.BatchReader;
import io.brasa.columnar.source.ScanRequest;
import io.brasa.columnar.source.SourceContext;
import io.brasa.columnar.source.files.BadRecords;
import io.brasa.columnar.source.files.FileColumns;
import io.brasa.columnar.source.files.FileSplit;
import io.brasa.columnar.source.files.RecordMode;
import io.brasa.columnar.text.TimeText;
import io.brasa.columnar.type.StructField;
import io.brasa.columnar.vector.Batch;
import io.brasa.columnar.vector.BytesBuilder;
import io.brasa.columnar.vector.Vector;
import io.brasa.columnar.vector.VectorBuilder;
import java.util.ArrayList;
import java.util.List;

/** The rows of a piece of a file. */
final class JsonBatches implements BatchReader {
  private static final int MOST_BYTES = 1 << 22;

  private final SourceContext context;
  private final FileColumns columns;
  private final RecordMode mode;
  private final BadRecords bad;
  private final JsonRecords records;
  private final JsonText text;
  private final JsonColumn.Problems problems = new JsonColumn.Problems();
  private final JsonColumn[] read;
  private final JsonFields fields;

  /** For each column needed its place among those read, or -1 for the text of bad records. */
  private final int[] placeOfNeeded;

  private final BytesBuilder badTexts;

  JsonBatches(JsonSource source, FileSplit split, ScanRequest request, SourceContext context) {
    JsonOptions options = source.options();
    this.context = context;
    this.mode = options.mode();
    this.bad = new BadRecords(mode, split.file(), context);
    this.columns =
        new FileColumns(request, source.data().size(), source.table().partitions(), split);
    int corrupt = source.data().indexOf(options.corruptColumn()).orElse(-1);
    boolean readsAll = mode != RecordMode.PERMISSIVE || columns.needed().contains(corrupt);
    TimeText times = new TimeText(options.zone(context), options.patterns());
    List<Integer> places = new ArrayList<>();
    List<String> names = new ArrayList<>();
    List<JsonColumn> found = new ArrayList<>();
    for (int i = 0; i < source.data().size(); i++) {
      if (i == corrupt || !readsAll && !columns.needed().contains(i)) continue;
      StructField field = source.data().field(i);
      places.add(i);
      names.add(field.name());
      found.add(
          JsonColumn.of(
              field.name(), VectorBuilder.of(field.dataType(), Batch.ROWS), times, problems));
    }
    this.read = found.toArray(new JsonColumn[0]);
    this.fields = new JsonFields(names, read);
    this.placeOfNeeded = columns.needed().stream().mapToInt(places::indexOf).toArray();
    this.badTexts =
        columns.needed().contains(corrupt)
            ? new BytesBuilder(source.data().field(corrupt).dataType(), Batch.ROWS)
            : null;
    this.text = new JsonText(options.syntax());
    this.records = new JsonRecords(options, split, context);
  }

  @Override
  public Batch next() {
    int rows = 0;
    long bytes = 0;
    boolean hasMore = true;
    while (hasMore && (rows == 0 || rows < Batch.ROWS && bytes < MOST_BYTES)) {
      if (rows == 0) context.checkCancelled();
      hasMore = records.next();
      if (!hasMore) break;
      bytes += records.to() - records.from();
      if (append(rows)) rows++;
    }
    if (rows == 0) return null;
    context.countInput(rows, 0);
    List<Vector> built = new ArrayList<>(read.length);
    for (JsonColumn column : read) {
      built.add(column.builder.build());
      column.builder.reserve(Batch.ROWS);
    }
    List<Vector> data = new ArrayList<>(placeOfNeeded.length);
    for (int place : placeOfNeeded) data.add(place >= 0 ? built.get(place) : badTexts.build());
    return columns.batch(rows, data);
  }

  /** Reads a record into row {@code row}; false if it is left out. */
  private boolean append(int row) {
    String problem = read(row);
    if (problem != null) {
      bad.report(records.offset(), problem);
      if (mode == RecordMode.DROPMALFORMED) {
        for (JsonColumn column : read) column.builder.truncate(row);
        return false;
      }
    }
    if (badTexts != null) {
      if (problem == null) badTexts.appendNull();
      else
        badTexts.append(
            new String(records.bytes(), records.from(), records.to() - records.from(), UTF_8));
    }
    return true;
  }

  /** What does not fit; null if all does. */
  private String read(int row) {
    problems.first = null;
    text.reset(records.bytes(), records.from(), records.to());
    try {
      if (text.peek() != '{') throw text.unexpected("an object");
      fields.read(text, row);
      if (!text.isAtEnd()) throw text.unexpected("the end");
      return problems.first;
    } catch (JsonFailure e) {
      for (JsonColumn column : read) {
        if (column.builder.length() >= row) column.builder.truncate(row);
        column.builder.appendNull();
      }
      return "it is no JSON object: " + e.getMessage();
    }
  }

  @Override
  public void close() {
    records.close();
  }
}
