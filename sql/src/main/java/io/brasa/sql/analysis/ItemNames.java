package io.brasa.sql.analysis;

import io.brasa.columnar.type.ArrayType;
import io.brasa.columnar.type.AtomicType;
import io.brasa.columnar.type.DataType;
import io.brasa.columnar.type.MapType;
import io.brasa.columnar.type.StructType;
import io.brasa.sql.expression.Attribute;
import io.brasa.sql.syntax.Origin;
import io.brasa.sql.syntax.Syntax;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What columns are called that the query does not name: their expressions, in Spark's words. */
public final class ItemNames {
  /** Of what is not analysed: there arithmetic with dates is named as any other. */
  private static final ItemNames PLAIN = new ItemNames(_ -> AtomicType.NULL, Map.of());

  private final Function<Syntax, DataType> types;
  private final Map<String, Syntax.Window.Defined> windows;
  private final CallNames calls = new CallNames(this);

  private ItemNames(Function<Syntax, DataType> types, Map<String, Syntax.Window.Defined> windows) {
    this.types = types;
    this.windows = windows;
  }

  /** The names of expressions that a query has analysed. */
  static ItemNames in(Query query, Map<String, Syntax.Window.Defined> windows) {
    return new ItemNames(query::type, windows);
  }

  public static String plain(Syntax syntax) {
    return PLAIN.ofItem(syntax);
  }

  DataType type(Syntax syntax) {
    return types.apply(syntax);
  }

  /** As {@link #of}; of a column that is cast the column's name stays. */
  String ofItem(Syntax syntax) {
    if (!(syntax instanceof Syntax.Cast cast) || ConstantText.isLiteral(cast)) return of(syntax);
    boolean isNested =
        cast.type() instanceof ArrayType
            || cast.type() instanceof MapType
            || cast.type() instanceof StructType;
    boolean isColumn =
        cast.expression() instanceof Syntax.Name
            || cast.expression() instanceof Syntax.Resolved(Attribute _, Origin _);
    return isNested || isColumn ? of(cast.expression()) : of(syntax);
  }

  String of(Syntax syntax) {
    return switch (syntax) {
      case Syntax.Constant constant -> ConstantText.of(constant);
      case Syntax.Name name -> name.parts().getLast();
      case Syntax.Ordinal ordinal -> "column" + ordinal.place();
      case Syntax.Star star ->
          star.qualifier().isEmpty() ? "*" : String.join(".", star.qualifier()) + ".*";
      case Syntax.Call call -> calls.of(call);
      case Syntax.Supplied supplied -> calls.of(supplied.call());
      case Syntax.NamedArgument argument -> argument.name() + " => " + of(argument.value());
      case Syntax.Alias alias -> alias.names().getFirst();
      case Syntax.Cast cast when ConstantText.isLiteral(cast) -> ConstantText.of(cast);
      case Syntax.Cast cast ->
          (cast.isTry() ? "TRY_CAST(" : "CAST(")
              + of(cast.expression())
              + " AS "
              + cast.type().sql()
              + ")";
      case Syntax.Stored stored -> of(stored.value());
      case Syntax.Case branches -> branches(branches);
      case Syntax.In in -> negated(in.isNegated(), of(in.value()) + " IN " + list(in.options()));
      case Syntax.InQuery in ->
          negated(
              in.isNegated(),
              (in.values().size() == 1 ? of(in.values().getFirst()) : list(in.values()))
                  + " IN (listquery())");
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
      case Syntax.Windowed windowed -> new WindowText(this, windows).of(windowed);
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

  private String negated(boolean isNegated, String inner) {
    return isNegated ? "(NOT (" + inner + "))" : "(" + inner + ")";
  }

  String list(List<Syntax> all) {
    return all.stream().map(this::of).collect(Collectors.joining(", ", "(", ")"));
  }

  private String branches(Syntax.Case written) {
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

  String sorted(Syntax.SortItem item) {
    boolean isNullsFirst = item.isNullsFirst().orElse(!item.isDescending());
    return of(item.expression())
        + (item.isDescending() ? " DESC" : " ASC")
        + (isNullsFirst ? " NULLS FIRST" : " NULLS LAST");
  }
}
