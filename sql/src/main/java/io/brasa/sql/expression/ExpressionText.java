package io.brasa.sql.expression;

import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;

/** Expressions as plans show them. */
final class ExpressionText {
  private ExpressionText() {}

  static String of(Expression expression) {
    return switch (expression) {
      case Literal literal ->
          switch (literal.value()) {
            case String text -> "'" + text + "'";
            case byte[] bytes -> "X'" + HexFormat.of().withUpperCase().formatHex(bytes) + "'";
            case null, default -> String.valueOf(literal.value());
          };
      case Attribute attribute -> attribute.toString();
      case Input input -> input.toString();
      case LambdaVariable variable -> variable.name();
      case Call call -> call(call.function(), call.arguments());
      case UserCall call -> call(call.function().name(), call.arguments());
      case Cast cast ->
          (cast.mode() == Cast.Mode.TRY ? "try_cast(" : "cast(")
              + cast.child()
              + " as "
              + cast.type()
              + ")";
      case And and -> "(" + and.left() + " AND " + and.right() + ")";
      case Or or -> "(" + or.left() + " OR " + or.right() + ")";
      case Not(IsNull(Expression child)) -> child + " IS NOT NULL";
      case Not not -> "NOT " + not.child();
      case Comparison c -> "(" + c.left() + " " + c.operator().sign() + " " + c.right() + ")";
      case IsNull isNull -> isNull.child() + " IS NULL";
      case In in -> in.value() + " IN " + list(in.options());
      case Case branches -> branches(branches);
      case AggregateCall call -> aggregate(call);
      case WindowCall call -> window(call);
      case SubqueryExpression.Scalar _ -> "scalar-subquery";
      case SubqueryExpression.Exists _ -> "exists-subquery";
      case SubqueryExpression.Quantified q ->
          list(q.values())
              + " "
              + q.operator().sign()
              + (q.isAll() ? " all" : " any")
              + "-subquery";
      case Lambda lambda -> lambda.parameters() + " -> " + lambda.body();
    };
  }

  private static String list(List<? extends Expression> expressions) {
    return expressions.stream().map(ExpressionText::of).collect(Collectors.joining(", ", "(", ")"));
  }

  private static String call(String name, List<Expression> arguments) {
    boolean isOperator = arguments.size() == 2 && !Character.isLetter(name.charAt(0));
    return isOperator
        ? "(" + arguments.get(0) + " " + name + " " + arguments.get(1) + ")"
        : name + list(arguments);
  }

  private static String branches(Case branches) {
    StringBuilder text = new StringBuilder("CASE");
    for (Case.Branch branch : branches.branches())
      text.append(" WHEN ").append(branch.condition()).append(" THEN ").append(branch.result());
    return text.append(" ELSE ").append(branches.otherwise()).append(" END").toString();
  }

  private static String aggregate(AggregateCall call) {
    String text =
        call.function()
            + (call.isDistinct() ? "(DISTINCT " : "(")
            + list(call.arguments()).substring(1);
    return text + call.filter().map(f -> " FILTER (WHERE " + f + ")").orElse("");
  }

  private static String window(WindowCall call) {
    return call.function()
        + " OVER (PARTITION BY "
        + list(call.partitions())
        + " ORDER BY "
        + call.order()
        + " "
        + call.frame()
        + ")";
  }
}
