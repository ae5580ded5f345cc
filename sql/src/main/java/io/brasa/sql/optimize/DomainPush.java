package io.brasa.sql.optimize;

import io.brasa.columnar.type.AtomicType;
import io.brasa.columnar.type.StructField;
import io.brasa.columnar.type.StructType;
import io.brasa.runtime.error.EngineException;
import io.brasa.sql.error.SqlError;
import io.brasa.sql.expression.AggregateCall;
import io.brasa.sql.expression.And;
import io.brasa.sql.expression.Attribute;
import io.brasa.sql.expression.AttributeIds;
import io.brasa.sql.expression.Call;
import io.brasa.sql.expression.Case;
import io.brasa.sql.expression.Comparison;
import io.brasa.sql.expression.Comparison.Operator;
import io.brasa.sql.expression.Expression;
import io.brasa.sql.expression.IsNull;
import io.brasa.sql.expression.Literal;
import io.brasa.sql.expression.Not;
import io.brasa.sql.expression.SortKey;
import io.brasa.sql.expression.WindowCall;
import io.brasa.sql.logical.Aggregate;
import io.brasa.sql.logical.DatasetRows;
import io.brasa.sql.logical.Filter;
import io.brasa.sql.logical.Generate;
import io.brasa.sql.logical.GroupingSets;
import io.brasa.sql.logical.Join;
import io.brasa.sql.logical.JoinType;
import io.brasa.sql.logical.Limit;
import io.brasa.sql.logical.LocalRows;
import io.brasa.sql.logical.LogicalPlan;
import io.brasa.sql.logical.Named;
import io.brasa.sql.logical.OneRow;
import io.brasa.sql.logical.Program;
import io.brasa.sql.logical.Project;
import io.brasa.sql.logical.Range;
import io.brasa.sql.logical.RecursiveTable;
import io.brasa.sql.logical.Renewal;
import io.brasa.sql.logical.Repartition;
import io.brasa.sql.logical.Sample;
import io.brasa.sql.logical.Scan;
import io.brasa.sql.logical.SetDifference;
import io.brasa.sql.logical.Sort;
import io.brasa.sql.logical.Union;
import io.brasa.sql.logical.Window;
import io.brasa.sql.logical.WorkTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A plan that depends on columns from outside, computed at once for all values that they have: the
 * domain, joined into the plan as deep as the dependence goes. Each node above computes apart what
 * belongs to different values: filters as before, groups and windows by the domain's columns too,
 * joins of two dependent sides by equal values. After Neumann and Kemper (BTW 2015, section 3).
 */
final class DomainPush {
  /** What rows are called that are computed once. */
  private static final String ONCE = "rows of the query around";

  private final OptimizerContext context;
  private final LogicalPlan left;
  private final List<Attribute> columns;

  /**
   * @param left has the columns that the plan depends on; gives the same again ({@link #steady})
   */
  DomainPush(OptimizerContext context, LogicalPlan left, List<Attribute> columns) {
    this.context = context;
    this.left = left;
    this.columns = columns;
  }

  /** A plan with the columns of the plan before and those of a domain. */
  record Pushed(LogicalPlan plan, List<Attribute> domain) {}

  /**
   * The left side is computed again for the domain, and must give the same again. One that might
   * not is computed once, by the driver, and read twice.
   */
  static LogicalPlan steady(LogicalPlan left, AttributeIds ids) {
    if (isRepeatable(left)) return left;
    if (!Uses.free(left).isEmpty())
      throw unsupported("over a limit, a sample or chance that is correlated itself");
    List<StructField> fields = new ArrayList<>();
    List<Attribute> none = new ArrayList<>();
    List<Integer> places = new ArrayList<>();
    for (Attribute column : left.output()) {
      places.add(places.size());
      fields.add(new StructField(column.name(), column.type(), column.nullable()));
      none.add(ids.like(column));
    }
    StructType schema = new StructType(fields);
    WorkTable last = new WorkTable(ONCE, schema);
    RecursiveTable once =
        new RecursiveTable(ONCE, schema, left, new LocalRows(none, List.of()), last, 1);
    return new Scan(once, ONCE, left.output(), places, List.of());
  }

