package io.brasa.sql.shape;

import io.brasa.columnar.type.DataType;
import io.brasa.columnar.type.StructType;
import io.brasa.columnar.vector.Values;
import io.brasa.columnar.vector.Vector;
import io.brasa.runtime.codec.Codecs;
import io.brasa.runtime.codec.StructAccess;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes objects of rows: bind it to the columns of a batch, then ask for rows. The columns are
 * those that {@link Fit#columns} names, in its order. Belongs to one thread.
 */
public abstract class BatchReader {
  private BatchReader() {}

  /** From now on rows are of these columns. */
  public abstract void bind(Vector[] columns);

  /** The object that a row is. */
  public abstract Object read(int row);

  /**
   * A reader of columns that fit a shape.
   *
   * @param codecs may be null unless something is opaque
   */
  public static BatchReader of(Shape shape, List<DataType> types, Codecs codecs) {
    Readers readers = new Readers(codecs);
    return switch (shape) {
      case Shape.StructShape struct ->
          new OfStruct(Readers.access(struct), readers.parts(struct, types));
      case Shape.RowShape row -> new OfRow(row.schema(), row.form());
      default -> new OfValue(readers.of(shape, types.getFirst(), Shapes.name(shape.type())));
    };
  }

  /** A reader of one column that has whole values, whatever they are made of. */
  public static BatchReader ofValue(Shape shape, DataType type, Codecs codecs) {
    return new OfValue(new Readers(codecs).of(shape, type, Shapes.name(shape.type())));
  }

  private static final class OfStruct extends BatchReader {
    private final StructAccess access;
    private final RowSource source;

    OfStruct(StructAccess access, ColumnReader[] parts) {
      this.access = access;
      this.source = new RowSource(parts);
    }

    @Override
    public void bind(Vector[] columns) {
      for (int i = 0; i < source.parts.length; i++) source.parts[i].bind(columns[i]);
    }

    @Override
    public Object read(int row) {
      source.row = row;
      return access.make(source);
    }
  }

  private static final class OfRow extends BatchReader {
    private final StructType schema;
    private final Shape.RowForm form;
    private Vector[] columns;

    OfRow(StructType schema, Shape.RowForm form) {
      this.schema = schema;
      this.form = form;
    }

    @Override
    public void bind(Vector[] bound) {
      columns = bound;
    }

    @Override
    public Object read(int row) {
      List<Object> values = new ArrayList<>(columns.length);
      for (Vector column : columns) values.add(Values.get(column, row));
      return form.make(schema, values);
    }
  }

  private static final class OfValue extends BatchReader {
    private final ColumnReader reader;

    OfValue(ColumnReader reader) {
      this.reader = reader;
    }

    @Override
    public void bind(Vector[] columns) {
      reader.bind(columns[0]);
    }

    @Override
    public Object read(int row) {
      return reader.at(row);
    }
  }
}
