package io.brasa.sql.analysis;

import io.brasa.sql.expression.Attribute;
import io.brasa.sql.syntax.Syntax;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** What columns are called that the query does not name: their expressions, in Spark's words. */
public final class ItemNames {
  private static final Map<String, String> PREFIXES =
      Map.of("not", "NOT ", "!", "NOT ", "negative", "- ", "positive", "+ ", "~", "~");

  private ItemNames() {}

  public static String of(Syntax syntax) {
    return switch (syntax) {
      case Syntax.Constant constant -> constant(constant);
      case Syntax.Name name -> name.parts().getLast();
      case Syntax.Star star ->
          star.qualifier().isEmpty() ? "*" : String.join(".", star.qualifier()) + ".*";
      case Syntax.Call call -> call(call);
      case Syntax.NamedArgument argument -> argument.name() + " => " + of(argument.value());
      case Syntax.Alias alias -> alias.names().getFirst();
      case Syntax.Cast cast ->
          (cast.isTry() ? "TRY_CAST(" : "CAST(")
              + of(cast.expression())
              + " AS "
              + cast.type().sql()
              + ")";
      case Syntax.Case branches -> branches(branches);
      case Syntax.In in -> negated(in.isNegated(), of(in.value()) + " IN " + list(in.options()));
      case Syntax.InQuery in -> negated(in.isNegated(), list(in.values()) + " IN (listquery())");
      case Syntax.Exists _ -> "exists()";
      case Syntax.ScalarQuery _ -> "scalarsubquery()";
      case Syntax.Quantified q ->
          "("
              + of(q.value())
              + " "
              + q.operator()
              + (q.isAll() ? " ALL" : " ANY")
              + " (listquery()))";
      case Syntax.Element element -> of(element.value()) + "[" + of(element.index()) + "]";
      case Syntax.Field field -> of(field.value()) + "." + field.field();
      case Syntax.Lambda lambda ->
          "lambdafunction("
              + of(lambda.body())
              + ", "
              + String.join(", ", lambda.parameters())
              + ")";
      case Syntax.Windowed windowed -> of(windowed.call()) + " OVER " + window(windowed.window());
      case Syntax.Interval interval ->
          "INTERVAL "
              + interval.parts().stream()
                  .map(part -> of(part.value()) + " " + part.unit())
                  .collect(Collectors.joining(" "));
      case Syntax.Parameter parameter -> parameter.name().map(name -> ":" + name).orElse("?");
      case Syntax.Resolved resolved ->
          resolved.expression() instanceof Attribute attribute
              ? attribute.name()
              : resolved.expression().toString();
    };
  }

  private static String constant(Syntax.Constant constant) {
    return switch (constant.value()) {
      case null -> "NULL";
      case BigDecimal decimal -> decimal.toPlainString();
      case LocalDate date -> "DATE '" + date + "'";
      default -> constant.value().toString();
    };
  }

  private static String negated(boolean isNegated, String inner) {
    return isNegated ? "(NOT (" + inner + "))" : "(" + inner + ")";
  }

  private static String list(List<Syntax> all) {
    return all.stream().map(ItemNames::of).collect(Collectors.joining(", ", "(", ")"));
  }

  private static String call(Syntax.Call call) {
    String name = ExpressionAnalyzer.lower(String.join(".", call.name()));
    List<Syntax> arguments = call.arguments();
    boolean isSign = !Character.isLetter(name.charAt(0)) && name.charAt(0) != '_';
    String shown =
        switch (arguments.size()) {
          case 1 -> unary(name, arguments.getFirst());
          case 2 -> binary(name, isSign, arguments);
          default -> "";
        };
    if (!shown.isEmpty()) return shown;
    if (name.equals("between") && arguments.size() == 3)
      return "between("
          + arguments.stream().map(ItemNames::of).collect(Collectors.joining(", "))
          + ")";
    String inner = arguments.stream().map(a -> argument(name, a)).collect(Collectors.joining(", "));
    return name
        + "("
        + (call.isDistinct() ? "DISTINCT " : "")
        + inner
        + ")"
        + call.filter().map(f -> " FILTER (WHERE " + of(f) + ")").orElse("");
  }

  private static String argument(String name, Syntax argument) {
    return name.equals("count") && argument instanceof Syntax.Star ? "1" : of(argument);
  }

  private static String unary(String name, Syntax argument) {
    if (name.equals("isnull")) return "(" + of(argument) + " IS NULL)";
    if (name.equals("isnotnull")) return "(" + of(argument) + " IS NOT NULL)";
    String prefix = PREFIXES.get(name);
    return prefix == null ? "" : "(" + prefix + of(argument) + ")";
  }

  private static String binary(String name, boolean isSign, List<Syntax> arguments) {
    String left = of(arguments.get(0));
    String right = of(arguments.get(1));
    return switch (name) {
      case "and", "or" -> "(" + left + " " + name.toUpperCase(Locale.ROOT) + " " + right + ")";
      case "like" -> left + " LIKE " + right;
      case "date_part" ->
          arguments.getFirst() instanceof Syntax.Constant
              ? "extract(" + left + " FROM " + right + ")"
              : "";
      case "==" -> "(" + left + " = " + right + ")";
      case "<>", "!=" -> "(NOT (" + left + " = " + right + "))";
      default -> isSign ? "(" + left + " " + name + " " + right + ")" : "";
    };
  }

  private static String branches(Syntax.Case written) {
    StringBuilder text = new StringBuilder("CASE");
    for (Syntax.When branch : written.branches()) {
      String condition =
          written
              .subject()
              .map(subject -> "(" + of(subject) + " = " + of(branch.condition()) + ")")
              .orElseGet(() -> of(branch.condition()));
      text.append(" WHEN ").append(condition).append(" THEN ").append(of(branch.result()));
    }
    written.otherwise().ifPresent(o -> text.append(" ELSE ").append(of(o)));
    return text.append(" END").toString();
  }

  private static String window(Syntax.Window window) {
    if (!(window instanceof Syntax.Window.Defined defined))
      return ((Syntax.Window.Named) window).name();
    StringBuilder text = new StringBuilder("(");
    if (!defined.partitions().isEmpty())
      text.append("PARTITION BY ")
          .append(
              defined.partitions().stream().map(ItemNames::of).collect(Collectors.joining(", ")));
    if (!defined.order().isEmpty()) {
      if (text.length() > 1) text.append(' ');
      text.append("ORDER BY ")
          .append(
              defined.order().stream().map(ItemNames::sorted).collect(Collectors.joining(", ")));
    }
    return text.append(')').toString();
  }

  private static String sorted(Syntax.SortItem item) {
    boolean isNullsFirst = item.isNullsFirst().orElse(!item.isDescending());
    return of(item.expression())
        + (item.isDescending() ? " DESC" : " ASC")
        + (isNullsFirst ? " NULLS FIRST" : " NULLS LAST");
  }
}