  private static boolean isRepeatable(LogicalPlan plan) {
    boolean isItself =
        !(plan instanceof Limit limit && !isOrderedByAll(limit) || plan instanceof Sample)
            && plan.expressions().stream().allMatch(Uses::isDeterministic);
    return isItself && plan.children().stream().allMatch(DomainPush::isRepeatable);
  }

  /** Whether rows that are left equal by the order before a limit are equal in all. */
  private static boolean isOrderedByAll(Limit limit) {
    return limit.child() instanceof Sort sort
        && sort.keys().stream()
            .map(SortKey::expression)
            .toList()
            .containsAll(limit.child().output());
  }

  private static EngineException unsupported(String what) {
    return new EngineException(
        SqlError.SQL_UNSUPPORTED,
        "A correlated sub-query of this form " + what + " cannot be run by this version",
        "Write it as a join");
  }

  /** A new copy of the domain. */
  private Pushed domain() {
    Renewal renewal = new Renewal(context.ids());
    List<Named> named = columns.stream().map(Named::of).toList();
    LogicalPlan copy = renewal.of((LogicalPlan) new Project(named, left));
    List<Named> keys = copy.output().stream().map(Named::of).toList();
    return new Pushed(new Aggregate(keys, List.of(), copy), copy.output());
  }

  Pushed push(LogicalPlan plan) {
    if (Uses.free(plan).stream().noneMatch(columns::contains)) {
      Pushed domain = domain();
      return new Pushed(
          Join.of(domain.plan, plan, JoinType.INNER, Optional.empty()), domain.domain);
    }
    return switch (plan) {
      case Filter filter -> over(filter, push(filter.child()));
      case Sort sort -> over(sort, push(sort.child()));
      case Repartition repartition -> over(repartition, push(repartition.child()));
      case Generate generate -> over(generate, push(generate.child()));
      case GroupingSets sets -> over(sets, push(sets.child()));
      case Project project -> {
        Pushed below = push(project.child());
        yield new Pushed(
            new Project(with(inside(below).named(project.columns()), below.domain), below.plan),
            below.domain);
      }
      case Aggregate aggregate ->
          aggregate.keys().isEmpty() ? global(aggregate) : grouped(aggregate);
      case Window window -> window(window);
      case Limit limit -> limit(limit);
      case Join join -> join(join);
      case Union union -> union(union);
      case SetDifference set -> difference(set);
      case Sample _ -> throw unsupported("over a sample");
      case Program _ -> throw unsupported("over functions of the program's");
      case Scan _, LocalRows _, DatasetRows _, Range _, OneRow _ ->
          throw new IllegalStateException("depends on nothing");
    };
  }

  /** The outer columns as those of a domain. */
  private Substitution inside(Pushed pushed) {
    return Substitution.of(columns, pushed.domain);
  }

  private Pushed over(LogicalPlan node, Pushed below) {
    LogicalPlan rewritten =
        node.mapExpressions(inside(below)::apply).withChildren(List.of(below.plan));
    return new Pushed(rewritten, below.domain);
  }

  private static List<Named> with(List<Named> columns, List<Attribute> domain) {
    List<Named> all = new ArrayList<>(columns);
    for (Attribute attribute : domain) all.add(Named.of(attribute));
    return all;
  }

  private Pushed grouped(Aggregate aggregate) {
    Pushed below = push(aggregate.child());
    Substitution inside = inside(below);
    return new Pushed(
        new Aggregate(
            with(inside.named(aggregate.keys()), below.domain),
            inside.named(aggregate.aggregates()),
            below.plan),
        below.domain);
  }

  /**
   * A group for each value of the domain, also where there are no rows: the domain is joined with
   * them, and aggregates look at rows that have a partner only.
   */
  private Pushed global(Aggregate aggregate) {
    Pushed below = push(aggregate.child());
    Substitution inside = inside(below);
    Optional<Pushed> completed = completed(aggregate, below);
    if (completed.isPresent()) return completed.get();
    Attribute present = context.ids().attribute("present", AtomicType.BOOLEAN, false);
    List<Named> marked = new ArrayList<>(below.plan.output().stream().map(Named::of).toList());
    marked.add(new Named(Literal.TRUE, present));
    Pushed domain = domain();
    LogicalPlan joined =
        Join.of(
            domain.plan,
            new Project(marked, below.plan),
            JoinType.LEFT,
            same(domain.domain, below.domain));
    Expression isPresent = new Not(new IsNull(present.asNullable()));
    List<Named> aggregates = new ArrayList<>();
    for (Named column : inside.named(aggregate.aggregates())) {
      AggregateCall call = (AggregateCall) column.expression();
      Expression filter =
          call.filter().<Expression>map(f -> new And(isPresent, f)).orElse(isPresent);
      aggregates.add(new Named(call.filtered(filter), column.attribute()));
    }
    List<Named> keys = domain.domain.stream().map(Named::of).toList();
    return new Pushed(new Aggregate(keys, aggregates, joined), domain.domain);
  }

