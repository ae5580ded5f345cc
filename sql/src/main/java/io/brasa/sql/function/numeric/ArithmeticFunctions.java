package io.brasa.sql.function.numeric;

import io.brasa.columnar.type.AtomicType;
import io.brasa.columnar.type.DataType;
import io.brasa.columnar.type.DecimalType;
import io.brasa.sql.expression.Call;
import io.brasa.sql.expression.Cast;
import io.brasa.sql.expression.Expression;
import io.brasa.sql.expression.Literal;
import io.brasa.sql.function.Coercion;
import io.brasa.sql.function.EvaluationSettings;
import io.brasa.sql.function.Function;
import io.brasa.sql.function.Signature;
import io.brasa.sql.function.time.TimeArithmetic;
import io.brasa.sql.kernel.Definition;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The arithmetic operators, and their forms that give null instead of failing. */
public final class ArithmeticFunctions {
  private ArithmeticFunctions() {}

  public static List<Function> all() {
    List<Function> functions = new ArrayList<>();
    for (Operation operation : Operation.values()) {
      functions.add(binary(operation.sign(), operation, false));
    }
    functions.add(Definition.alias("mod", binary("%", Operation.REMAINDER, false)));
    functions.add(binary("try_add", Operation.ADD, true));
    functions.add(binary("try_subtract", Operation.SUBTRACT, true));
    functions.add(binary("try_multiply", Operation.MULTIPLY, true));
    functions.add(binary("try_divide", Operation.DIVIDE, true));
    functions.add(binary("try_mod", Operation.REMAINDER, true));
    functions.addAll(UnaryFunctions.all());
    return functions;
  }

  private static Function binary(String name, Operation operation, boolean isTry) {
    return new Function.Scalar(
        name,
        (arguments, settings) -> resolve(name, operation, isTry, arguments, settings),
        (call, settings) -> Arithmetic.kernel(operation, call, isTry || !settings.isAnsi()));
  }

  private static Expression resolve(
      String name,
      Operation operation,
      boolean isTry,
      List<Expression> arguments,
      EvaluationSettings settings) {
    if (arguments.size() == 1 && operation == Operation.SUBTRACT && !isTry)
      return UnaryFunctions.negative(arguments, settings);
    if (arguments.size() == 1 && operation == Operation.ADD && !isTry) return arguments.getFirst();
    Signature.count(name, arguments, 2, 2);
    if (isTry) arguments = tried(arguments);
    Optional<Expression> ofTimes =
        TimeArithmetic.resolve(operation.sign(), arguments, isTry, settings);
    if (ofTimes.isPresent()) return ofTimes.get();
    boolean isNullable = isTry || !settings.isAnsi() || Signature.anyNullable(arguments);
    Expression left = number(name, arguments, 0);
    Expression right = number(name, arguments, 1);
    boolean isRatioOfNull =
        operation == Operation.DIVIDE && arguments.getFirst().type() == AtomicType.NULL;
    if (!isRatioOfNull && (isDecimal(left.type()) || isDecimal(right.type()))) {
      if (isExactPair(left, right)) return decimals(name, operation, left, right, isNullable);
    }
    DataType type = Coercion.widest(left.type(), right.type()).orElseThrow();
    if (type == AtomicType.NULL) type = AtomicType.DOUBLE;
    if (operation == Operation.WHOLE_DIVIDE && areNull(arguments))
      return new Literal(null, AtomicType.LONG);
    if (operation == Operation.DIVIDE) type = AtomicType.DOUBLE;
    if (operation == Operation.WHOLE_DIVIDE) {
      if (!Coercion.isIntegral(type)) throw Signature.mismatch(name, arguments);
      return new Call(
          name,
          List.of(Coercion.cast(left, AtomicType.LONG), Coercion.cast(right, AtomicType.LONG)),
          AtomicType.LONG,
          isNullable);
    }
    return new Call(
        name, List.of(Coercion.cast(left, type), Coercion.cast(right, type)), type, isNullable);
  }

  /** Strings beside numbers that are none give null, as all that fails does here. */
  private static List<Expression> tried(List<Expression> arguments) {
    List<Expression> tried = new ArrayList<>(arguments);
    for (int i = 0; i < 2; i++) {
      DataType other = arguments.get(1 - i).type();
      if (arguments.get(i).type() == AtomicType.STRING && Coercion.isNumeric(other))
        tried.set(
            i,
            new Cast(
                arguments.get(i),
                Coercion.isIntegral(other) ? AtomicType.LONG : AtomicType.DOUBLE,
                Cast.Mode.TRY));
    }
    return tried;
  }

  private static boolean areNull(List<Expression> arguments) {
    return arguments.stream().allMatch(argument -> argument.type() == AtomicType.NULL);
  }

  private static boolean isDecimal(DataType type) {
    return type instanceof DecimalType;
  }

  /** Whether both are whole or decimal. */
  private static boolean isExactPair(Expression left, Expression right) {
    return isExact(left.type()) && isExact(right.type());
  }

  private static boolean isExact(DataType type) {
    return isDecimal(type) || Coercion.isIntegral(type);
  }

  private static Expression decimals(
      String name, Operation operation, Expression left, Expression right, boolean isNullable) {
    DecimalType a = Coercion.decimalOf(left);
    DecimalType b = Coercion.decimalOf(right);
    DataType type =
        switch (operation) {
          case ADD, SUBTRACT -> DecimalTypes.sum(a, b);
          case MULTIPLY -> DecimalTypes.product(a, b);
          case DIVIDE -> DecimalTypes.quotient(a, b);
          case REMAINDER, POSITIVE_REMAINDER -> DecimalTypes.remainder(a, b);
          case WHOLE_DIVIDE -> AtomicType.LONG;
        };
    return new Call(
        name, List.of(Coercion.cast(left, a), Coercion.cast(right, b)), type, isNullable);
  }

  /** A number; strings beside numbers count as such: whole beside whole ones, else doubles. */
  private static Expression number(String name, List<Expression> arguments, int index) {
    Expression argument = arguments.get(index);
    DataType type = argument.type();
    DataType other = arguments.get(1 - index).type();
    if (type == AtomicType.NULL && other != AtomicType.STRING)
      return Coercion.cast(argument, Coercion.isNumeric(other) ? other : AtomicType.DOUBLE);
    if (Coercion.isNumeric(type)) return argument;
    if (type == AtomicType.STRING && Coercion.isNumeric(other))
      return Coercion.cast(
          argument, Coercion.isIntegral(other) ? AtomicType.LONG : AtomicType.DOUBLE);
    throw Signature.mismatch(name, arguments);
  }
}
