package io.brasa.sql.analysis;

import io.brasa.columnar.type.AtomicType;
import io.brasa.columnar.type.DataType;
import io.brasa.columnar.type.DayTimeIntervalType;
import io.brasa.columnar.type.YearMonthIntervalType;
import io.brasa.sql.error.Nearest;
import io.brasa.sql.error.QueryErrors;
import io.brasa.sql.error.SqlError;
import io.brasa.sql.expression.Call;
import io.brasa.sql.expression.Expression;
import io.brasa.sql.expression.Literal;
import io.brasa.sql.expression.SortKey;
import io.brasa.sql.expression.WindowCall;
import io.brasa.sql.expression.WindowCall.Bound;
import io.brasa.sql.expression.WindowCall.Frame;
import io.brasa.sql.expression.WindowCall.Unit;
import io.brasa.sql.function.Coercion;
import io.brasa.sql.syntax.Origin;
import io.brasa.sql.syntax.Syntax;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Functions over windows: which rows they see, and in which order. */
final class WindowAnalyzer {
  private static final Set<String> ORDERED =
      Set.of(
          "rank", "dense_rank", "percent_rank", "ntile", "row_number", "cume_dist", "lag", "lead");

  private final Query query;
  private final CallAnalyzer calls;

  WindowAnalyzer(Query query, CallAnalyzer calls) {
    this.query = query;
    this.calls = calls;
  }

  Expression analyze(Syntax.Windowed windowed, Place place) {
    if (!place.allowed().windows())
      throw Query.error(
          SqlError.EXPRESSION_MISPLACED,
          windowed.origin(),
          "A window function stands in " + place.clause(),
          "Compute it in a sub-query, or filter with QUALIFY");
    Place inside =
        place.allowing(new Place.Allowed(place.allowed().aggregates(), true)).in("a window");
    Syntax.Window.Defined window = defined(windowed.window(), place);
    Expression function = calls.windowed(windowed, inside);
    List<Expression> partitions = query.expressions().analyze(window.partitions(), inside);
    List<SortKey> order = new ArrayList<>();
    for (Syntax.SortItem item : window.order())
      order.add(
          query.expressions().key(item, query.expressions().analyze(item.expression(), inside)));
    boolean isOrdered = !order.isEmpty();
    if (!isOrdered && function instanceof Call call && ORDERED.contains(call.function()))
      throw Query.error(
          SqlError.EXPRESSION_MISPLACED,
          windowed.origin(),
          "The window of " + call.function() + " has no order",
          "Write ORDER BY into OVER (...)");
    Frame frame =
        window
            .frame()
            .map(f -> frame(f, order, inside))
            .orElse(isOrdered ? Frame.UP_TO_PEERS : Frame.WHOLE);
    return new WindowCall(function, partitions, order, frame, windowed.call().ignoreNulls());
  }

  /** A window with what the windows that it is based on say. */
  private Syntax.Window.Defined defined(Syntax.Window window, Place place) {
    return switch (window) {
      case Syntax.Window.Named named -> named(named.name(), named.origin(), place);
      case Syntax.Window.Defined defined when defined.base().isPresent() -> {
        Syntax.Window.Defined base = named(defined.base().get(), defined.origin(), place);
        yield new Syntax.Window.Defined(
            Optional.empty(),
            defined.partitions().isEmpty() ? base.partitions() : defined.partitions(),
            defined.order().isEmpty() ? base.order() : defined.order(),
            defined.frame().or(base::frame),
            defined.origin());
      }
      case Syntax.Window.Defined defined -> defined;
    };
  }

  private Syntax.Window.Defined named(String name, Origin origin, Place place) {
    Syntax.Window.Defined found = place.windows().get(ExpressionAnalyzer.lower(name));
    if (found == null)
      throw Query.error(
          SqlError.INVALID_ARGUMENT_VALUE,
          origin,
          "There is no window " + name,
          QueryErrors.perhaps(
              Nearest.of(name, List.copyOf(place.windows().keySet()), 3),
              "Define it with WINDOW " + name + " AS (...)"));
    return defined(found, place);
  }

