package io.brasa.sql.operator.aggregate;

import io.brasa.columnar.vector.ConstantVector;
import io.brasa.columnar.vector.DictionaryVector;
import io.brasa.columnar.vector.FlatVector;
import io.brasa.columnar.vector.Vector;
import java.util.Arrays;

/**
 * Finds the groups of keys that are all constants or places in small dictionaries: each combination
 * of places is looked up once, and remembered while batches share their dictionaries.
 */
final class DictionaryGroups {
  private static final int MAX_COMBINATIONS = 1 << 16;
  private static final int MAX_PER_ROW = 2;

  private FlatVector[] known = {};

  /** By combination the group plus one; zero where it has not been met. */
  private int[] groupOf = {};

  private int[] codes = {};

  /** Whether keys are all of dictionaries, and few enough together. */
  static boolean mayFind(Vector[] vectors, int count) {
    return combinations(vectors, count) > 0;
  }

  /** False: this is nothing for dictionaries, and nothing was done. */
  boolean find(GroupTable table, Vector[] vectors, int[] rows, int count, int[] groups) {
    int combinations = combinations(vectors, count);
    if (combinations == 0) return false;
    remember(vectors, combinations);
    if (codes.length < count) codes = new int[count];
    Arrays.fill(codes, 0, count, 0);
    for (Vector vector : vectors) {
      if (vector instanceof DictionaryVector v) {
        int[] ids = v.ids();
        int size = v.dictionary().length();
        for (int i = 0; i < count; i++)
          codes[i] = codes[i] * size + ids[rows == null ? i : rows[i]];
      }
    }
    int missing = 0;
    for (int i = 0; i < count; i++) {
      int group = groupOf[codes[i]];
      groups[i] = group - 1;
      if (group == 0) missing++;
    }
    if (missing > 0) lookUp(table, vectors, rows, count, groups);
    return true;
  }

  /** How many there can be; zero if that is too many, or a key is of another form. */
  private static int combinations(Vector[] vectors, int count) {
    long product = 1;
    boolean isAny = false;
    for (Vector vector : vectors) {
      if (vector instanceof ConstantVector) continue;
      if (!(vector instanceof DictionaryVector v) || v.nulls() != null) return 0;
      isAny = true;
      product *= Math.max(1, v.dictionary().length());
      if (product > MAX_COMBINATIONS || product > (long) MAX_PER_ROW * count) return 0;
    }
    return isAny ? (int) product : 0;
  }

  private void remember(Vector[] vectors, int combinations) {
    boolean isSame = known.length == vectors.length;
    FlatVector[] now = new FlatVector[vectors.length];
    for (int i = 0; i < vectors.length; i++) {
      now[i] =
          vectors[i] instanceof DictionaryVector v
              ? v.dictionary()
              : ((ConstantVector) vectors[i]).value();
      isSame = isSame && known[i] == now[i];
    }
    if (isSame) return;
    known = now;
    groupOf = new int[combinations];
  }

  /** The first place of each combination that is new is looked up in the table. */
  private void lookUp(GroupTable table, Vector[] vectors, int[] rows, int count, int[] groups) {
    int[] firsts = new int[16];
    int size = 0;
    for (int i = 0; i < count; i++) {
      if (groups[i] >= 0 || groupOf[codes[i]] != 0) continue;
      if (size == firsts.length) firsts = Arrays.copyOf(firsts, 2 * size);
      groupOf[codes[i]] = -1;
      firsts[size++] = i;
    }
    int[] firstRows = new int[size];
    for (int i = 0; i < size; i++) firstRows[i] = rows == null ? firsts[i] : rows[firsts[i]];
    int[] found = new int[size];
    table.findAll(vectors, firstRows, size, found);
    for (int i = 0; i < size; i++) groupOf[codes[firsts[i]]] = found[i] + 1;
    for (int i = 0; i < count; i++) groups[i] = groupOf[codes[i]] - 1;
  }

  void clear() {
    known = new FlatVector[0];
    groupOf = new int[0];
  }
}
