package io.brasa.sql.shape;

import io.brasa.columnar.type.ArrayType;
import io.brasa.columnar.type.AtomicType;
import io.brasa.columnar.type.DataType;
import io.brasa.columnar.type.MapType;
import io.brasa.columnar.type.StructField;
import io.brasa.columnar.type.StructType;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * How values of a declared Java type lie in a column. Shapes of the same type are equal. They
 * travel to tasks; what does the work is made there.
 */
public sealed interface Shape extends Serializable {
  /** The class of the values. */
  Class<?> type();

  /** The type of the column. */
  DataType dataType();

  /** Whether a value may be null. */
  default boolean nullable() {
    return !type().isPrimitive();
  }

  /** The columns of rows that are such values: those of its members, or one named value. */
  default StructType schema() {
    return new StructType().add("value", dataType(), nullable());
  }

  /** How many columns rows of such values have. */
  default int width() {
    return schema().size();
  }

  /** Whether rows of such values have a column for each member. */
  default boolean isRow() {
    return this instanceof StructShape || this instanceof RowShape;
  }

  /** A number, a text, a time or another single value. */
  record ScalarShape(Class<?> type, DataType dataType) implements Shape {}

  /** A constant of an enum, as its name. */
  record EnumShape(Class<?> type) implements Shape {
    @Override
    public DataType dataType() {
      return AtomicType.STRING;
    }
  }

  /** A value or none, which is null in the column. */
  record OptionalShape(Shape inner) implements Shape {
    @Override
    public Class<?> type() {
      return java.util.Optional.class;
    }

    @Override
    public DataType dataType() {
      return inner.dataType();
    }
  }

  /**
   * Several values in an order.
   *
   * @param type an array, or an interface of collections
   */
  record SequenceShape(Class<?> type, Shape element) implements Shape {
    @Override
    public DataType dataType() {
      return new ArrayType(element.dataType(), element.nullable());
    }
  }

  /** Values by keys. */
  record MapShape(Class<?> type, Shape key, Shape value) implements Shape {
    @Override
    public DataType dataType() {
      return new MapType(key.dataType(), value.dataType(), value.nullable());
    }
  }

  /** A record or bean. */
  record StructShape(Class<?> type, List<Member> members) implements Shape {
    public StructShape {
      members = List.copyOf(members);
    }

    @Override
    public StructType dataType() {
      List<StructField> fields = new ArrayList<>();
      for (Member member : members)
        fields.add(
            new StructField(member.name(), member.shape().dataType(), member.shape().nullable()));
      return new StructType(fields);
    }

    @Override
    public StructType schema() {
      return dataType();
    }

    @Override
    public int width() {
      return members.size();
    }
  }

  /** A part of a record or bean. */
  record Member(String name, Shape shape) implements Serializable {}

  /** A row without a class of its own. */
  record RowShape(Class<?> type, StructType schema, RowForm form) implements Shape {
    @Override
    public DataType dataType() {
      return schema;
    }
  }

  /** Makes rows without a class of their own, and takes them apart. */
  interface RowForm extends Serializable {
    /**
     * @param values as {@link io.brasa.columnar.vector.Values} gives them
     */
    Object make(StructType schema, List<Object> values);

    /** The values of a row as {@code Values} takes them. */
    List<Object> take(StructType schema, Object row);
  }

  /** A value that only functions of the program's can look into: the bytes of its codec. */
  record OpaqueShape(Class<?> type) implements Shape {
    @Override
    public DataType dataType() {
      return AtomicType.BINARY;
    }
  }
}
