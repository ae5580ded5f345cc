package io.brasa.sql.analysis;

import io.brasa.columnar.type.AtomicType;
import io.brasa.sql.error.SqlError;
import io.brasa.sql.expression.AggregateCall;
import io.brasa.sql.expression.Attribute;
import io.brasa.sql.expression.Case;
import io.brasa.sql.expression.Comparison;
import io.brasa.sql.expression.Expression;
import io.brasa.sql.expression.IsNull;
import io.brasa.sql.expression.Literal;
import io.brasa.sql.expression.Not;
import io.brasa.sql.expression.SortKey;
import io.brasa.sql.expression.WindowCall;
import io.brasa.sql.expression.WindowCall.Frame;
import io.brasa.sql.function.Function;
import io.brasa.sql.function.time.Session;
import io.brasa.sql.function.time.TimeWindow;
import io.brasa.sql.logical.Filter;
import io.brasa.sql.logical.Generate;
import io.brasa.sql.logical.LogicalPlan;
import io.brasa.sql.logical.Named;
import io.brasa.sql.logical.Project;
import io.brasa.sql.logical.Window;
import io.brasa.sql.syntax.Origin;
import io.brasa.sql.syntax.Relation;
import io.brasa.sql.syntax.Relation.GroupingElement;
import io.brasa.sql.syntax.Syntax;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The windows of time of one SELECT: {@code window(time, '10 minutes')} and {@code
 * session_window(time, '10 minutes')} become a column of its rows, which are as many as windows
 * that they lie in; rows without a time lie in none. There is one such column at most, as in Spark.
 */
final class TimeWindows {
  private static final Set<String> FUNCTIONS = Set.of("window", "session_window");

  private final Query query;
  private List<Expression> arguments = List.of();
  private Optional<Attribute> column = Optional.empty();
  private Optional<TimeWindow> window = Optional.empty();
  private Optional<Session> session = Optional.empty();

  TimeWindows(Query query) {
    this.query = query;
  }

  static boolean isFunction(String name) {
    return FUNCTIONS.contains(name);
  }

  /** The calls that GROUP BY goes by. */
  static List<Syntax.Call> in(Relation.Grouping grouping) {
    List<Syntax.Call> found = new ArrayList<>();
    if (grouping instanceof Relation.Grouping.By by)
      for (GroupingElement element : by.elements()) addFrom(element, found);
    return found;
  }

  private static void addFrom(GroupingElement element, List<Syntax.Call> found) {
    switch (element) {
      case GroupingElement.Key(Syntax key) -> addFrom(key, found);
      case GroupingElement.Set(List<Syntax> keys) -> keys.forEach(key -> addFrom(key, found));
      case GroupingElement.Listed(List<Syntax> keys) -> keys.forEach(key -> addFrom(key, found));
      case GroupingElement.Rollup(List<List<Syntax>> levels) ->
          levels.forEach(level -> level.forEach(key -> addFrom(key, found)));
      case GroupingElement.Cube(List<List<Syntax>> levels) ->
          levels.forEach(level -> level.forEach(key -> addFrom(key, found)));
      case GroupingElement.Sets(List<GroupingElement> sets) ->
          sets.forEach(set -> addFrom(set, found));
    }
  }

  private static void addFrom(Syntax key, List<Syntax.Call> found) {
    if (key instanceof Syntax.Call call && isFunction(CallAnalyzer.name(call))) found.add(call);
  }

  /** The column that a call becomes. */
  Attribute column(String name, List<Expression> given, Origin origin) {
    boolean isSession = name.equals("session_window");
    if (column.isPresent()) {
      boolean isSame = arguments.equals(given) && session.isPresent() == isSession;
      if (isSame) return column.get();
      throw Query.error(
          SqlError.SQL_UNSUPPORTED,
          origin,
          "A query with several windows of time, which would multiply its rows",
          "Compute one of them in a sub-query");
    }
    Expression type;
    if (isSession) {
      session = Optional.of(Session.of(given));
      type = session.get().own();
    } else {
      window = Optional.of(TimeWindow.of(given));
      type = window.get().last();
    }
    arguments = List.copyOf(given);
    column = Optional.of(query.ids().attribute(name, type.type(), false));
    return column.get();
  }

  /**
   * The plan with the column, if there is one.
   *
   * @param keys what rows are grouped by
   * @param isGrouped whether they are, so that rows join each other's sessions
   */
  LogicalPlan over(LogicalPlan plan, List<Expression> keys, boolean isGrouped) {
    if (column.isEmpty()) return plan;
    if (window.isPresent()) return inWindows(window.get(), plan);
    List<Expression> others = keys.stream().filter(key -> !key.equals(column.get())).toList();
    boolean isJoined = isGrouped && others.size() < keys.size();
    return inSessions(session.get(), plan, others, isJoined);
  }

