package io.brasa.sql.typed;

import io.brasa.columnar.vector.ByteBuilder;
import io.brasa.columnar.vector.Vector;
import io.brasa.columnar.vector.VectorBuilder;
import io.brasa.core.function.Function;
import io.brasa.sql.expression.UserFunction;
import io.brasa.sql.shape.BatchReader;

/** A condition on rows as objects. */
public record TypedCondition(TypedSource.Read values, Function<Object, Boolean> predicate)
    implements UserFunction.OfColumns {
  @Override
  public UserFunction.Opened open() {
    BatchReader reader = values.open(null);
    return new UserFunction.Opened() {
      @Override
      public void bind(Vector[] columns) {
        reader.bind(columns);
      }

      @Override
      public void call(int row, VectorBuilder results) throws Exception {
        ((ByteBuilder) results).append((byte) (predicate.call(reader.read(row)) ? 1 : 0));
      }
    };
  }
}