  /**
   * Groups of the rows that there are, to which the domain adds those of no rows: null, or a count
   * of zero; empty if what some aggregate gives for no rows is neither.
   */
  private Optional<Pushed> completed(Aggregate aggregate, Pushed below) {
    List<Named> columns = new ArrayList<>();
    List<Named> found = new ArrayList<>();
    for (Named column : inside(below).named(aggregate.aggregates())) {
      AggregateCall call = (AggregateCall) column.expression();
      if (!call.nullable() && !DependentJoins.isCount(call)) return Optional.empty();
      Attribute present = context.ids().like(column.attribute());
      found.add(new Named(call, present));
      Attribute perhaps = present.asNullable();
      Expression value =
          call.nullable()
              ? perhaps
              : new Case(List.of(new Case.Branch(new IsNull(perhaps), Literal.of(0L))), perhaps);
      columns.add(new Named(value, column.attribute()));
    }
    LogicalPlan groups = new Aggregate(with(List.of(), below.domain), found, below.plan);
    Pushed domain = domain();
    LogicalPlan joined =
        Join.of(domain.plan, groups, JoinType.LEFT, same(domain.domain, below.domain));
    return Optional.of(
        new Pushed(new Project(with(columns, domain.domain), joined), domain.domain));
  }

  private static Optional<Expression> same(List<Attribute> left, List<Attribute> right) {
    List<Expression> all = new ArrayList<>();
    for (int i = 0; i < left.size(); i++) all.add(DependentJoins.same(left.get(i), right.get(i)));
    return Conjuncts.join(all);
  }

  private Pushed window(Window window) {
    Pushed below = push(window.child());
    List<Named> apart = new ArrayList<>();
    for (Named column : inside(below).named(window.columns())) {
      WindowCall call = (WindowCall) column.expression();
      List<Expression> partitions = new ArrayList<>(call.partitions());
      partitions.addAll(below.domain);
      apart.add(
          new Named(
              new WindowCall(
                  call.function(), partitions, call.order(), call.frame(), call.ignoreNulls()),
              column.attribute()));
    }
    return new Pushed(new Window(apart, below.plan), below.domain);
  }

  /** The first rows for each value of the domain, by numbers. */
  private Pushed limit(Limit limit) {
    // what is projected last may have lost the columns that rows are sorted by
    if (limit.child() instanceof Project project)
      return push(project.withChildren(List.of(limit.withChildren(List.of(project.child())))));
    List<SortKey> order = limit.child() instanceof Sort sort ? sort.keys() : List.of();
    LogicalPlan rows = limit.child() instanceof Sort sort ? sort.child() : limit.child();
    Pushed below = push(rows);
    List<SortKey> keys = new ArrayList<>();
    for (SortKey key : order) keys.add(key.with(inside(below).apply(key.expression())));
    if (keys.isEmpty()) keys.add(SortKey.ascending(below.domain.getFirst()));
    Call number = new Call("row_number", List.of(), AtomicType.INTEGER, false);
    WindowCall call =
        new WindowCall(
            number,
            List.copyOf(below.domain),
            keys,
            new WindowCall.Frame(
                WindowCall.Unit.ROWS, WindowCall.Bound.FIRST, WindowCall.Bound.CURRENT),
            false);
    Attribute place = context.ids().attribute("place", AtomicType.INTEGER, false);
    List<Expression> wanted = new ArrayList<>();
    if (limit.offset() > 0) wanted.add(compare(Operator.GREATER, place, limit.offset()));
    if (limit.count().isPresent())
      wanted.add(
          compare(
              Operator.LESS_OR_EQUAL,
              place,
              Math.min(Integer.MAX_VALUE, limit.offset() + limit.count().getAsLong())));
    LogicalPlan numbered = new Window(List.of(new Named(call, place)), below.plan);
    List<Named> columnsBefore = below.plan.output().stream().map(Named::of).toList();
    return new Pushed(new Project(columnsBefore, Conjuncts.filter(wanted, numbered)), below.domain);
  }