  /** Rows of one session by all keys are of several by some of them, so sets cannot share them. */
  void refuseSessions(Origin origin) {
    if (session.isPresent())
      throw Query.unsupported(origin, "Sessions within ROLLUP, CUBE or GROUPING SETS");
  }

  // ---- windows of one length

  private LogicalPlan inWindows(TimeWindow times, LogicalPlan plan) {
    LogicalPlan there = new Filter(new Not(new IsNull(times.time())), plan);
    if (times.isTumbling()) return with(there, new Named(times.last(), column.orElseThrow()));
    Attribute number = query.ids().attribute("number", AtomicType.LONG, false);
    LogicalPlan several = new Generate(numbers(times.count()), false, List.of(number), there);
    LogicalPlan windows = with(several, new Named(times.before(number), column.orElseThrow()));
    if (times.lengthMicros() % times.slideMicros() == 0) return windows;
    Expression end = field("end");
    return new Filter(new Comparison(Comparison.Operator.LESS, times.time(), end), windows);
  }

  private Expression numbers(int count) {
    Expression all =
        query
            .expressions()
            .calls()
            .named("sequence", List.of(Literal.of(0L), Literal.of(count - 1L)), Origin.NONE);
    Function.Generator explode =
        (Function.Generator) query.context().functions().find("explode").orElseThrow();
    return explode.typing().resolve(List.of(all), query.context().settings()).call();
  }

  private Expression field(String name) {
    return query.expressions().calls().field(column.orElseThrow(), name, Origin.NONE);
  }

  private static LogicalPlan with(LogicalPlan plan, Named... more) {
    List<Named> columns = new ArrayList<>(plan.output().stream().map(Named::of).toList());
    columns.addAll(List.of(more));
    return new Project(columns, plan);
  }

  // ---- sessions

  /**
   * Rows of equal keys in the order of their times: one that comes after all before have ended
   * begins a session, so that the count of those that do numbers the sessions.
   */
  private LogicalPlan inSessions(
      Session session, LogicalPlan plan, List<Expression> keys, boolean isJoined) {
    Attribute start = query.ids().attribute("start", session.time());
    Attribute end = query.ids().attribute("end", session.end());
    LogicalPlan own =
        new Filter(
            new Comparison(Comparison.Operator.GREATER, end, start),
            with(plan, new Named(session.time(), start), new Named(session.end(), end)));
    if (!isJoined) return with(own, new Named(TimeWindow.struct(start, end), column.orElseThrow()));
    List<SortKey> order = List.of(new SortKey(start, false, true));
    Attribute before = query.ids().attribute("before", end.type(), true);
    Frame earlier =
        new Frame(
            WindowCall.Unit.ROWS,
            WindowCall.Bound.FIRST,
            new WindowCall.Bound.Offset(Literal.of(1), true));
    LogicalPlan known =
        new Window(List.of(new Named(over("max", end, keys, order, earlier), before)), own);
    Expression goesOn = new Comparison(Comparison.Operator.LESS_OR_EQUAL, start, before);
    Expression begins = new Case(List.of(new Case.Branch(goesOn, Literal.of(0L))), Literal.of(1L));
    Attribute begun = query.ids().attribute("begun", begins);
    Attribute number = query.ids().attribute("number", AtomicType.LONG, true);
    Frame soFar = new Frame(WindowCall.Unit.ROWS, WindowCall.Bound.FIRST, WindowCall.Bound.CURRENT);
    LogicalPlan numbered =
        new Window(
            List.of(new Named(over("sum", begun, keys, order, soFar), number)),
            with(known, new Named(begins, begun)));
    List<Expression> same = new ArrayList<>(keys);
    same.add(number);
    Attribute first = query.ids().attribute("first", start.type(), true);
    Attribute last = query.ids().attribute("last", end.type(), true);
    LogicalPlan bounded =
        new Window(
            List.of(
                new Named(over("min", start, same, List.of(), Frame.WHOLE), first),
                new Named(over("max", end, same, List.of(), Frame.WHOLE), last)),
            numbered);
    return with(bounded, new Named(TimeWindow.struct(first, last), column.orElseThrow()));
  }

  private static WindowCall over(
      String aggregate, Attribute of, List<Expression> keys, List<SortKey> order, Frame frame) {
    AggregateCall call =
        new AggregateCall(
            aggregate, List.of(of), false, Optional.empty(), List.of(), of.type(), true);
    return new WindowCall(call, keys, order, frame, false);
  }
}
