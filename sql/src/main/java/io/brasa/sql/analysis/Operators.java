package io.brasa.sql.analysis;

import io.brasa.columnar.type.AtomicType;
import io.brasa.columnar.type.DataType;
import io.brasa.columnar.type.MapType;
import io.brasa.sql.error.SqlError;
import io.brasa.sql.expression.And;
import io.brasa.sql.expression.Comparison;
import io.brasa.sql.expression.Comparison.Operator;
import io.brasa.sql.expression.Expression;
import io.brasa.sql.expression.IsNull;
import io.brasa.sql.expression.Literal;
import io.brasa.sql.expression.Not;
import io.brasa.sql.expression.Or;
import io.brasa.sql.function.Coercion;
import io.brasa.sql.syntax.Origin;
import io.brasa.sql.syntax.Syntax;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The operators that are expressions of their own and no functions: logic and comparisons. */
final class Operators {
  private static final Map<String, Operator> COMPARISONS =
      Map.of(
          "=", Operator.EQUAL,
          "==", Operator.EQUAL,
          "<>", Operator.NOT_EQUAL,
          "!=", Operator.NOT_EQUAL,
          "<", Operator.LESS,
          "<=", Operator.LESS_OR_EQUAL,
          ">", Operator.GREATER,
          ">=", Operator.GREATER_OR_EQUAL,
          "<=>", Operator.NULL_SAFE_EQUAL);

  private final Query query;

  Operators(Query query) {
    this.query = query;
  }

  /** What the call means if its name is one of these operators. */
  Optional<Expression> analyze(String name, Syntax.Call call, Place place) {
    List<Syntax> written = call.arguments();
    Operator comparison = COMPARISONS.get(name);
    boolean isKnown =
        switch (name) {
          case "and", "or" -> written.size() == 2;
          case "not", "!", "isnull", "isnotnull" -> written.size() == 1;
          case "between" -> written.size() == 3;
          default -> comparison != null && written.size() == 2;
        };
    if (!isKnown) return Optional.empty();
    List<Expression> a = query.expressions().analyze(written, place);
    Origin origin = call.origin();
    return Optional.of(
        switch (name) {
          case "and" -> new And(truth(a, written, 0, "AND"), truth(a, written, 1, "AND"));
          case "or" -> new Or(truth(a, written, 0, "OR"), truth(a, written, 1, "OR"));
          case "not", "!" -> new Not(truth(a, written, 0, "NOT"));
          case "isnull" -> new IsNull(a.getFirst());
          case "isnotnull" -> new Not(new IsNull(a.getFirst()));
          case "between" ->
              new And(
                  compare(Operator.GREATER_OR_EQUAL, a.get(0), a.get(1), origin),
                  compare(Operator.LESS_OR_EQUAL, a.get(0), a.get(2), origin));
          default -> compare(comparison, a.get(0), a.get(1), origin);
        });
  }

  private static Expression truth(
      List<Expression> operands, List<Syntax> written, int index, String operator) {
    Expression operand = operands.get(index);
    if (operand.type() == AtomicType.NULL) return new Literal(null, AtomicType.BOOLEAN);
    if (!operand.isPredicate())
      throw Query.error(
          SqlError.ARGUMENT_MISMATCH,
          written.get(index).origin(),
          operator + " takes BOOLEAN, but " + operand + " is " + operand.type().sql(),
          "Compare it with something");
    return operand;
  }

  /** Two values compared, as values of one type. */
  Expression compare(Operator operator, Expression left, Expression right, Origin origin) {
    Optional<DataType> type = Coercion.widest(left.type(), right.type());
    boolean isComparable = type.isPresent() && !(type.get() instanceof MapType);
    if (!isComparable)
      throw Query.error(
          SqlError.TYPE_MISMATCH,
          origin,
          left.type().sql() + " and " + right.type().sql() + " cannot be compared by "
              + operator.sign(),
          "Cast one side to the type of the other");
    return new Comparison(
        operator, Coercion.cast(left, type.get()), Coercion.cast(right, type.get()));
  }
}
