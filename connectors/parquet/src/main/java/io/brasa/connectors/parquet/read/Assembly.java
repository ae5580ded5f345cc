package io.brasa.connectors.parquet.read;

import io.brasa.columnar.vector.ArrayVector;
import io.brasa.columnar.vector.DictionaryVector;
import io.brasa.columnar.vector.MapVector;
import io.brasa.columnar.vector.StructVector;
import io.brasa.columnar.vector.Vector;
import io.brasa.columnar.vector.Vectors;
import io.brasa.connectors.parquet.schema.Shape;
import io.brasa.connectors.parquet.schema.VariantParts;
import io.brasa.connectors.parquet.variant.ShreddedVariants;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Puts nested columns together from the levels of their leaves. Source: S. Melnik et al., Dremel:
 * Interactive Analysis of Web-Scale Datasets, VLDB 2010, section 4; by columns instead of records,
 * as {@link Shape} says where a field has an entry.
 */
final class Assembly {
  /** By the place of the leaf among all. */
  private final Map<Integer, Levels> leaves;

  Assembly(Map<Integer, Levels> leaves) {
    this.leaves = leaves;
  }

  /**
   * The vector of a shape.
   *
   * @param length how many entries it has
   */
  Vector vector(Shape shape, int length) {
    return switch (shape) {
      case Shape.Leaf leaf -> leaf(leaf, length);
      case Shape.Missing missing -> Vectors.nulls(missing.type(), length);
      case Shape.Folder folder -> Vectors.constant(folder.type(), folder.value(), length);
      case Shape.RowNumber _ ->
          throw new IllegalArgumentException("Only rows themselves are counted");
      case Shape.Struct struct -> {
        List<Vector> fields = new ArrayList<>();
        for (Shape field : struct.fields()) fields.add(vector(field, length));
        boolean[] nulls =
            nulls(struct, struct.repeated(), struct.ancestor(), struct.definition(), length);
        yield new StructVector(struct.type(), length, fields, nulls);
      }
      case Shape.Variant variant -> {
        StructVector parts = (StructVector) vector(variant.parts(), length);
        yield variant.shredded().isPresent()
            ? ShreddedVariants.joined(parts, variant.shredded().get())
            : VariantParts.joined(parts);
      }
      case Shape.Array array -> {
        boolean[] nulls =
            nulls(array, array.repeated(), array.ancestor(), array.definition(), length);
        int[] offsets =
            offsets(array, array.repeated(), array.ancestor(), array.elementLevel(), length);
        Vector elements = vector(array.element(), offsets[length]);
        yield new ArrayVector(array.type(), length, offsets, elements, nulls);
      }
      case Shape.Entries map -> {
        boolean[] nulls = nulls(map, map.repeated(), map.ancestor(), map.definition(), length);
        int[] offsets = offsets(map, map.repeated(), map.ancestor(), map.elementLevel(), length);
        Vector keys = vector(map.key(), offsets[length]);
        Vector entries = vector(map.value(), offsets[length]);
        yield new MapVector(map.type(), length, offsets, keys, entries, nulls);
      }
    };
  }

  /** The levels of some leaf below: all say the same of what is above them. */
  private Levels levels(Shape shape) {
    List<Shape.Leaf> below = new ArrayList<>();
    shape.collect(below);
    return leaves.get(below.getFirst().node().leaf());
  }

  private Vector leaf(Shape.Leaf leaf, int length) {
    Levels levels = leaves.get(leaf.node().leaf());
    int repeated = leaf.node().repeated();
    int present = leaf.node().definition();
    if (levels.values().length() == 0) {
      requireLength(count(levels, repeated, leaf.ancestor()), length);
      return Vectors.nulls(leaf.type(), length);
    }
    if (levels.values().length() == length && levels.count() == length) return levels.values();
    int[] places = new int[length];
    boolean[] nulls = null;
    int row = 0;
    int value = 0;
    for (int i = 0; i < levels.count(); i++) {
      if (!levels.isEntry(i, repeated, leaf.ancestor())) continue;
      if (levels.definition()[i] == present) {
        places[row] = value++;
      } else {
        if (nulls == null) nulls = new boolean[length];
        nulls[row] = true;
      }
      row++;
    }
    requireLength(row, length);
    if (nulls == null) return levels.values();
    return DictionaryVector.of(levels.values(), places, length, nulls);
  }

  private static void requireLength(int actual, int expected) {
    if (actual != expected)
      throw new IndexOutOfBoundsException(actual + " entries instead of " + expected);
  }

  private static int count(Levels levels, int repeated, int ancestor) {
    int count = 0;
    for (int i = 0; i < levels.count(); i++) if (levels.isEntry(i, repeated, ancestor)) count++;
    return count;
  }

  private boolean[] nulls(Shape shape, int repeated, int ancestor, int definition, int length) {
    Levels levels = levels(shape);
    boolean[] nulls = new boolean[length];
    boolean isAny = false;
    int row = 0;
    for (int i = 0; i < levels.count(); i++) {
      if (!levels.isEntry(i, repeated, ancestor)) continue;
      if (levels.definition()[i] < definition) {
        nulls[row] = true;
        isAny = true;
      }
      row++;
    }
    requireLength(row, length);
    return isAny ? nulls : null;
  }

  private int[] offsets(Shape shape, int repeated, int ancestor, int elementLevel, int length) {
    Levels levels = levels(shape);
    int[] offsets = new int[length + 1];
    int row = 0;
    int elements = 0;
    for (int i = 0; i < levels.count(); i++) {
      if (levels.isEntry(i, repeated, ancestor)) offsets[row++] = elements;
      if (levels.isEntry(i, repeated + 1, elementLevel)) elements++;
    }
    Arrays.fill(offsets, row, length + 1, elements);
    return offsets;
  }
}
