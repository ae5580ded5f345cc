package io.brasa.sql.typed;

import io.brasa.columnar.type.DataType;
import io.brasa.core.function.FlatMapFunction2;
import io.brasa.core.function.Function3;
import io.brasa.runtime.codec.Codecs;
import io.brasa.sql.shape.BatchReader;
import io.brasa.sql.shape.Shape;
import java.io.Serializable;
import java.util.Iterator;
import java.util.List;

/** Where the objects of a program come from. */
public sealed interface TypedSource extends Serializable {
  /**
   * Objects of some columns of a batch.
   *
   * @param isWhole whether they are whole values of one column, whatever they are made of
   */
  record Read(Shape shape, List<DataType> types, boolean isWhole) implements Serializable {
    public Read {
      types = List.copyOf(types);
    }

    /** What reads them; codecs may be null unless something is opaque. */
    public BatchReader open(Codecs codecs) {
      return isWhole
          ? BatchReader.ofValue(shape, types.getFirst(), codecs)
          : BatchReader.of(shape, types, codecs);
    }
  }

  /** For plans; empty if there is nothing to say. */
  String name();

  /** Each row as an object. */
  record Rows(Read values) implements TypedSource {
    @Override
    public String name() {
      return "";
    }
  }

  /** What a function makes of each group of rows with equal keys. */
  record Groups(
      String name,
      Read keys,
      Read values,
      FlatMapFunction2<Object, Iterator<Object>, Object> function)
      implements TypedSource {}

  /** What a function makes of the groups of two inputs with equal keys. */
  record CoGroups(
      String name,
      Read keys,
      Read left,
      Read right,
      Function3<Object, Iterator<Object>, Iterator<Object>, Iterator<Object>> function)
      implements TypedSource {}
}
