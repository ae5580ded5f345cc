package io.brasa.sql;

import io.brasa.columnar.type.DataType;
import io.brasa.columnar.type.StructField;
import io.brasa.sql.expression.UserFunction;
import io.brasa.sql.shape.Shape;
import io.brasa.sql.typed.TypedAggregate;
import io.brasa.sql.typed.TypedSource;
import java.util.List;
import java.util.Optional;

/** Aggregators as functions of columns. */
final class UserAggregates {
  private UserAggregates() {}

  static UserDefinedFunction of(Aggregator<?, ?, ?> aggregator, Encoder<?> input) {
    Shape of = input.shape();
    Shape result = aggregator.outputEncoder().shape();
    input.requireColumns();
    List<DataType> types = of.schema().fields().stream().map(StructField::dataType).toList();
    Aggregator.Folding fold = new Aggregator.Folding(aggregator);
    TypedAggregate body =
        new TypedAggregate(
            new TypedSource.Read(of, types, !of.isRow()),
            fold,
            aggregator.bufferEncoder().shape(),
            result);
    UserFunction function =
        new UserFunction(fold.name(), Optional.of(types), result.dataType(), true, body);
    return new UserDefinedFunction(fold.name(), types.size(), Optional.of(function));
  }
}
