package io.brasa.sql.shape;

import io.brasa.columnar.type.StructType;
import io.brasa.columnar.vector.Batch;
import io.brasa.columnar.vector.Vector;
import io.brasa.columnar.vector.VectorBuilder;
import io.brasa.runtime.codec.Codecs;
import io.brasa.runtime.codec.StructAccess;
import io.brasa.runtime.error.EngineException;
import io.brasa.sql.error.SqlError;
import java.util.ArrayList;
import java.util.List;

/** Makes rows of objects: the columns of {@link Shape#schema}. Belongs to one thread. */
public final class BatchWriter {
  private static final int FIRST_ROWS = 64;

  private final Shape shape;
  private final boolean isRow;
  private final StructType schema;
  private final ColumnWriter[] writers;
  private final VectorBuilder[] builders;
  private final boolean[] isLeftOut;
  private final StructAccess access;
  private final RowSink sink;
  private int rows;
  private int expected = FIRST_ROWS;

  /**
   * @param codecs may be null unless something is opaque
   */
  public BatchWriter(Shape shape, Codecs codecs) {
    this(shape, shape.isRow(), codecs);
  }

  /** Of some of the columns only, by their places. */
  public static BatchWriter of(Shape shape, List<Integer> written, Codecs codecs) {
    BatchWriter writer = new BatchWriter(shape, codecs);
    if (written.size() == shape.width()) return writer;
    for (int i = 0; i < writer.writers.length; i++) {
      if (written.contains(i)) continue;
      writer.writers[i] = Writers.NOTHING;
      writer.isLeftOut[i] = true;
    }
    return writer;
  }

  /** Into one column of whole values, whatever they are made of. */
  public static BatchWriter ofValue(Shape shape, Codecs codecs) {
    return new BatchWriter(shape, false, codecs);
  }

  private BatchWriter(Shape shape, boolean isRow, Codecs codecs) {
    this.shape = shape;
    this.isRow = isRow;
    this.schema =
        isRow ? shape.schema() : new StructType().add("value", shape.dataType(), shape.nullable());
    Writers made = new Writers(codecs);
    this.writers = new ColumnWriter[schema.size()];
    this.builders = new VectorBuilder[schema.size()];
    this.isLeftOut = new boolean[schema.size()];
    String path = Shapes.name(shape.type());
    this.access =
        isRow && shape instanceof Shape.StructShape struct ? Readers.access(struct) : null;
    if (isRow && shape instanceof Shape.StructShape struct) {
      for (int i = 0; i < writers.length; i++) {
        Shape.Member member = struct.members().get(i);
        writers[i] = made.of(member.shape(), path + "." + member.name());
      }
    } else if (!isRow) {
      writers[0] = made.of(shape, path);
    } else {
      for (int i = 0; i < writers.length; i++) writers[i] = new ValueWriters.OfOther(path);
    }
    this.sink = new RowSink(writers);
    begin();
  }

  private void begin() {
    rows = 0;
    for (int i = 0; i < builders.length; i++) {
      builders[i] = VectorBuilder.of(schema.field(i).dataType(), expected);
      writers[i].bind(builders[i]);
    }
  }

  public int rows() {
    return rows;
  }

  /** Roughly the heap bytes held. */
  public long sizeBytes() {
    long bytes = 0;
    for (VectorBuilder builder : builders) bytes += builder.sizeBytes();
    return bytes;
  }

  /** Appends a row. Fails with {@code NULL_NOT_ALLOWED} on null, unless the row is one value. */
  public void add(Object value) {
    if (access != null) {
      if (value == null) throw nullRow();
      access.take(value, sink);
    } else if (isRow && shape instanceof Shape.RowShape row) {
      if (value == null) throw nullRow();
      List<Object> values = row.form().take(schema, value);
      for (int i = 0; i < writers.length; i++) writers[i].put(values.get(i));
    } else {
      writers[0].put(value);
    }
    rows++;
  }

  private EngineException nullRow() {
    return new EngineException(
        SqlError.NULL_NOT_ALLOWED,
        "A function gave null where a row is a " + Shapes.name(shape.type()),
        "Leave the row out with filter or flatMap, or let a field of it be null");
  }

  /** The rows so far; the writer has none afterwards. */
  public Batch build() {
    List<Vector> columns = new ArrayList<>(builders.length);
    for (int i = 0; i < builders.length; i++) if (!isLeftOut[i]) columns.add(builders[i].build());
    Batch batch = Batch.of(rows, columns);
    expected = Math.clamp(rows, FIRST_ROWS, Batch.ROWS);
    begin();
    return batch;
  }
}
