package io.brasa.sql.analysis;

import io.brasa.columnar.type.ArrayType;
import io.brasa.columnar.type.AtomicType;
import io.brasa.columnar.type.CollatedType;
import io.brasa.columnar.type.DataType;
import io.brasa.columnar.type.MapType;
import io.brasa.columnar.type.StructType;
import io.brasa.runtime.error.EngineException;
import io.brasa.sql.cast.Casts;
import io.brasa.sql.error.QueryErrors;
import io.brasa.sql.error.SqlError;
import io.brasa.sql.expression.Attribute;
import io.brasa.sql.expression.Case;
import io.brasa.sql.expression.Cast;
import io.brasa.sql.expression.Comparison;
import io.brasa.sql.expression.Expression;
import io.brasa.sql.expression.In;
import io.brasa.sql.expression.Literal;
import io.brasa.sql.expression.Not;
import io.brasa.sql.expression.SortKey;
import io.brasa.sql.function.Coercion;
import io.brasa.sql.function.text.CollationFunctions;
import io.brasa.sql.syntax.Origin;
import io.brasa.sql.syntax.Syntax;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Expressions as written become expressions whose names are found and whose types agree. */
final class ExpressionAnalyzer {
  private static final List<String> CALENDAR =
      List.of("year", "month", "week", "day", "hour", "minute", "second");

  private final Query query;
  private final NameAnalyzer names;
  private final CallAnalyzer calls;
  private final SubqueryAnalyzer subqueries;
  private final WindowAnalyzer windows;

  ExpressionAnalyzer(Query query) {
    this.query = query;
    this.names = new NameAnalyzer(query);
    this.calls = new CallAnalyzer(query);
    this.subqueries = new SubqueryAnalyzer(query);
    this.windows = new WindowAnalyzer(query, calls);
  }

  /** The expression that a syntax means at a place. */
  Expression analyze(Syntax syntax, Place place) {
    try {
      Expression expression = dispatch(syntax, place);
      query.remember(expression, syntax.origin());
      query.noteType(syntax, expression.type());
      return expression;
    } catch (EngineException e) {
      throw QueryErrors.located(e, syntax.origin());
    }
  }

  List<Expression> analyze(List<? extends Syntax> all, Place place) {
    List<Expression> expressions = new ArrayList<>(all.size());
    for (Syntax syntax : all) expressions.add(analyze(syntax, place));
    return expressions;
  }

  /** As {@link #analyze}, of what must be true or false. */
  Expression condition(Syntax syntax, Place place) {
    Expression expression = analyze(syntax, place);
    if (expression.type() == AtomicType.NULL) return new Literal(null, AtomicType.BOOLEAN);
    if (!expression.isPredicate())
      throw Query.error(
          SqlError.TYPE_MISMATCH,
          syntax.origin(),
          "The condition of " + place.clause() + " is " + expression.type().sql() + ", not BOOLEAN",
          "Compare it with something");
    return expression;
  }

  private Expression dispatch(Syntax syntax, Place place) {
    return switch (syntax) {
      case Syntax.Constant constant -> new Literal(constant.value(), constant.type());
      case Syntax.Name name -> names.resolve(name, place);
      case Syntax.Ordinal ordinal -> names.ofInput(ordinal, place);
      case Syntax.Star star -> throw misplaced(star.origin(), "A star");
      case Syntax.Call call -> calls.analyze(call, place);
      case Syntax.Supplied supplied -> calls.supplied(supplied, place);
      case Syntax.NamedArgument argument ->
          throw Query.unsupported(argument.origin(), "The named argument " + argument.name());
      case Syntax.Alias alias -> analyze(alias.expression(), place);
      case Syntax.Cast cast -> cast(cast, place);
      case Syntax.Stored stored ->
          Storing.stored(
              analyze(stored.value(), place), stored.column(), stored.type(), stored.origin());
      case Syntax.Case branches -> branches(branches, place);
      case Syntax.In in -> in(in, place);
      case Syntax.InQuery in -> subqueries.in(in, place);
      case Syntax.Exists exists -> subqueries.exists(exists, place);
      case Syntax.ScalarQuery scalar -> subqueries.scalar(scalar, place);
      case Syntax.Quantified quantified -> subqueries.quantified(quantified, place);
      case Syntax.Element element ->
          calls.element(
              analyze(element.value(), place), analyze(element.index(), place), element.origin());
      case Syntax.Field field ->
          field(analyze(field.value(), place), field.field(), field.origin());
      case Syntax.Lambda lambda -> throw misplaced(lambda.origin(), "A lambda");
      case Syntax.Windowed windowed -> windows.analyze(windowed, place);
      case Syntax.Interval interval -> interval(interval, place);
      case Syntax.Parameter parameter -> parameter(parameter);
      case Syntax.Resolved resolved -> resolved(resolved, place);
    };
  }

