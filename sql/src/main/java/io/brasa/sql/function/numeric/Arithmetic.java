package io.brasa.sql.function.numeric;

import io.brasa.columnar.type.DecimalType;
import io.brasa.columnar.vector.Vectors;
import io.brasa.runtime.error.EngineException;
import io.brasa.sql.error.Failures;
import io.brasa.sql.expression.Call;
import io.brasa.sql.function.Kernel;
import io.brasa.sql.kernel.Forms;
import io.brasa.sql.kernel.Operands;

/** Picks the kernel of an arithmetic operator. */
final class Arithmetic {
  private Arithmetic() {}

  /**
   * @param isNullOnFailure whether overflow and division by zero give null instead of failing
   */
  static Kernel kernel(Operation operation, Call call, boolean isNullOnFailure) {
    Kernel kernel =
        call.argument(0).type() instanceof DecimalType
            ? DecimalArithmetic.kernel(operation, call, isNullOnFailure)
            : switch (call.argument(0).type().storage()) {
              case BYTE, SHORT, INT -> new IntArithmetic(operation, call.type(), isNullOnFailure);
              case LONG -> new LongArithmetic(operation, call.type(), isNullOnFailure);
              case FLOAT, DOUBLE -> new DoubleArithmetic(operation, call, isNullOnFailure);
              default ->
                  throw new IllegalArgumentException(
                      operation.sign() + " of " + call.argument(0).type());
            };
    return Forms.folding(
        call.type(),
        true,
        (arguments, length, rows) ->
            Operands.isNullConstant(arguments)
                ? Vectors.nulls(call.type(), length)
                : kernel.apply(arguments, length, rows));
  }

  static EngineException overflow(Operation operation, Object left, Object right, Object type) {
    String instead =
        switch (operation) {
          case ADD -> "try_add";
          case SUBTRACT -> "try_subtract";
          case MULTIPLY -> "try_multiply";
          default -> "";
        };
    return Failures.overflow(
        left + " " + operation.sign() + " " + right,
        type.toString().toUpperCase(java.util.Locale.ROOT),
        instead);
  }

  static EngineException zeroDivision(Operation operation, Object left, Object right) {
    return Failures.zeroDivision(
        left + " " + operation.sign() + " " + right,
        operation == Operation.REMAINDER ? "try_mod" : "try_divide");
  }
}
