package io.brasa.sql.typed;

import io.brasa.columnar.vector.ByteBuilder;
import io.brasa.columnar.vector.Vector;
import io.brasa.columnar.vector.VectorBuilder;
import io.brasa.core.function.Function;
import io.brasa.sql.expression.UserFunction;
import io.brasa.sql.shape.BatchReader;
import java.util.Optional;

/** A condition on rows as objects. */
public record TypedCondition(TypedSource.Read values, Function<Object, Boolean> predicate)
    implements UserFunction.OfColumns {
  /** Whether both hold; the second is not asked where the first does not. */
  private record Both(Function<Object, Boolean> first, Function<Object, Boolean> second)
      implements Function<Object, Boolean> {
    @Override
    public Boolean call(Object value) throws Exception {
      return first.call(value) && second.call(value);
    }
  }

  @Override
  public Optional<UserFunction.OfColumns> after(UserFunction.OfColumns first) {
    return first instanceof TypedCondition before && before.values.equals(values)
        ? Optional.of(new TypedCondition(values, new Both(before.predicate, predicate)))
        : Optional.empty();
  }

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
