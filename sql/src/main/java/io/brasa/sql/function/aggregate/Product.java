package io.brasa.sql.function.aggregate;

import io.brasa.columnar.vector.DoubleBuilder;
import io.brasa.columnar.vector.VectorBuilder;
import io.brasa.sql.kernel.Column;

/** The product of doubles; null of none. */
final class Product extends DoubleFields {
  private static final int FIELDS = 2;

  /** The fields are the count and the product. */
  Product() {
    super(FIELDS);
  }

  @Override
  void add(int group, Column[] arguments, int row) {
    if (!arguments[0].isNull(row)) multiply(group, 1, arguments[0].doubleAt(row));
  }

  private void multiply(int group, double count, double factor) {
    if (count == 0) return;
    int at = at(group);
    fields[at + 1] = fields[at] == 0 ? factor : fields[at + 1] * factor;
    fields[at] += count;
  }

  @Override
  void merge(int group, Column[] states, int row) {
    multiply(group, states[0].doubleAt(row), states[1].doubleAt(row));
  }

  @Override
  void result(int group, VectorBuilder out) {
    if (fields[at(group)] == 0) out.appendNull();
    else ((DoubleBuilder) out).append(fields[at(group) + 1]);
  }
}