  private static EngineException misplaced(Origin origin, String what) {
    return Query.error(
        SqlError.EXPRESSION_MISPLACED,
        origin,
        what + " stands where a value is wanted",
        "Write an expression that has one value");
  }

  /** A field of a struct, or the value of a key of a map. */
  Expression field(Expression value, String field, Origin origin) {
    return calls.field(value, field, origin);
  }

  private Expression cast(Syntax.Cast cast, Place place) {
    Expression child = analyze(cast.expression(), place);
    Optional<Expression> word = TimeWords.meaning(calls, child, cast.type(), cast.origin());
    if (word.isPresent()) return word.get();
    // a literal that is cast is none any more: its type, not its digits, counts in arithmetic
    boolean isKept = child instanceof Literal || FilledText.isColumn(child);
    if (child.type().equals(cast.type()) && !isKept) return child;
    if (!Casts.isPossible(child.type(), cast.type()))
      throw Query.error(
          SqlError.TYPE_MISMATCH,
          cast.origin(),
          "There is no cast from " + child.type().sql() + " to " + cast.type().sql(),
          "Compute the value by functions of its type");
    boolean isTry = cast.isTry() || !query.context().settings().isAnsi();
    return new Cast(child, cast.type(), isTry ? Cast.Mode.TRY : Cast.Mode.ANSI);
  }

  private Expression branches(Syntax.Case written, Place place) {
    Optional<Expression> subject = written.subject().map(s -> analyze(s, place));
    List<Expression> conditions = new ArrayList<>();
    List<Expression> results = new ArrayList<>();
    for (Syntax.When branch : written.branches()) {
      Syntax condition = branch.condition();
      conditions.add(
          subject.isEmpty() ? condition(condition, place.in("CASE")) : analyze(condition, place));
      results.add(analyze(branch.result(), place));
    }
    results.add(written.otherwise().map(o -> analyze(o, place)).orElse(Literal.NULL));
    List<Expression> same = same(results, "The results of CASE", written.origin());
    if (subject.isEmpty()) return branches(conditions, same);
    List<Expression> others = new ArrayList<>(conditions);
    others.addAll(same);
    return Shared.value(
        query,
        subject.get(),
        others,
        written.origin(),
        value -> branches(compared(value, conditions, written.branches()), same));
  }

  private List<Expression> compared(
      Expression value, List<Expression> options, List<Syntax.When> written) {
    List<Expression> comparisons = new ArrayList<>();
    for (int i = 0; i < options.size(); i++) {
      Origin origin = written.get(i).condition().origin();
      comparisons.add(calls.compare(Comparison.Operator.EQUAL, value, options.get(i), origin));
    }
    return comparisons;
  }

  private static Expression branches(List<Expression> conditions, List<Expression> results) {
    List<Case.Branch> branches = new ArrayList<>();
    for (int i = 0; i < conditions.size(); i++)
      branches.add(new Case.Branch(conditions.get(i), results.get(i)));
    return new Case(branches, results.getLast());
  }

  private Expression in(Syntax.In written, Place place) {
    List<Expression> all = new ArrayList<>();
    all.add(analyze(written.value(), place));
    for (Syntax option : written.options()) {
      if (option instanceof Syntax.Star star)
        all.addAll(analyze(new StarExpansion(query).arguments(star, place), place));
      else all.add(analyze(option, place));
    }
    List<Syntax> texts = new ArrayList<>(written.options());
    texts.addFirst(written.value());
    all = ExplicitCollation.same(texts, all, written.origin());
    List<Expression> same = same(FilledText.options(all), "The values of IN", written.origin());
    if (same.getFirst().type() instanceof CollatedType)
      same = same.stream().map(CollationFunctions::key).toList();
    else if (Coercion.hasCollation(same.getFirst().type()))
      throw CollationFunctions.unsupported("IN", same.getFirst().type());
    DataType type = same.getFirst().type();
    if (type == AtomicType.INTERVAL || type == AtomicType.VARIANT)
      throw Query.error(
          SqlError.TYPE_MISMATCH,
          written.origin(),
          "IN does not compare values of " + type.sql(),
          "Cast them to a type whose values can be compared");
    Expression in = new In(same.getFirst(), same.subList(1, same.size()));
    return written.isNegated() ? new Not(in) : in;
  }

