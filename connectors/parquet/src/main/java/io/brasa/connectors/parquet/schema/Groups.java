package io.brasa.connectors.parquet.schema;

import io.brasa.connectors.parquet.format.Logical;
import io.brasa.connectors.parquet.format.SchemaNode;

/**
 * Finds the parts of lists and maps, in the forms of the format's specification, LogicalTypes.md,
 * and in those that older writers left behind.
 */
final class Groups {
  private Groups() {}

  /** Whether a field is a list by its annotation or because it is repeated without one. */
  static boolean isList(SchemaNode node) {
    return node.logical() instanceof Logical.ListGroup
        && node.children().size() == 1
        && node.children().getFirst().isRepeated();
  }

  static boolean isMap(SchemaNode node) {
    if (!(node.logical() instanceof Logical.MapGroup) || node.children().size() != 1) return false;
    SchemaNode entries = node.children().getFirst();
    return entries.isRepeated() && !entries.isLeaf() && entries.children().size() == 2;
  }

  /**
   * The element of an annotated list. Usually the only child of the repeated group in it; older
   * writers made the repeated field itself the element: a leaf, a group of several fields, or one
   * called {@code array} or as the list with {@code _tuple}.
   */
  static SchemaNode element(SchemaNode list) {
    SchemaNode repeated = list.children().getFirst();
    boolean isItself =
        repeated.isLeaf()
            || repeated.children().size() != 1
            || repeated.name().equals("array")
            || repeated.name().equals(list.name() + "_tuple");
    return isItself ? repeated : repeated.children().getFirst();
  }
}
