package io.brasa.sql;

import io.brasa.columnar.type.StructType;
import io.brasa.runtime.error.EngineException;
import io.brasa.sql.shape.Shape;
import java.lang.reflect.Array;
import java.util.List;

/**
 * How values of a class are rows. Found by itself wherever the class is known; given by hand, from
 * {@link Encoders}, where it is not. Immutable.
 *
 * @param <T> the class
 */
public final class Encoder<T> {
  private final Shape shape;
  private final EngineException lack;

  private Encoder(Shape shape, EngineException lack) {
    this.shape = shape;
    this.lack = lack;
  }

  static <T> Encoder<T> of(Shape shape) {
    return new Encoder<>(shape, null);
  }

  /**
   * Of values that only functions can look into.
   *
   * @param lack what is thrown when somebody asks for columns
   */
  static <T> Encoder<T> opaque(Class<?> type, EngineException lack) {
    return new Encoder<>(new Shape.OpaqueShape(type), lack);
  }

  Shape shape() {
    return shape;
  }

  /** The columns of rows of this class. Fails with what there is to say if it has none. */
  public StructType schema() {
    requireColumns();
    return shape.schema();
  }

  /** The class. */
  @SuppressWarnings("unchecked")
  public Class<T> clsTag() {
    return (Class<T>) shape.type();
  }

  void requireColumns() {
    if (lack != null) throw lack;
  }

  boolean hasColumns() {
    return lack == null;
  }

  /** Values as an array of the class; of what they are if it is not known. */
  @SuppressWarnings("unchecked")
  T[] array(List<T> values) {
    Class<?> type = shape.type().isPrimitive() ? Object.class : shape.type();
    return values.toArray((T[]) Array.newInstance(type, values.size()));
  }

  @Override
  public String toString() {
    return lack == null ? "Encoder of " + shape.schema().simpleString() : "Encoder without columns";
  }
}