  private static Expression compare(Operator operator, Attribute place, long number) {
    return new Comparison(operator, place, Literal.of((int) Math.min(Integer.MAX_VALUE, number)));
  }

  private boolean depends(LogicalPlan plan) {
    return Uses.free(plan).stream().anyMatch(columns::contains);
  }

  private Pushed join(Join join) {
    boolean isRightOnly = !depends(join.left()) && join.type() == JoinType.INNER;
    boolean dependsItself =
        join.expressions().stream().flatMap(e -> Uses.of(e).stream()).anyMatch(columns::contains);
    boolean pushesLeft = !isRightOnly || !depends(join.right());
    boolean pushesRight =
        depends(join.right()) || join.type() == JoinType.RIGHT || join.type() == JoinType.FULL;
    if (join.type() == JoinType.RIGHT && !depends(join.left()) && !dependsItself)
      pushesLeft = false;
    Pushed first = pushesLeft ? push(join.left()) : new Pushed(join.left(), List.of());
    Pushed second = pushesRight ? push(join.right()) : new Pushed(join.right(), List.of());
    Pushed known = pushesLeft ? first : second;
    List<Expression> condition = new ArrayList<>();
    for (Expression conjunct : Conjuncts.of(join.condition()))
      condition.add(inside(known).apply(conjunct));
    boolean isBoth = pushesLeft && pushesRight;
    if (isBoth) same(first.domain, second.domain).ifPresent(condition::add);
    LogicalPlan joined = join.with(first.plan, second.plan, join.type(), Conjuncts.join(condition));
    if (!isBoth || join.type() != JoinType.RIGHT && join.type() != JoinType.FULL)
      return new Pushed(joined, nullable(known.domain, joined));
    return either(joined, first, second, join.type());
  }

  private static List<Attribute> nullable(List<Attribute> domain, LogicalPlan plan) {
    return domain.stream().map(a -> plan.output().get(plan.output().indexOf(a))).toList();
  }

  /** Of an outer join to the right the domain is that of the right; of a full one either's. */
  private Pushed either(LogicalPlan joined, Pushed first, Pushed second, JoinType type) {
    List<Attribute> right = nullable(second.domain, joined);
    if (type == JoinType.RIGHT) return new Pushed(joined, right);
    List<Attribute> left = nullable(first.domain, joined);
    List<Named> columns = new ArrayList<>(joined.output().stream().map(Named::of).toList());
    List<Attribute> domain = new ArrayList<>();
    for (int i = 0; i < left.size(); i++) {
      Expression either =
          new Case(
              List.of(new Case.Branch(new Not(new IsNull(left.get(i))), left.get(i))),
              right.get(i));
      Attribute column = context.ids().attribute(columnName(i), either);
      columns.add(new Named(either, column));
      domain.add(column);
    }
    return new Pushed(new Project(columns, joined), domain);
  }

  private String columnName(int place) {
    return columns.get(place).name();
  }

  private Pushed union(Union union) {
    List<LogicalPlan> children = new ArrayList<>();
    List<Attribute> domain = new ArrayList<>();
    for (Attribute column : columns) domain.add(context.ids().like(column));
    for (LogicalPlan child : union.children()) children.add(aligned(child));
    List<Attribute> output = new ArrayList<>(union.output());
    output.addAll(domain);
    return new Pushed(new Union(children, output), domain);
  }

  /** A child with the domain's columns behind its own, and nothing else. */
  private LogicalPlan aligned(LogicalPlan child) {
    Pushed pushed = push(child);
    return new Project(
        with(child.output().stream().map(Named::of).toList(), pushed.domain), pushed.plan);
  }

  private Pushed difference(SetDifference set) {
    List<Attribute> domain = new ArrayList<>();
    for (Attribute column : columns) domain.add(context.ids().like(column));
    List<Attribute> output = new ArrayList<>(set.output());
    output.addAll(domain);
    return new Pushed(
        new SetDifference(
            aligned(set.left()), aligned(set.right()), set.isIntersection(), set.isAll(), output),
        domain);
  }
}
