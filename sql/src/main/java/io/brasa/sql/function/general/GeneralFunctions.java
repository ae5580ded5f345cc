package io.brasa.sql.function.general;

import static io.brasa.columnar.type.AtomicType.BOOLEAN;

import io.brasa.columnar.type.AtomicType;
import io.brasa.columnar.type.CollatedType;
import io.brasa.columnar.type.DataType;
import io.brasa.columnar.type.StructType;
import io.brasa.columnar.vector.Selection;
import io.brasa.columnar.vector.Vector;
import io.brasa.columnar.vector.VectorBuilder;
import io.brasa.columnar.vector.VectorOrder;
import io.brasa.sql.expression.And;
import io.brasa.sql.expression.Call;
import io.brasa.sql.expression.Case;
import io.brasa.sql.expression.Comparison;
import io.brasa.sql.expression.Comparison.Operator;
import io.brasa.sql.expression.Expression;
import io.brasa.sql.expression.IsNull;
import io.brasa.sql.expression.Literal;
import io.brasa.sql.expression.Not;
import io.brasa.sql.expression.Or;
import io.brasa.sql.function.Coercion;
import io.brasa.sql.function.Function;
import io.brasa.sql.function.Kernel;
import io.brasa.sql.function.Signature;
import io.brasa.sql.function.text.CollationFunctions;
import io.brasa.sql.kernel.Forms;
import io.brasa.sql.kernel.Merge;
import io.brasa.sql.kernel.Truths;
import java.util.ArrayList;
import java.util.List;

/** Conditions and comparisons; most become expressions of other kinds. */
public final class GeneralFunctions {
  private GeneralFunctions() {}

  public static List<Function> all() {
    List<Function> functions = new ArrayList<>();
    functions.addAll(logic());
    functions.addAll(conditions());
    functions.add(extreme("greatest", true));
    functions.add(extreme("least", false));
    functions.addAll(HashFunctions.all());
    functions.addAll(ChanceFunctions.all());
    functions.addAll(TypeFunctions.all());
    return functions;
  }

  /** What typing makes of a call that has no kernel. */
  private static Function rewritten(String name, int least, int most, Rewriting rewriting) {
    return new Function.Scalar(
        name,
        (arguments, _) -> {
          Signature.count(name, arguments, least, most);
          return rewriting.of(arguments);
        },
        (call, _) -> {
          throw new IllegalStateException(call.function() + " became another expression");
        });
  }

  /** An expression of the arguments. */
  @FunctionalInterface
  private interface Rewriting {
    Expression of(List<Expression> arguments);
  }

  private static Expression truth(String name, List<Expression> arguments, int index) {
    return Signature.coerceOne(name, arguments, index, BOOLEAN);
  }

  private static List<Function> logic() {
    List<Function> functions = new ArrayList<>();
    functions.add(rewritten("and", 2, 2, a -> new And(truth("and", a, 0), truth("and", a, 1))));
    functions.add(rewritten("or", 2, 2, a -> new Or(truth("or", a, 0), truth("or", a, 1))));
    functions.add(rewritten("not", 1, 1, a -> new Not(truth("not", a, 0))));
    functions.add(rewritten("!", 1, 1, a -> new Not(truth("!", a, 0))));
    for (Operator operator : Operator.values())
      functions.add(comparison(operator.sign(), operator));
    functions.add(comparison("==", Operator.EQUAL));
    functions.add(comparison("!=", Operator.NOT_EQUAL));
    functions.add(comparison("equal_null", Operator.NULL_SAFE_EQUAL));
    return functions;
  }

  private static Function comparison(String name, Operator operator) {
    return rewritten(name, 2, 2, a -> compare(name, operator, a.get(0), a.get(1)));
  }

  /** Structs are compared field by field, whatever these are called. */
  private static List<Expression> structs(String name, Expression left, Expression right) {
    if (Coercion.widest(left.type(), right.type()).isPresent())
      return Signature.same(name, List.of(left, right));
    return Coercion.widestByPlace(left.type(), right.type())
        .filter(type -> type.simpleString().equals(left.type().simpleString()))
        .map(type -> List.of(Coercion.cast(left, type), Coercion.cast(right, type)))
        .orElseGet(() -> Signature.same(name, List.of(left, right)));
  }

  private static Expression compare(
      String name, Operator operator, Expression left, Expression right) {
    List<Expression> same =
        left.type() instanceof StructType
            ? structs(name, left, right)
            : Signature.same(name, List.of(left, right));
    if (!Coercion.isComparable(same.getFirst().type())) throw Signature.mismatch(name, same);
    if (same.getFirst().type() instanceof CollatedType)
      return new Comparison(
          operator, CollationFunctions.key(same.get(0)), CollationFunctions.key(same.get(1)));
    if (Coercion.hasCollation(same.getFirst().type()))
      throw CollationFunctions.unsupported("A comparison", same.getFirst().type());
    return new Comparison(operator, same.get(0), same.get(1));
  }

