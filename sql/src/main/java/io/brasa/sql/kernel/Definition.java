package io.brasa.sql.kernel;

import io.brasa.columnar.type.AtomicType;
import io.brasa.columnar.type.DataType;
import io.brasa.sql.expression.Call;
import io.brasa.sql.function.EvaluationSettings;
import io.brasa.sql.function.Function;
import io.brasa.sql.function.Signature;

/**
 * Declares functions of fixed types: name and parameters, perhaps how many must be given, and last
 * what is done with a row.
 */
public final class Definition {
  private final String name;
  private final DataType[] parameters;
  private int required;
  private boolean isNullable;

  private Definition(String name, DataType[] parameters) {
    this.name = name;
    this.parameters = parameters;
    this.required = parameters.length;
  }

  public static Definition of(String name, DataType... parameters) {
    return new Definition(name, parameters);
  }

  /** The same function under another name. */
  public static Function alias(String name, Function function) {
    return switch (function) {
      case Function.Scalar scalar ->
          new Function.Scalar(
              name,
              scalar.typing(),
              (call, _) -> {
                throw new IllegalStateException(call.function() + " is another name");
              },
              scalar.isDeterministic());
      case Function.Aggregate f -> new Function.Aggregate(name, f.typing(), f.accumulators());
      case Function.OnlyWindow f -> new Function.OnlyWindow(name, f.typing());
      case Function.Generator f -> new Function.Generator(name, f.typing(), f.generators());
    };
  }

  /** How many arguments must be given; all if not said. */
  public Definition required(int count) {
    required = count;
    return this;
  }

  /** The result may be null though no argument is. */
  public Definition nullable() {
    isNullable = true;
    return this;
  }

  private Function.Typing typing(DataType result) {
    return isNullable
        ? Signature.nullable(name, result, required, parameters)
        : Signature.of(name, result, required, parameters);
  }

  /** By a kernel of its own. */
  public Function by(DataType result, Function.Kernels kernels) {
    return new Function.Scalar(name, typing(result), kernels);
  }

  public Function truth(PerRow.ToTruth body) {
    return by(AtomicType.BOOLEAN, (call, _) -> PerRow.STRICT.truths(call.type(), body));
  }

  public Function integer(PerRow.ToInt body) {
    return ints(AtomicType.INTEGER, body);
  }

  public Function ints(DataType result, PerRow.ToInt body) {
    return by(result, (call, _) -> PerRow.STRICT.ints(call.type(), body));
  }

  public Function longs(DataType result, PerRow.ToLong body) {
    return by(result, (call, _) -> PerRow.STRICT.longs(call.type(), body));
  }

  public Function real(PerRow.ToDouble body) {
    return by(AtomicType.DOUBLE, (call, _) -> PerRow.STRICT.doubles(call.type(), body));
  }

  public Function text(PerRow.ToBytes body) {
    return bytes(AtomicType.STRING, body);
  }

  public Function bytes(DataType result, PerRow.ToBytes body) {
    return by(result, (call, _) -> PerRow.STRICT.bytes(call.type(), body));
  }

  /** Makes a body for a call, which may keep things from row to row. */
  @FunctionalInterface
  public interface Bodies<B> {
    B of(Call call, EvaluationSettings settings);
  }

  public Function integerOf(Bodies<PerRow.ToInt> bodies) {
    return intsOf(AtomicType.INTEGER, bodies);
  }

  public Function intsOf(DataType result, Bodies<PerRow.ToInt> bodies) {
    return by(result, (call, s) -> PerRow.STRICT.ints(call.type(), bodies.of(call, s)));
  }

  public Function truthOf(Bodies<PerRow.ToTruth> bodies) {
    return by(
        AtomicType.BOOLEAN, (call, s) -> PerRow.STRICT.truths(call.type(), bodies.of(call, s)));
  }

  public Function longsOf(DataType result, Bodies<PerRow.ToLong> bodies) {
    return by(result, (call, s) -> PerRow.STRICT.longs(call.type(), bodies.of(call, s)));
  }

  public Function textOf(Bodies<PerRow.ToBytes> bodies) {
    return by(AtomicType.STRING, (call, s) -> PerRow.STRICT.bytes(call.type(), bodies.of(call, s)));
  }

  public Function realOf(Bodies<PerRow.ToDouble> bodies) {
    return by(
        AtomicType.DOUBLE, (call, s) -> PerRow.STRICT.doubles(call.type(), bodies.of(call, s)));
  }

  public Function values(DataType result, PerRow.ToValue body) {
    return by(result, (call, _) -> PerRow.STRICT.values(call.type(), body));
  }
}