  /** The expressions as values of their common type. */
  List<Expression> same(List<Expression> expressions, String what, Origin origin) {
    Optional<DataType> type = Coercion.widest(expressions).or(() -> widestByPlace(expressions));
    if (type.isEmpty())
      throw Query.error(
          SqlError.TYPE_MISMATCH,
          origin,
          what
              + " have no common type: "
              + String.join(
                  ", ", expressions.stream().map(e -> e.type().sql()).distinct().toList()),
          "Cast them to one type");
    return expressions.stream().map(e -> Coercion.cast(e, type.get())).toList();
  }

  /** Rows are compared by the places of their fields, whatever these are called. */
  private static Optional<DataType> widestByPlace(List<Expression> expressions) {
    if (!expressions.stream().allMatch(e -> e.type() instanceof StructType))
      return Optional.empty();
    Optional<DataType> widest = Optional.of(expressions.getFirst().type());
    for (Expression expression : expressions)
      widest = widest.flatMap(type -> Coercion.widestByPlace(type, expression.type()));
    return widest;
  }

  private Expression interval(Syntax.Interval interval, Place place) {
    List<String> months = List.of("year", "month");
    List<String> times = List.of("day", "hour", "minute", "second");
    List<String> units = interval.parts().stream().map(Syntax.IntervalPart::unit).toList();
    boolean isMixed = !months.containsAll(units) && !times.containsAll(units);
    List<String> all = isMixed ? CALENDAR : months.containsAll(units) ? months : times;
    List<Syntax.IntervalPart> parts = interval.parts();
    if (!all.containsAll(units))
      throw Query.unsupported(
          interval.origin(), "An interval of " + String.join(", ", units) + " that is no constant");
    List<Expression> arguments = new ArrayList<>();
    for (String unit : all) {
      Expression value = Literal.of(0);
      for (Syntax.IntervalPart part : parts) {
        if (part.unit().equals(unit)) value = analyze(part.value(), place);
      }
      arguments.add(value);
    }
    String function =
        isMixed ? "make_interval" : all == months ? "make_ym_interval" : "make_dt_interval";
    return calls.named(function, arguments, interval.origin());
  }

  private Expression parameter(Syntax.Parameter parameter) {
    AnalysisContext context = query.context();
    if (parameter.name().isPresent()) {
      String name = parameter.name().get();
      Literal value = context.parameters().get(name);
      if (value == null)
        throw Query.error(
            SqlError.INVALID_ARGUMENT_VALUE,
            parameter.origin(),
            "No value is given for the parameter :" + name,
            "Give a value with the query");
      return value;
    }
    if (parameter.place() >= context.places().size())
      throw Query.error(
          SqlError.INVALID_ARGUMENT_VALUE,
          parameter.origin(),
          "No value is given for the parameter in place " + (parameter.place() + 1),
          "Give as many values as the query has question marks");
    return context.places().get(parameter.place());
  }

  /** What was resolved against another plan gets the columns as they are in reach here. */
  private Expression resolved(Syntax.Resolved resolved, Place place) {
    return resolved
        .expression()
        .transformUp(e -> e instanceof Attribute a ? attribute(a, resolved.origin(), place) : e);
  }

  private Attribute attribute(Attribute attribute, Origin origin, Place place) {
    Optional<Column> found = place.scope().find(attribute);
    for (Optional<Surroundings.Outer> outer = place.around().outer();
        found.isEmpty() && outer.isPresent();
        outer = outer.get().next()) found = outer.get().scope().find(attribute);
    if (found.isEmpty())
      throw Query.error(
          SqlError.COLUMN_NOT_FOUND,
          origin,
          "The column "
              + attribute.name()
              + " belongs to a DataFrame that is not part of this query",
          "Take the column from the DataFrame at hand, or by its name");
    return query.used(found.get().attribute(), origin);
  }

  /** Sorting keys. */
  SortKey key(Syntax.SortItem item, Expression expression) {
    if (hasMap(expression.type()))
      throw Query.error(
          SqlError.TYPE_MISMATCH,
          item.origin(),
          "Rows cannot be ordered by " + expression.type().sql() + ": maps have no order",
          "Order by map_entries, or by values of some keys");
    if (!Coercion.isComparable(expression.type()))
      throw Query.error(
          SqlError.TYPE_MISMATCH,
          item.origin(),
          "Rows cannot be ordered by " + expression.type().sql() + ", which has no order",
          "Cast it to a type that has one");
    return new SortKey(
        expression, item.isDescending(), item.isNullsFirst().orElse(!item.isDescending()));
  }

  private static boolean hasMap(DataType type) {
    return switch (type) {
      case MapType _ -> true;
      case ArrayType array -> hasMap(array.elementType());
      case StructType struct ->
          struct.fields().stream().anyMatch(field -> hasMap(field.dataType()));
      default -> false;
    };
  }

  CallAnalyzer calls() {
    return calls;
  }

  NameAnalyzer names() {
    return names;
  }

  static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
