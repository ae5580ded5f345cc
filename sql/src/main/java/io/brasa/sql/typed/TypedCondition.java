package io.brasa.sql.typed;

import io.brasa.columnar.vector.Vector;
import io.brasa.core.function.Function;
import io.brasa.sql.expression.UserFunction;
import io.brasa.sql.shape.BatchReader;

/** A condition on rows as objects. */
public record TypedCondition(TypedSource.Read values, Function<Object, Boolean> predicate)
    implements UserFunction.OfColumns {
  @Override
  public UserFunction.Opened open() {
    BatchReader reader = BatchReader.of(values.shape(), values.types(), null);
    return new UserFunction.Opened() {
      @Override
      public void bind(Vector[] columns) {
        reader.bind(columns);
      }

      @Override
      public Object call(int row) throws Exception {
        return predicate.call(reader.read(row));
      }
    };
  }
}
