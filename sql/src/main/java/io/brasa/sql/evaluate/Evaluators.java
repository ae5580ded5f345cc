package io.brasa.sql.evaluate;

import io.brasa.columnar.vector.ConstantVector;
import io.brasa.columnar.vector.FlatVector;
import io.brasa.columnar.vector.Selection;
import io.brasa.columnar.vector.Values;
import io.brasa.columnar.vector.Vector;
import io.brasa.columnar.vector.VectorBuilder;
import io.brasa.columnar.vector.Vectors;
import io.brasa.runtime.error.EngineException;
import io.brasa.sql.cast.Casts;
import io.brasa.sql.error.SqlError;
import io.brasa.sql.expression.AggregateCall;
import io.brasa.sql.expression.And;
import io.brasa.sql.expression.Attribute;
import io.brasa.sql.expression.Call;
import io.brasa.sql.expression.Case;
import io.brasa.sql.expression.Cast;
import io.brasa.sql.expression.Comparison;
import io.brasa.sql.expression.Expression;
import io.brasa.sql.expression.In;
import io.brasa.sql.expression.Input;
import io.brasa.sql.expression.IsNull;
import io.brasa.sql.expression.Lambda;
import io.brasa.sql.expression.LambdaVariable;
import io.brasa.sql.expression.Literal;
import io.brasa.sql.expression.Not;
import io.brasa.sql.expression.Or;
import io.brasa.sql.expression.SubqueryExpression;
import io.brasa.sql.expression.UserCall;
import io.brasa.sql.expression.UserFunction;
import io.brasa.sql.expression.WindowCall;
import io.brasa.sql.function.EvaluationSettings;
import io.brasa.sql.function.Function;
import io.brasa.sql.function.Kernel;
import io.brasa.sql.function.builtin.BuiltInFunctions;
import io.brasa.sql.kernel.Merge;
import io.brasa.sql.kernel.Truths;
import java.util.List;

/** Makes evaluators of expressions. */
public final class Evaluators {
  private Evaluators() {}

  /**
   * What computes an expression whose columns are {@link Input}s.
   *
   * @throws IllegalArgumentException if something in it must be gone by now: attributes,
   *     aggregates, windows, sub-queries
   */
  public static Evaluator of(Expression expression, EvaluationSettings settings) {
    return switch (expression) {
      case Literal literal -> constant(literal);
      case Input input -> (batch, _) -> batch.column(input.index());
      case Call call -> call(call, settings);
      case UserCall call -> user(call, settings);
      case Cast cast ->
          applying(
              Casts.kernel(cast.child().type(), cast.type(), cast.mode(), settings),
              List.of(cast.child()),
              settings);
      case And and -> Logic.and(of(and.left(), settings), of(and.right(), settings));
      case Or or -> Logic.or(of(or.left(), settings), of(or.right(), settings));
      case Not not -> Logic.not(of(not.child(), settings));
      case Comparison comparison ->
          applying(
              Comparisons.kernel(comparison.operator()),
              List.of(comparison.left(), comparison.right()),
              settings);
      case IsNull isNull -> Logic.isNull(of(isNull.child(), settings));
      case In in -> Membership.of(in, settings);
      case Case branches -> new Branching(branches, settings);
      case Attribute _,
          AggregateCall _,
          WindowCall _,
          SubqueryExpression _,
          Lambda _,
          LambdaVariable _ ->
          throw new IllegalArgumentException("this cannot be computed by itself: " + expression);
    };
  }

  /** What computes several. */
  public static List<Evaluator> of(
      List<? extends Expression> expressions, EvaluationSettings settings) {
    return expressions.stream().map(expression -> of(expression, settings)).toList();
  }

  /** The value of a literal as a vector of one row. */
  static FlatVector value(Literal literal) {
    return ((ConstantVector) Vectors.constant(literal.type(), literal.value(), 1)).value();
  }

  private static Evaluator constant(Literal literal) {
    FlatVector value = value(literal);
    return (batch, _) -> new ConstantVector(value, batch.length());
  }

