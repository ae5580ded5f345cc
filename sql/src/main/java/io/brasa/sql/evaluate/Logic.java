package io.brasa.sql.evaluate;

import io.brasa.columnar.vector.ConstantVector;
import io.brasa.columnar.vector.DictionaryVector;
import io.brasa.columnar.vector.FlatVector;
import io.brasa.columnar.vector.Selection;
import io.brasa.columnar.vector.Vector;
import io.brasa.sql.kernel.Column;
import io.brasa.sql.kernel.Truths;

/**
 * Connectives in three-valued logic. The right side is computed only where the left leaves the
 * result open, so that a condition on the left guards what would fail on the right.
 */
final class Logic {
  private Logic() {}

  static Evaluator and(Evaluator left, Evaluator right) {
    return connective(left, right, false);
  }

  static Evaluator or(Evaluator left, Evaluator right) {
    return connective(left, right, true);
  }

  /**
   * @param decisive the value of a side that decides the result
   */
  private static Evaluator connective(Evaluator left, Evaluator right, boolean decisive) {
    return (batch, rows) -> {
      int length = batch.length();
      Vector first = left.evaluate(batch, rows);
      Column a = Column.of(first);
      Selection open = open(a, decisive, length, rows);
      if (open.count() == 0) return Truths.constant(decisive, length);
      boolean isAllOpen = open.count() == Evaluators.count(length, rows);
      Vector second = right.evaluate(batch, isAllOpen ? rows : open);
      if (isAllOpen && !first.mayHaveNulls()) return second;
      Column b = Column.of(second);
      byte[] values = new byte[length];
      boolean[] nulls = first.mayHaveNulls() || second.mayHaveNulls() ? new boolean[length] : null;
      if (decisive) java.util.Arrays.fill(values, (byte) 1);
      for (int i = 0; i < open.count(); i++) {
        int row = open.rows()[i];
        boolean isNull = b.isNull(row);
        boolean isDecided = !isNull && b.truthAt(row) == decisive;
        values[row] = (byte) (isDecided == decisive ? 1 : 0);
        if (nulls != null) nulls[row] = !isDecided && (isNull || a.isNull(row));
      }
      return Truths.of(length, values, nulls);
    };
  }

  private static Selection open(Column left, boolean decisive, int length, Selection rows) {
    int count = Evaluators.count(length, rows);
    int[] open = new int[count];
    int found = 0;
    for (int i = 0; i < count; i++) {
      int row = rows == null ? i : rows.rows()[i];
      open[found] = row;
      found += left.truthAt(row) != decisive | left.isNull(row) ? 1 : 0;
    }
    return new Selection(open, found);
  }

  static Evaluator not(Evaluator child) {
    return (batch, rows) -> negated(child.evaluate(batch, rows));
  }

  private static Vector negated(Vector vector) {
    return switch (vector) {
      case ConstantVector constant ->
          new ConstantVector((FlatVector) negated(constant.value()), constant.length());
      case DictionaryVector dictionary ->
          DictionaryVector.of(
              negated(dictionary.dictionary()),
              dictionary.ids(),
              dictionary.length(),
              dictionary.nulls());
      case FlatVector flat -> {
        Column column = Column.of(flat);
        byte[] values = new byte[flat.length()];
        for (int i = 0; i < values.length; i++) values[i] = (byte) (column.byteAt(i) ^ 1);
        yield Truths.of(values.length, values, flat.nulls());
      }
    };
  }

  static Evaluator isNull(Evaluator child) {
    return (batch, rows) -> {
      Vector vector = child.evaluate(batch, rows);
      int length = batch.length();
      if (!vector.mayHaveNulls()) return Truths.constant(false, length);
      if (vector instanceof ConstantVector) return Truths.constant(true, length);
      byte[] values = new byte[length];
      for (int i = 0; i < length; i++) values[i] = (byte) (vector.isNullAt(i) ? 1 : 0);
      return Truths.of(length, values, null);
    };
  }
}
