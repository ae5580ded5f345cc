package io.brasa.sql.typed;

import io.brasa.columnar.vector.Vector;
import io.brasa.columnar.vector.VectorBuilder;
import io.brasa.core.function.Function;
import io.brasa.runtime.codec.Codecs;
import io.brasa.sql.expression.UserFunction;
import io.brasa.sql.shape.BatchReader;
import io.brasa.sql.shape.Shape;
import io.brasa.sql.shape.ValueWriter;

/** A column of values that a function makes of rows as objects. */
public record TypedValue(TypedSource.Read values, Function<Object, Object> function, Shape result)
    implements UserFunction.OfColumns {
  @Override
  public UserFunction.Opened open() {
    Codecs codecs = new Codecs(function.getClass().getClassLoader());
    BatchReader reader = values.open(codecs);
    ValueWriter writer = ValueWriter.of(result, codecs);
    return new UserFunction.Opened() {
      private VectorBuilder bound;

      @Override
      public void bind(Vector[] columns) {
        reader.bind(columns);
      }

      @Override
      public void call(int row, VectorBuilder results) throws Exception {
        if (bound != results) {
          writer.bind(results);
          bound = results;
        }
        writer.put(function.call(reader.read(row)));
      }
    };
  }
}
