package io.brasa.sql;

import io.brasa.columnar.type.DataType;
import io.brasa.columnar.type.StructType;
import io.brasa.runtime.error.EngineException;
import io.brasa.sql.error.QueryErrors;
import io.brasa.sql.expression.Attribute;
import io.brasa.sql.expression.Expression;
import io.brasa.sql.function.Coercion;
import io.brasa.sql.logical.LogicalPlan;
import io.brasa.sql.shape.Fit;
import io.brasa.sql.shape.Shape;
import io.brasa.sql.syntax.Origin;
import io.brasa.sql.typed.TypedSource;
import java.util.ArrayList;
import java.util.List;

/**
 * Which columns of a plan values are read from.
 *
 * @param columns in the order in which they are read; other columns of the plan are not
 */
record Decoding(List<Expression> columns, TypedSource.Read read) {
  /** Fails as {@link Fit} does, telling the place. */
  static Decoding of(LogicalPlan plan, Encoder<?> encoder, Origin origin) {
    return of(plan.output(), encoder, origin);
  }

  /** Of some columns. */
  static Decoding of(List<Attribute> output, Encoder<?> encoder, Origin origin) {
    Shape shape = encoder.shape();
    List<Integer> places;
    try {
      places = Fit.columns(shape, schema(output));
    } catch (EngineException e) {
      throw QueryErrors.located(e, origin);
    }
    List<Expression> columns = new ArrayList<>();
    List<DataType> types = new ArrayList<>();
    for (int i = 0; i < places.size(); i++) {
      Attribute column = output.get(places.get(i));
      Shape part =
          shape instanceof Shape.StructShape struct ? struct.members().get(i).shape() : shape;
      Expression read = cast(column, part);
      columns.add(read);
      types.add(read.type());
    }
    return new Decoding(columns, new TypedSource.Read(shape, types, false));
  }

  private static StructType schema(List<Attribute> output) {
    StructType schema = new StructType();
    for (Attribute column : output)
      schema = schema.add(column.name(), column.type(), column.nullable());
    return schema;
  }

  /** Of one column that has whole values. */
  static Decoding whole(Attribute column, Encoder<?> encoder) {
    return new Decoding(
        List.of(column), new TypedSource.Read(encoder.shape(), List.of(column.type()), true));
  }

  /**
   * Numbers become those of the class a batch at a time; what is nested is made when it is read.
   */
  private static Expression cast(Attribute column, Shape shape) {
    return shape instanceof Shape.ScalarShape scalar
            && !(scalar.dataType() instanceof io.brasa.columnar.type.DecimalType)
            && !scalar.dataType().equals(column.type())
        ? Coercion.cast(column, scalar.dataType())
        : column;
  }
}