  private static Evaluator call(Call call, EvaluationSettings settings) {
    if (call.function().equals("coalesce")) return coalesce(call, settings);
    if (call.arguments().stream().anyMatch(Lambda.class::isInstance))
      return switch (call.function()) {
        case "aggregate" -> new Folding(call, settings);
        case "array_sort" -> new ComparedSort(call, settings);
        default -> new HigherOrder(call, settings);
      };
    Function function =
        BuiltInFunctions.registry()
            .find(call.function())
            .orElseThrow(() -> new IllegalArgumentException("no function " + call.function()));
    if (!(function instanceof Function.Scalar scalar))
      throw new IllegalArgumentException(call.function() + " does not compute one value a row");
    return applying(scalar.kernels().of(call, settings), call.arguments(), settings);
  }

  /** Each argument is computed only where all before it are null. */
  private static Evaluator coalesce(Call call, EvaluationSettings settings) {
    List<Evaluator> arguments = of(call.arguments(), settings);
    return (batch, rows) -> {
      int length = batch.length();
      Vector first = arguments.getFirst().evaluate(batch, rows);
      if (!first.mayHaveNulls()) return first;
      Merge merge = new Merge(call.type(), length);
      Selection open = rows;
      for (int i = 0; i < arguments.size() && count(length, open) > 0; i++) {
        Vector vector = i == 0 ? first : arguments.get(i).evaluate(batch, open);
        Selection nulls = Truths.nulls(vector, open);
        Selection there = Truths.except(open, length, nulls);
        if (there.count() > 0) merge.add(vector, there);
        open = nulls;
      }
      return merge.build();
    };
  }

  private static Evaluator applying(
      Kernel kernel, List<Expression> arguments, EvaluationSettings settings) {
    Evaluator[] evaluators = of(arguments, settings).toArray(new Evaluator[0]);
    return (batch, rows) -> {
      Vector[] vectors = new Vector[evaluators.length];
      for (int i = 0; i < vectors.length; i++) vectors[i] = evaluators[i].evaluate(batch, rows);
      return kernel.apply(vectors, batch.length(), rows);
    };
  }

  private static Evaluator user(UserCall call, EvaluationSettings settings) {
    return applying(
        (vectors, length, rows) -> {
          VectorBuilder results = VectorBuilder.of(call.type(), length);
          int count = rows == null ? length : rows.count();
          UserFunction.Opened opened = opened(call, vectors);
          for (int i = 0; i < count; i++) {
            int row = rows == null ? i : rows.rows()[i];
            while (results.length() < row) results.appendNull();
            append(results, call, opened, row);
          }
          while (results.length() < length) results.appendNull();
          return results.build();
        },
        call.arguments(),
        settings);
  }

  /** What calls the function for rows of these columns. */
  private static UserFunction.Opened opened(UserCall call, Vector[] vectors) {
    if (!(call.function().body() instanceof UserFunction.OfColumns body))
      return new ValueCalls(call.function().body(), vectors);
    UserFunction.Opened opened = body.open();
    opened.bind(vectors);
    return opened;
  }

  /** Calls of a function of values. */
  private record ValueCalls(UserFunction.Body body, Vector[] vectors)
      implements UserFunction.Opened {
    @Override
    public void bind(Vector[] columns) {
      throw new IllegalStateException("bound already");
    }

    @Override
    public void call(int row, VectorBuilder results) throws Exception {
      Object[] values = new Object[vectors.length];
      for (int i = 0; i < values.length; i++) values[i] = Values.get(vectors[i], row);
      Values.append(results, body.call(values));
    }
  }

  private static void append(
      VectorBuilder results, UserCall call, UserFunction.Opened opened, int row) {
    try {
      opened.call(row, results);
    } catch (EngineException e) {
      throw e;
    } catch (Exception e) {
      throw new EngineException(
          SqlError.USER_FUNCTION_FAILED,
          "The user's function " + call.function().name() + " failed: " + e,
          "See the cause; it is in the function's own code",
          e);
    }
  }

  /** How many rows are asked for. */
  static int count(int length, Selection rows) {
    return rows == null ? length : rows.count();
  }
}
