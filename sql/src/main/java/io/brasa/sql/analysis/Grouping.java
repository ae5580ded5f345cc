package io.brasa.sql.analysis;

import io.brasa.columnar.type.AtomicType;
import io.brasa.sql.error.SqlError;
import io.brasa.sql.expression.Attribute;
import io.brasa.sql.expression.Call;
import io.brasa.sql.expression.Case;
import io.brasa.sql.expression.Expression;
import io.brasa.sql.expression.In;
import io.brasa.sql.expression.Literal;
import io.brasa.sql.syntax.Origin;
import io.brasa.sql.syntax.Syntax;
import java.util.ArrayList;
import java.util.List;

/** The functions that tell grouping sets apart: marks in expressions until the sets are known. */
final class Grouping {
  private static final String ONE = "grouping";
  private static final String ALL = "grouping_id";

  private Grouping() {}

  static boolean isFunction(String name) {
    return name.equals(ONE) || name.equals(ALL);
  }

  static boolean isMark(Expression expression) {
    return expression instanceof Call call && isFunction(call.function());
  }

  /** A mark for a call of such a function. */
  static Expression mark(Query query, String name, Syntax.Call call, Place place) {
    if (!place.allowed().aggregates())
      throw Query.error(
          SqlError.EXPRESSION_MISPLACED,
          call.origin(),
          "Function " + name + " stands in " + place.clause(),
          "Use it in the select list, HAVING or ORDER BY");
    List<Expression> arguments =
        query.expressions().analyze(call.arguments(), place.insideAggregate());
    boolean isOne = name.equals(ONE);
    if (isOne && arguments.size() != 1)
      throw Query.error(
          SqlError.ARGUMENT_MISMATCH,
          call.origin(),
          "Function grouping takes 1 arguments and got " + arguments.size(),
          "Give it one key");
    return new Call(name, arguments, isOne ? AtomicType.BYTE : AtomicType.LONG, false);
  }

  /**
   * What a mark means.
   *
   * @param sets the places of the keys in each set
   * @param keys the places of the mark's arguments among the keys
   */
  static Expression meaning(
      Call mark,
      List<List<Integer>> sets,
      List<Integer> keys,
      int keyCount,
      Attribute setId,
      Attribute setIndex,
      Origin origin) {
    if (mark.function().equals(ONE)) {
      List<Expression> without = new ArrayList<>();
      for (int i = 0; i < sets.size(); i++) {
        if (!sets.get(i).contains(keys.getFirst())) without.add(Literal.of(i));
      }
      Literal one = new Literal((byte) 1, AtomicType.BYTE);
      Literal zero = new Literal((byte) 0, AtomicType.BYTE);
      return without.isEmpty()
          ? zero
          : new Case(List.of(new Case.Branch(new In(setIndex, without), one)), zero);
    }
    boolean isAll = keys.isEmpty() || keys.size() == keyCount;
    for (int i = 0; i < keys.size(); i++) isAll &= keys.get(i) == i;
    if (!isAll)
      throw Query.error(
          SqlError.ARGUMENT_MISMATCH,
          origin,
          "Function grouping_id takes all keys of GROUP BY in their order",
          "Write grouping_id() without arguments");
    return setId;
  }
}
