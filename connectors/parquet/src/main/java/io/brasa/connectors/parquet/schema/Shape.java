package io.brasa.connectors.parquet.schema;

import io.brasa.columnar.type.ArrayType;
import io.brasa.columnar.type.AtomicType;
import io.brasa.columnar.type.DataType;
import io.brasa.columnar.type.MapType;
import io.brasa.columnar.type.StructType;
import io.brasa.connectors.parquet.format.SchemaNode;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;

/**
 * How a column, or a part of one, is put together from leaves.
 *
 * <p>In the levels of a leaf a field has an entry wherever the repetition level is at most {@code
 * repeated} and the definition level at least {@code ancestor}, the level at which the repeated
 * group around it has an element at all. An entry is null if its definition level is below {@code
 * definition}.
 */
public sealed interface Shape extends Serializable {
  DataType type();

  /** Values of a leaf. */
  record Leaf(DataType type, SchemaNode node, int ancestor) implements Shape {
    /** Whether its values are rows: nothing above it is repeated or optional. */
    public boolean isFlat() {
      return node.repeated() == 0 && node.definition() <= 1;
    }
  }

  record Struct(StructType type, int definition, int repeated, int ancestor, List<Shape> fields)
      implements Shape {
    public Struct {
      fields = List.copyOf(fields);
    }
  }

  /**
   * A value with its type, whose parts are bytes: names and what is behind them.
   *
   * @param shredded the group in the file, if there are columns for parts of what is behind
   */
  record Variant(Struct parts, Optional<SchemaNode> shredded) implements Shape {
    @Override
    public DataType type() {
      return AtomicType.VARIANT;
    }
  }

  /**
   * A sequence.
   *
   * @param elementLevel the definition level at which it has an element
   */
  record Array(
      ArrayType type, int definition, int repeated, int ancestor, int elementLevel, Shape element)
      implements Shape {}

  /** Entries of a key and a value. */
  record Entries(
      MapType type,
      int definition,
      int repeated,
      int ancestor,
      int elementLevel,
      Shape key,
      Shape value)
      implements Shape {}

  /** What a file does not have: nulls. */
  record Missing(DataType type) implements Shape {}

  /**
   * What the folder of a file says of all its rows.
   *
   * @param value as {@code Values} has it; null for null
   */
  record Folder(DataType type, Object value) implements Shape {}

  /**
   * Rows counted through a file.
   *
   * @param first the number of the group's first
   */
  record RowNumber(long first) implements Shape {
    @Override
    public DataType type() {
      return AtomicType.LONG;
    }
  }

  /** Adds all leaves below, in their order. */
  default void collect(List<Leaf> leaves) {
    switch (this) {
      case Leaf leaf -> leaves.add(leaf);
      case Struct struct -> struct.fields().forEach(field -> field.collect(leaves));
      case Variant variant -> variant.parts().collect(leaves);
      case Array array -> array.element().collect(leaves);
      case Entries entries -> {
        entries.key().collect(leaves);
        entries.value().collect(leaves);
      }
      case Missing _, Folder _, RowNumber _ -> {}
    }
  }
}
