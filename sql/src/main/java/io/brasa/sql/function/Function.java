package io.brasa.sql.function;

import io.brasa.columnar.type.DataType;
import io.brasa.sql.expression.AggregateCall;
import io.brasa.sql.expression.Call;
import io.brasa.sql.expression.Expression;
import java.util.List;
import java.util.Optional;

/** A function or operator as the registry has it. Stateless. */
public sealed interface Function {
  /** In lower case; operators by their sign. */
  String name();

  /**
   * One value for each row, of values of this row.
   *
   * @param typing resolves a call; may give any expression, also one of other functions
   * @param kernels what computes a {@link Call} of this name; throws if typing never gives one
   * @param isDeterministic whether equal arguments give equal results
   */
  record Scalar(String name, Typing typing, Kernels kernels, boolean isDeterministic)
      implements Function {
    public Scalar(String name, Typing typing, Kernels kernels) {
      this(name, typing, kernels, true);
    }
  }

  /** One value for a group of rows; may be used in windows too. */
  record Aggregate(String name, AggregateTyping typing, Accumulators accumulators)
      implements Function {}

  /** A function that only windows have: {@code rank}. The operator of windows computes it. */
  record OnlyWindow(String name, Typing typing) implements Function {}

  /** Rows for each row: {@code explode}. */
  record Generator(String name, GeneratorTyping typing, Generators generators)
      implements Function {}

  /** Resolves a call of arguments that are resolved already. */
  @FunctionalInterface
  interface Typing {
    /**
     * The call with coerced arguments and its type. Fails with {@code ARGUMENT_MISMATCH}; the
     * analyser adds where it stands.
     */
    Expression resolve(List<Expression> arguments, EvaluationSettings settings);
  }

  /** Makes what computes a call. */
  @FunctionalInterface
  interface Kernels {
    Kernel of(Call call, EvaluationSettings settings);
  }

  /** The coerced arguments of an aggregate and its result. */
  record AggregateTypes(List<Expression> arguments, DataType type, boolean nullable) {}

  /** Resolves a call of an aggregate. */
  @FunctionalInterface
  interface AggregateTyping {
    AggregateTypes resolve(List<Expression> arguments, EvaluationSettings settings);
  }

  /** Makes what computes an aggregate; called by each task. */
  @FunctionalInterface
  interface Accumulators {
    Accumulator of(AggregateCall call, EvaluationSettings settings);

    /** The same for the user's own functions, which are in no registry. */
    static Optional<Accumulator> ofUser(AggregateCall call, EvaluationSettings settings) {
      return call.user().map(user -> ((Accumulators) user.body()).of(call, settings));
    }
  }

  /** The columns that a generator gives, by default names. */
  record GeneratorTypes(Expression call, List<io.brasa.columnar.type.StructField> columns) {}

  /** Resolves a call of a generator. */
  @FunctionalInterface
  interface GeneratorTyping {
    GeneratorTypes resolve(List<Expression> arguments, EvaluationSettings settings);
  }

  /** Makes what computes a generator. */
  @FunctionalInterface
  interface Generators {
    RowGenerator of(Call call, EvaluationSettings settings);
  }
}
