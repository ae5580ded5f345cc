package io.brasa.sql.shape;

import io.brasa.columnar.vector.VectorBuilder;
import io.brasa.runtime.codec.Codecs;

/** Appends whole values to one column. Belongs to one thread. */
public final class ValueWriter {
  private final ColumnWriter writer;

  private ValueWriter(ColumnWriter writer) {
    this.writer = writer;
  }

  /**
   * @param codecs may be null unless something is opaque
   */
  public static ValueWriter of(Shape shape, Codecs codecs) {
    return new ValueWriter(new Writers(codecs).of(shape, Shapes.name(shape.type())));
  }

  /** From now on values go to a builder of the shape's type. */
  public void bind(VectorBuilder builder) {
    writer.bind(builder);
  }

  /** Appends a value, or null. */
  public void put(Object value) {
    writer.put(value);
  }
}