  private Frame frame(Syntax.Frame frame, List<SortKey> order, Place place) {
    Unit unit =
        switch (frame.unit()) {
          case ROWS -> Unit.ROWS;
          case RANGE -> Unit.RANGE;
          case GROUPS -> Unit.GROUPS;
        };
    Bound start = bound(frame.start(), unit, order, frame.origin(), place);
    Bound end = bound(frame.end(), unit, order, frame.origin(), place);
    boolean isReverse =
        start instanceof Bound.Last
            || end instanceof Bound.First
            || place(start) > place(end)
            || start instanceof Bound.Offset a && end instanceof Bound.Offset b && isBehind(a, b);
    if (isReverse)
      throw Query.error(
          SqlError.INVALID_ARGUMENT_VALUE,
          frame.origin(),
          "The frame of a window ends before it begins",
          "Exchange its bounds");
    return new Frame(unit, start, end);
  }

  /** Whether both go the same way, and the first is the later one. */
  private static boolean isBehind(Bound.Offset start, Bound.Offset end) {
    if (start.isPreceding() != end.isPreceding()) return false;
    int order = compare(start.distance(), end.distance());
    return start.isPreceding() ? order < 0 : order > 0;
  }

  /** Distances that were cast to one type; 0 for those that are not comparable as they stand. */
  @SuppressWarnings("unchecked")
  private static int compare(Literal one, Literal other) {
    boolean isSame =
        one.value() instanceof Comparable<?>
            && other.value() != null
            && one.value().getClass() == other.value().getClass();
    return isSame ? ((Comparable<Object>) one.value()).compareTo(other.value()) : 0;
  }

  private static int place(Bound bound) {
    return switch (bound) {
      case Bound.First _ -> 0;
      case Bound.Offset offset -> offset.isPreceding() ? 1 : 3;
      case Bound.Current _ -> 2;
      case Bound.Last _ -> 4;
    };
  }

  private Bound bound(
      Syntax.FrameBound bound, Unit unit, List<SortKey> order, Origin origin, Place place) {
    return switch (bound) {
      case Syntax.FrameBound.UnboundedPreceding _ -> Bound.FIRST;
      case Syntax.FrameBound.UnboundedFollowing _ -> Bound.LAST;
      case Syntax.FrameBound.CurrentRow _ -> Bound.CURRENT;
      case Syntax.FrameBound.Preceding(Syntax offset) ->
          new Bound.Offset(distance(offset, unit, order, origin, place), true);
      case Syntax.FrameBound.Following(Syntax offset) ->
          new Bound.Offset(distance(offset, unit, order, origin, place), false);
    };
  }

  /** Whether times are moved by values of the other type. */
  private static boolean isShift(DataType key, DataType distance) {
    boolean isPoint =
        key == AtomicType.DATE || key == AtomicType.TIMESTAMP || key == AtomicType.TIMESTAMP_NTZ;
    boolean isInterval =
        distance instanceof YearMonthIntervalType || distance instanceof DayTimeIntervalType;
    return isPoint && isInterval
        || key == AtomicType.DATE && Coercion.isIntegral(distance)
        || isInterval && key.getClass() == distance.getClass();
  }

  private Literal constant(Expression value, Syntax text) {
    return Constants.of(Constants.folded(value, query.context().settings()), text.origin());
  }

  private Literal distance(
      Syntax offset, Unit unit, List<SortKey> order, Origin origin, Place place) {
    Literal distance = constant(query.expressions().analyze(offset, place), offset);
    if (unit != Unit.RANGE) {
      if (Coercion.isIntegral(distance.type()))
        return (Literal) Coercion.cast(distance, AtomicType.INTEGER);
    } else if (order.size() == 1) {
      Expression key = order.getFirst().expression();
      boolean isNumber = Coercion.isNumeric(key.type()) && Coercion.isNumeric(distance.type());
      if (!isNumber && isShift(key.type(), distance.type())) return distance;
      if (isNumber && Coercion.cast(distance, key.type()) instanceof Literal cast) return cast;
      // Of a decimal's digits none is dropped here, of a double's what a float has no room for.
      if (isNumber && key.type() == AtomicType.FLOAT)
        return constant(Coercion.cast(distance, key.type()), offset);
    }
    throw Query.error(
        SqlError.TYPE_MISMATCH,
        origin,
        unit == Unit.RANGE
            ? "A frame of a range of values goes by one sorting key and a distance of its type"
            : "A frame of " + unit + " counts in whole numbers",
        "Give a distance that suits the order");
  }
}
