package io.brasa.sql.function.general;

import io.brasa.columnar.type.AtomicType;
import io.brasa.columnar.type.DataType;
import io.brasa.columnar.type.DecimalType;
import io.brasa.sql.cast.Casts;
import io.brasa.sql.expression.Cast;
import io.brasa.sql.expression.Expression;
import io.brasa.sql.function.EvaluationSettings;
import io.brasa.sql.function.Function;
import io.brasa.sql.function.Signature;
import java.util.List;

/** Types as functions: {@code int('5')} is {@code CAST('5' AS INT)}. */
final class TypeFunctions {
  private TypeFunctions() {}

  static List<Function> all() {
    return List.of(
        of("boolean", AtomicType.BOOLEAN),
        of("tinyint", AtomicType.BYTE),
        of("smallint", AtomicType.SHORT),
        of("int", AtomicType.INTEGER),
        of("bigint", AtomicType.LONG),
        of("float", AtomicType.FLOAT),
        of("double", AtomicType.DOUBLE),
        of("decimal", new DecimalType(10, 0)),
        of("string", AtomicType.STRING),
        of("binary", AtomicType.BINARY),
        of("date", AtomicType.DATE),
        of("timestamp", AtomicType.TIMESTAMP));
  }

  private static Function of(String name, DataType type) {
    return new Function.Scalar(
        name,
        (arguments, settings) -> cast(name, type, arguments, settings),
        (call, _) -> {
          throw new IllegalStateException(call.function() + " became a cast");
        });
  }

  private static Expression cast(
      String name, DataType type, List<Expression> arguments, EvaluationSettings settings) {
    Signature.count(name, arguments, 1, 1);
    Expression argument = arguments.getFirst();
    if (!Casts.isPossible(argument.type(), type))
      throw Signature.mismatch(name, arguments, 0, "what can be cast to " + type.sql());
    return new Cast(argument, type, settings.isAnsi() ? Cast.Mode.ANSI : Cast.Mode.TRY);
  }
}
