package io.brasa.connectors.parquet.format;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * A field of a file's schema with all below it.
 *
 * @param repetition 0 for exactly one, 1 for at most one, 2 for any number
 * @param physical of leaves; meaningless for groups
 * @param typeLength bytes of a value of fixed length
 * @param leaf its place among all leaves, from zero; below zero for groups
 * @param definition the definition level at which it is there: how many of it and those above it
 *     need not be there
 * @param repeated how many of it and those above it are repeated
 */
public record SchemaNode(
    String name,
    int repetition,
    Physical physical,
    int typeLength,
    Logical logical,
    List<SchemaNode> children,
    int leaf,
    int definition,
    int repeated)
    implements Serializable {
  /** Repeated any number of times. */
  public static final int REPEATED = 2;

  private static final int DEPTH_MAX = 100;

  /** Room for a batch is made before its values are looked at. */
  private static final int FIXED_LENGTH_MAX = 1 << 16;

  public SchemaNode {
    children = List.copyOf(children);
  }

  public boolean isLeaf() {
    return leaf >= 0;
  }

  public boolean isRepeated() {
    return repetition == REPEATED;
  }

  /** The tree that a footer has as a list, in the order of a walk from the root. */
  static SchemaNode tree(List<ThriftStruct> elements) {
    if (elements.isEmpty()) throw new Damage(-1, "the schema is empty");
    Walk walk = new Walk(elements);
    SchemaNode root = walk.node(0, 0, 0, true);
    if (walk.next != elements.size())
      throw new Damage(-1, "the schema has elements that belong to nothing");
    return root;
  }

  /** All leaves in their order. */
  public List<SchemaNode> leaves() {
    List<SchemaNode> leaves = new ArrayList<>();
    collect(this, leaves);
    return leaves;
  }

  private static void collect(SchemaNode node, List<SchemaNode> leaves) {
    if (node.isLeaf()) leaves.add(node);
    for (SchemaNode child : node.children) collect(child, leaves);
  }

  private static final class Walk {
    private final List<ThriftStruct> elements;
    private int next;
    private int leaves;

    Walk(List<ThriftStruct> elements) {
      this.elements = elements;
    }

    SchemaNode node(int definition, int repeated, int depth, boolean isRoot) {
      if (next >= elements.size() || depth > DEPTH_MAX)
        throw new Damage(-1, "the schema ends within a group");
      ThriftStruct element = elements.get(next++);
      int repetition = isRoot ? 0 : (int) element.number(3);
      if (repetition < 0 || repetition > 2)
        throw new Damage(-1, "the schema has a repetition " + repetition);
      int level = definition + (repetition == 0 ? 0 : 1);
      int repeats = repeated + (repetition == REPEATED ? 1 : 0);
      boolean isLeaf = element.has(1) && element.number(5, 0) == 0;
      if (isLeaf && !isRoot) return leaf(element, repetition, level, repeats);
      List<SchemaNode> children = new ArrayList<>();
      long count = element.number(5, 0);
      for (long i = 0; i < count; i++) children.add(node(level, repeats, depth + 1, false));
      return new SchemaNode(
          element.text(4),
          repetition,
          Physical.BOOLEAN,
          0,
          Logical.of(element),
          children,
          -1,
          level,
          repeats);
    }

    private SchemaNode leaf(ThriftStruct element, int repetition, int level, int repeats) {
      Physical physical = Physical.of(element.number(1));
      int length = physical.bytes();
      if (physical == Physical.FIXED_LEN_BYTE_ARRAY) {
        length = element.count(2);
        if (length == 0 || length > FIXED_LENGTH_MAX)
          throw new Damage(-1, "values of a fixed length of " + length + " bytes");
      }
      return new SchemaNode(
          element.text(4),
          repetition,
          physical,
          length,
          Logical.of(element),
          List.of(),
          leaves++,
          level,
          repeats);
    }
  }
}
