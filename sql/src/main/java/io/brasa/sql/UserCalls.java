package io.brasa.sql;

import io.brasa.columnar.type.DataType;
import io.brasa.columnar.type.StructField;
import io.brasa.core.function.FlatMapFunction;
import io.brasa.core.function.Function;
import io.brasa.sql.expression.UserFunction;
import io.brasa.sql.shape.Shape;
import io.brasa.sql.typed.TypedExpansion;
import io.brasa.sql.typed.TypedSource;
import io.brasa.sql.typed.TypedValue;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** Functions of the program's that no session knows yet. */
final class UserCalls {
  private static final String NAME = "udf";

  private UserCalls() {}

  /** Of values as rows have them. */
  static UserDefinedFunction of(int count, UserFunction.Body body, DataType type) {
    UserFunction function = new UserFunction(NAME, Optional.empty(), type, true, body);
    return new UserDefinedFunction(NAME, count, Optional.of(function));
  }

  private static List<DataType> types(Shape shape) {
    return shape.schema().fields().stream().map(StructField::dataType).toList();
  }

  private static TypedSource.Read read(Encoder<?> of) {
    of.requireColumns();
    return new TypedSource.Read(of.shape(), types(of.shape()), !of.shape().isRow());
  }

  private static UserDefinedFunction typed(
      Encoder<?> of, DataType type, UserFunction.Body body, String name) {
    List<DataType> types = types(of.shape());
    UserFunction function = new UserFunction(name, Optional.of(types), type, true, body);
    return new UserDefinedFunction(name, types.size(), Optional.of(function));
  }

  /** Of the parts of a record or bean, or of one value. */
  @SuppressWarnings("unchecked")
  static UserDefinedFunction typed(Encoder<?> of, Function<?, ?> function, Encoder<?> result) {
    result.requireColumns();
    TypedValue body = new TypedValue(read(of), (Function<Object, Object>) function, result.shape());
    return typed(of, result.shape().dataType(), body, NAME);
  }

  /** Several results for the parts of a record or bean, or for one value. */
  @SuppressWarnings("unchecked")
  static UserDefinedFunction expanding(
      Encoder<?> of, FlatMapFunction<?, ?> function, Encoder<?> element) {
    element.requireColumns();
    Shape all = new Shape.SequenceShape(List.class, element.shape());
    Listing listing = new Listing((FlatMapFunction<Object, Object>) function);
    TypedExpansion body = new TypedExpansion(new TypedValue(read(of), listing, all));
    return typed(of, all.dataType(), body, "udtf");
  }

  /** All that an iterator has. */
  private record Listing(FlatMapFunction<Object, Object> function)
      implements Function<Object, Object> {
    @Override
    public Object call(Object value) throws Exception {
      List<Object> all = new ArrayList<>();
      for (Iterator<Object> each = function.call(value); each.hasNext(); ) all.add(each.next());
      return all;
    }
  }
}