  /** A condition; no string is one. */
  private static Expression condition(List<Expression> arguments) {
    if (arguments.getFirst().type() == AtomicType.STRING)
      throw Signature.mismatch("if", arguments, 0, "a condition");
    return truth("if", arguments, 0);
  }

  private static Expression choice(Expression condition, Expression then, Expression otherwise) {
    List<Expression> same = Signature.same("if", List.of(then, otherwise));
    return new Case(List.of(new Case.Branch(condition, same.get(0))), same.get(1));
  }

  private static List<Function> conditions() {
    Function coalesce =
        new Function.Scalar(
            "coalesce",
            (arguments, _) -> {
              Signature.count("coalesce", arguments, 1, Integer.MAX_VALUE);
              return coalesce(arguments);
            },
            (call, _) ->
                Forms.folding(
                    call.type(), false, (a, length, rows) -> first(call.type(), a, length, rows)));
    return List.of(
        coalesce,
        rewritten("nvl", 2, 2, GeneralFunctions::coalesce),
        rewritten("ifnull", 2, 2, GeneralFunctions::coalesce),
        rewritten("isnull", 1, 1, a -> new IsNull(a.getFirst())),
        rewritten("isnotnull", 1, 1, a -> new Not(new IsNull(a.getFirst()))),
        rewritten("if", 3, 3, a -> choice(condition(a), a.get(1), a.get(2))),
        rewritten("nvl2", 3, 3, a -> choice(new Not(new IsNull(a.get(0))), a.get(1), a.get(2))),
        rewritten("nullif", 2, 2, GeneralFunctions::nullIf),
        rewritten("nullifzero", 1, 1, a -> nullIf(List.of(a.getFirst(), Literal.of(0)))),
        rewritten("zeroifnull", 1, 1, a -> coalesce(List.of(a.getFirst(), Literal.of(0)))),
        rewritten(
            "between",
            3,
            3,
            a ->
                new And(
                    compare(">=", Operator.GREATER_OR_EQUAL, a.get(0), a.get(1)),
                    compare("<=", Operator.LESS_OR_EQUAL, a.get(0), a.get(2)))));
  }

  private static Expression nullIf(List<Expression> a) {
    Expression value = a.getFirst();
    return new Case(
        List.of(
            new Case.Branch(
                compare("nullif", Operator.EQUAL, value, a.get(1)),
                new Literal(null, value.type()))),
        value);
  }

  private static Expression coalesce(List<Expression> arguments) {
    List<Expression> same = Signature.same("coalesce", arguments);
    if (same.size() == 1 || !same.getFirst().nullable()) return same.getFirst();
    boolean isNullable = same.stream().allMatch(Expression::nullable);
    return new Call("coalesce", same, same.getFirst().type(), isNullable);
  }

  private static Vector first(DataType type, Vector[] arguments, int length, Selection rows) {
    Merge merge = new Merge(type, length);
    Selection open = rows == null ? Truths.all(length) : rows;
    for (int i = 0; i < arguments.length && open.count() > 0; i++) {
      Selection nulls = Truths.nulls(arguments[i], open);
      Selection there = Truths.except(open, length, nulls);
      if (there.count() > 0) merge.add(arguments[i], there);
      open = nulls;
    }
    return merge.build();
  }

  private static Function extreme(String name, boolean isMax) {
    return new Function.Scalar(
        name,
        (arguments, _) -> {
          Signature.count(name, arguments, 2, Integer.MAX_VALUE);
          for (Expression argument : arguments)
            if (Coercion.widestWithoutText(arguments.getFirst().type(), argument.type()).isEmpty())
              throw Signature.mismatch(name, arguments);
          List<Expression> same = Signature.same(name, arguments);
          DataType type = same.getFirst().type();
          if (!Coercion.isComparable(type)) throw Signature.mismatch(name, arguments);
          return new Call(name, same, type, same.stream().allMatch(Expression::nullable));
        },
        (call, _) -> {
          Kernel kernel = (a, length, rows) -> best(call.type(), isMax, a, length, rows);
          return Forms.folding(call.type(), false, kernel);
        });
  }

  /** Nulls are passed over. */
  private static Vector best(
      DataType type, boolean isMax, Vector[] arguments, int length, Selection rows) {
    VectorBuilder out = VectorBuilder.of(type, length);
    int count = rows == null ? length : rows.count();
    for (int i = 0; i < count; i++) {
      int row = rows == null ? i : rows.rows()[i];
      while (out.length() < row) out.appendNull();
      Vector best = null;
      for (Vector argument : arguments) {
        if (argument.isNullAt(row)) continue;
        int order = best == null ? 0 : VectorOrder.compare(argument, row, best, row);
        if (best == null || (isMax ? order > 0 : order < 0)) best = argument;
      }
      if (best == null) out.appendNull();
      else out.append(best, row);
    }
    while (out.length() < length) out.appendNull();
    return out.build();
  }
}
