package io.brasa.sql.evaluate;

import io.brasa.columnar.type.AtomicType;
import io.brasa.columnar.vector.FlatVector;
import io.brasa.columnar.vector.Selection;
import io.brasa.columnar.vector.Vector;
import io.brasa.columnar.vector.VectorBuilder;
import io.brasa.columnar.vector.VectorHash;
import io.brasa.columnar.vector.VectorOrder;
import io.brasa.sql.expression.Expression;
import io.brasa.sql.expression.In;
import io.brasa.sql.expression.Literal;
import io.brasa.sql.function.EvaluationSettings;
import io.brasa.sql.function.Kernel;
import io.brasa.sql.kernel.Forms;
import io.brasa.sql.kernel.Truths;
import java.util.Arrays;
import java.util.List;

/** IN: constants are looked up in a table made once, other options are compared one by one. */
final class Membership {
  private Membership() {}

  static Evaluator of(In in, EvaluationSettings settings) {
    boolean isConstant = in.options().stream().allMatch(Literal.class::isInstance);
    Evaluator value = Evaluators.of(in.value(), settings);
    if (isConstant) {
      Kernel lookup = Forms.folding(AtomicType.BOOLEAN, true, new Table(in));
      return (batch, rows) ->
          lookup.apply(new Vector[] {value.evaluate(batch, rows)}, batch.length(), rows);
    }
    List<Evaluator> options = Evaluators.of(in.options(), settings);
    return (batch, rows) -> {
      Vector searched = value.evaluate(batch, rows);
      Vector[] found = new Vector[options.size()];
      for (int i = 0; i < found.length; i++) found[i] = options.get(i).evaluate(batch, rows);
      return compare(searched, found, batch.length(), rows);
    };
  }

  private static Vector compare(Vector value, Vector[] options, int length, Selection rows) {
    byte[] values = new byte[length];
    boolean[] nulls = new boolean[length];
    for (int i = 0; i < Evaluators.count(length, rows); i++) {
      int row = rows == null ? i : rows.rows()[i];
      nulls[row] = value.isNullAt(row);
      if (nulls[row]) continue;
      boolean isNullSeen = false;
      for (Vector option : options) {
        isNullSeen |= option.isNullAt(row);
        if (VectorOrder.equal(value, row, option, row)) {
          values[row] = 1;
          break;
        }
      }
      nulls[row] = values[row] == 0 && isNullSeen;
    }
    return Truths.of(length, values, nulls);
  }

  /** The constants in a table of open addressing, found by their hash. */
  static final class Table implements Kernel {
    private final FlatVector constants;
    private final int[] slots;
    private final boolean isNullAmong;

    Table(In in) {
      VectorBuilder builder = VectorBuilder.of(in.value().type(), in.options().size());
      boolean isNullSeen = false;
      for (Expression option : in.options()) {
        Literal literal = (Literal) option;
        if (literal.isNull()) isNullSeen = true;
        else builder.append(Evaluators.value(literal), 0);
      }
      isNullAmong = isNullSeen;
      constants = builder.build();
      slots = new int[Math.max(4, Integer.highestOneBit(constants.length()) * 4)];
      Arrays.fill(slots, -1);
      for (int i = 0; i < constants.length(); i++) {
        int slot = (int) VectorHash.at(constants, i) & slots.length - 1;
        while (slots[slot] >= 0) slot = slot + 1 & slots.length - 1;
        slots[slot] = i;
      }
    }

    @Override
    public Vector apply(Vector[] arguments, int length, Selection rows) {
      Vector value = arguments[0];
      int count = Evaluators.count(length, rows);
      long[] hashes = new long[count];
      VectorHash.hash(value, rows == null ? null : rows.rows(), count, hashes, false);
      byte[] values = new byte[length];
      boolean[] nulls = isNullAmong || value.mayHaveNulls() ? new boolean[length] : null;
      for (int i = 0; i < count; i++) {
        int row = rows == null ? i : rows.rows()[i];
        boolean isNull = value.isNullAt(row);
        boolean isFound = !isNull && contains(value, row, hashes[i]);
        values[row] = (byte) (isFound ? 1 : 0);
        if (nulls != null) nulls[row] = isNull || !isFound && isNullAmong;
      }
      return Truths.of(length, values, nulls);
    }

    private boolean contains(Vector value, int row, long hash) {
      int slot = (int) hash & slots.length - 1;
      while (slots[slot] >= 0) {
        if (VectorOrder.equal(value, row, constants, slots[slot])) return true;
        slot = slot + 1 & slots.length - 1;
      }
      return false;
    }
  }
}
