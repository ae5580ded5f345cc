package io.brasa.connectors.parquet.write;

import io.brasa.columnar.type.AtomicType;
import io.brasa.columnar.vector.ArrayVector;
import io.brasa.columnar.vector.BytesVector;
import io.brasa.columnar.vector.FlatVector;
import io.brasa.columnar.vector.MapVector;
import io.brasa.columnar.vector.StructVector;
import io.brasa.columnar.vector.Vector;
import io.brasa.columnar.vector.Vectors;
import io.brasa.connectors.parquet.schema.VariantParts;
import java.util.Arrays;
import java.util.List;

/**
 * Takes nested columns apart. A slot stands for what a leaf will have one pair of levels of: a
 * value, or the place where something above it is null or empty. From the top down lists make many
 * slots of one; a slot whose value is not there stays as it is. Source: Dremel, as in the reader.
 */
final class Slots {
  int[] repetition;
  int[] definition;

  /** The row of the vector at this depth; below zero where nothing is there. */
  int[] rows;

  int count;

  private Slots(int capacity) {
    repetition = new int[capacity];
    definition = new int[capacity];
    rows = new int[capacity];
  }

  /** Hands the slots of all leaves of a column to them. */
  static void shred(FieldNode node, Vector column, List<LeafWriter> leaves) {
    Slots slots = new Slots(column.length());
    slots.count = column.length();
    for (int i = 0; i < slots.count; i++) slots.rows[i] = i;
    slots.descend(node, column, leaves);
  }

  private void descend(FieldNode node, Vector vector, List<LeafWriter> leaves) {
    Slots here = node.isOptional() ? present(vector) : this;
    if (!node.isOptional() && vector.mayHaveNulls()) requirePresent(node, vector);
    if (node.isLeaf()) {
      leaves.get(node.leaf()).append(here, vector);
      return;
    }
    FlatVector flat = Vectors.flat(vector);
    switch (flat) {
      case BytesVector variants when node.type() == AtomicType.VARIANT -> {
        for (int i = 0; i < 2; i++)
          here.descend(node.children().get(i), VariantParts.part(variants, i == 0), leaves);
      }
      case StructVector struct -> {
        for (int i = 0; i < node.children().size(); i++)
          here.descend(node.children().get(i), struct.fields().get(i), leaves);
      }
      case ArrayVector array ->
          here.elements(array.offsets(), node.repetitionLevel())
              .descend(node.children().getFirst(), array.elements(), leaves);
      case MapVector map -> {
        Slots entries = here.elements(map.offsets(), node.repetitionLevel());
        entries.descend(node.children().get(0), map.keys(), leaves);
        entries.descend(node.children().get(1), map.values(), leaves);
      }
      default -> throw new IllegalStateException("no part of a nested column: " + flat.type());
    }
  }

  private void requirePresent(FieldNode node, Vector vector) {
    for (int i = 0; i < count; i++) {
      if (rows[i] >= 0 && vector.isNullAt(rows[i])) throw node.unexpectedNull();
    }
  }

  /** Values that are there are one level further. */
  private Slots present(Vector vector) {
    Slots next = new Slots(count);
    next.repetition = repetition;
    next.count = count;
    for (int i = 0; i < count; i++) {
      boolean isThere = rows[i] >= 0 && !vector.isNullAt(rows[i]);
      next.rows[i] = isThere ? rows[i] : -1;
      next.definition[i] = definition[i] + (isThere ? 1 : 0);
    }
    return next;
  }

  private Slots elements(int[] offsets, int level) {
    Slots next = new Slots(Math.max(16, count));
    for (int i = 0; i < count; i++) {
      int from = rows[i] < 0 ? 0 : offsets[rows[i]];
      int to = rows[i] < 0 ? 0 : offsets[rows[i] + 1];
      if (from == to) {
        next.add(repetition[i], definition[i], -1);
        continue;
      }
      next.add(repetition[i], definition[i] + 1, from);
      for (int k = from + 1; k < to; k++) next.add(level, definition[i] + 1, k);
    }
    return next;
  }

  private void add(int repeated, int defined, int row) {
    if (count == rows.length) {
      repetition = Arrays.copyOf(repetition, 2 * count);
      definition = Arrays.copyOf(definition, 2 * count);
      rows = Arrays.copyOf(rows, 2 * count);
    }
    repetition[count] = repeated;
    definition[count] = defined;
    rows[count++] = row;
  }
}
