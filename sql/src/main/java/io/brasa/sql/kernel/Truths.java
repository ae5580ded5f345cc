package io.brasa.sql.kernel;

import io.brasa.columnar.type.AtomicType;
import io.brasa.columnar.vector.ByteVector;
import io.brasa.columnar.vector.ConstantVector;
import io.brasa.columnar.vector.Selection;
import io.brasa.columnar.vector.Vector;

/** Vectors of booleans. */
public final class Truths {
  private Truths() {}

  public static ByteVector of(int length, byte[] values, boolean[] nulls) {
    return new ByteVector(AtomicType.BOOLEAN, length, values, nulls);
  }

  public static Vector constant(boolean value, int length) {
    return new ConstantVector(of(1, new byte[] {(byte) (value ? 1 : 0)}, null), length);
  }

  /** The rows among some where the vector is true. */
  public static Selection select(Vector truths, Selection among) {
    int length = truths.length();
    int count = among == null ? length : among.count();
    int[] selected = new int[count];
    if (truths instanceof ConstantVector constant) {
      Column value = Column.of(constant.value());
      if (value.isNull(0) || !value.truthAt(0)) return new Selection(selected, 0);
      return among == null ? all(length) : among;
    }
    Column column = Column.of(truths);
    int found = 0;
    for (int i = 0; i < count; i++) {
      int row = among == null ? i : among.rows()[i];
      selected[found] = row;
      found += column.truthAt(row) & !column.isNull(row) ? 1 : 0;
    }
    return new Selection(selected, found);
  }

  /** The rows among some where the vector is null. */
  public static Selection nulls(Vector vector, Selection among) {
    int count = among == null ? vector.length() : among.count();
    int[] rows = new int[vector.mayHaveNulls() ? count : 0];
    int found = 0;
    for (int i = 0; i < rows.length; i++) {
      rows[found] = among == null ? i : among.rows()[i];
      found += vector.isNullAt(rows[found]) ? 1 : 0;
    }
    return new Selection(rows, found);
  }

  /** The first rows, so many. */
  public static Selection all(int length) {
    int[] rows = new int[length];
    for (int i = 0; i < length; i++) rows[i] = i;
    return new Selection(rows, length);
  }

  /** The rows among some that are not among others, which are a part of them. */
  public static Selection except(Selection all, int length, Selection part) {
    int count = all == null ? length : all.count();
    int[] rest = new int[count - part.count()];
    int found = 0;
    int at = 0;
    for (int i = 0; i < count; i++) {
      int row = all == null ? i : all.rows()[i];
      if (at < part.count() && part.rows()[at] == row) at++;
      else rest[found++] = row;
    }
    return new Selection(rest, found);
  }

  /** The rows of two selections that have none in common. */
  public static Selection union(Selection left, Selection right) {
    if (left.count() == 0) return right;
    if (right.count() == 0) return left;
    int[] rows = new int[left.count() + right.count()];
    int i = 0;
    int j = 0;
    for (int k = 0; k < rows.length; k++) {
      boolean isLeft = j == right.count() || i < left.count() && left.rows()[i] < right.rows()[j];
      rows[k] = isLeft ? left.rows()[i++] : right.rows()[j++];
    }
    return new Selection(rows, rows.length);
  }
}
