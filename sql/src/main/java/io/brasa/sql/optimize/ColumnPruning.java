package io.brasa.sql.optimize;

import io.brasa.sql.expression.Attribute;
import io.brasa.sql.expression.Comparison;
import io.brasa.sql.expression.Comparison.Operator;
import io.brasa.sql.expression.Expression;
import io.brasa.sql.expression.SortKey;
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
import io.brasa.sql.logical.Repartition;
import io.brasa.sql.logical.Sample;
import io.brasa.sql.logical.Scan;
import io.brasa.sql.logical.SetDifference;
import io.brasa.sql.logical.Sort;
import io.brasa.sql.logical.Union;
import io.brasa.sql.logical.Window;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Columns that nobody uses are not made: scans read fewer, projections and groupings compute fewer,
 * joins that only add columns go, and what joins, sorts and shuffles carry is cut before them.
 */
final class ColumnPruning implements Rule {
  @Override
  public LogicalPlan apply(LogicalPlan plan) {
    return pruned(plan, plan.output());
  }

  /** A plan that gives at least these of its columns, and of others as few as it can. */
  private LogicalPlan pruned(LogicalPlan plan, Collection<Attribute> wanted) {
    return switch (plan) {
      case Scan scan -> scan(scan, wanted);
      case Project project -> project(project, wanted);
      case Aggregate aggregate -> aggregate(aggregate, wanted);
      case Window window -> window(window, wanted);
      case GroupingSets sets -> below(sets, wanted, false);
      case Generate generate -> below(generate, wanted, true);
      case Filter filter -> below(filter, wanted, false);
      case Sort sort -> below(sort, wanted, true);
      case Limit limit -> below(limit, wanted, false);
      case Sample sample -> below(sample, wanted, false);
      case Repartition repartition -> below(repartition, wanted, true);
      case Join join when isNeedless(join, wanted) -> pruned(join.left(), wanted);
      case Join join -> below(join, wanted, true);
      case Union union -> union(union, wanted);
      case SetDifference set -> set.mapChildren(child -> pruned(child, child.output()));
      case Program program -> program(program, wanted);
      case LocalRows rows -> exactly(rows, wanted);
      case DatasetRows rows -> exactly(rows, wanted);
      case Range _, OneRow _ -> plan;
    };
  }

  /** Whether the join gives each left row once, and nothing of the right is used. */
  private static boolean isNeedless(Join join, Collection<Attribute> wanted) {
    if (join.type() == JoinType.LEFT_MARK) return !wanted.contains(join.mark().orElseThrow());
    if (join.type() != JoinType.LEFT) return false;
    if (wanted.stream().anyMatch(join.right().output()::contains)) return false;
    List<Attribute> compared = new ArrayList<>();
    for (Expression condition : Conjuncts.of(join.condition())) {
      if (condition instanceof Comparison(Operator operator, Attribute a, Attribute b)
          && operator == Operator.EQUAL) compared.add(join.right().output().contains(a) ? a : b);
    }
    return RedundantDistinct.areUnique(join.right(), compared);
  }

  /** With what the node itself uses; exactly that if carrying more would cost. */
  private LogicalPlan below(LogicalPlan node, Collection<Attribute> wanted, boolean isCarrying) {
    Set<Attribute> used = new LinkedHashSet<>(wanted);
    used.addAll(Uses.of(node.expressions()));
    return node.mapChildren(
        child -> {
          Set<Attribute> own = new LinkedHashSet<>(used);
          own.retainAll(child.output());
          LogicalPlan pruned = pruned(child, own);
          return isCarrying ? exactly(pruned, own) : pruned;
        });
  }

  private static LogicalPlan exactly(LogicalPlan plan, Collection<Attribute> wanted) {
    Set<Attribute> set = new HashSet<>(wanted);
    List<Named> columns = new ArrayList<>();
    for (Attribute attribute : plan.output()) {
      if (set.contains(attribute)) columns.add(Named.of(attribute));
    }
    return columns.size() == plan.output().size() ? plan : new Project(columns, plan);
  }

  private static LogicalPlan scan(Scan scan, Collection<Attribute> wanted) {
    Set<Attribute> used = new HashSet<>(wanted);
    used.addAll(Uses.of(scan.filters()));
    List<Attribute> output = new ArrayList<>();
    List<Integer> columns = new ArrayList<>();
    for (int i = 0; i < scan.output().size(); i++) {
      if (!used.contains(scan.output().get(i))) continue;
      output.add(scan.output().get(i));
      columns.add(scan.columns().get(i));
    }
    return output.size() == scan.output().size()
        ? scan
        : new Scan(scan.source(), scan.name(), output, columns, scan.filters());
  }

  private static List<Named> kept(List<Named> columns, Collection<Attribute> wanted) {
    Set<Attribute> set = new HashSet<>(wanted);
    return columns.stream().filter(column -> set.contains(column.attribute())).toList();
  }

  private static Set<Attribute> used(List<Named> columns) {
    List<Expression> expressions = columns.stream().map(Named::expression).toList();
    return Uses.of(expressions);
  }

  private LogicalPlan project(Project project, Collection<Attribute> wanted) {
    List<Named> columns = kept(project.columns(), wanted);
    LogicalPlan child = pruned(project.child(), used(columns));
    if (child.output().equals(columns.stream().map(Named::attribute).toList())
        && columns.stream().allMatch(ColumnPruning::isUnchanged)
        && haveNames(child, columns)) return child;
    return child == project.child() && columns.size() == project.columns().size()
        ? project
        : new Project(columns, child);
  }

  private static boolean isUnchanged(Named column) {
    return column.isPassedOn();
  }

  private static boolean haveNames(LogicalPlan child, List<Named> columns) {
    for (int i = 0; i < columns.size(); i++) {
      if (!child.output().get(i).name().equals(columns.get(i).attribute().name())) return false;
    }
    return true;
  }

  private LogicalPlan aggregate(Aggregate aggregate, Collection<Attribute> wanted) {
    List<Named> aggregates = kept(aggregate.aggregates(), wanted);
    Set<Attribute> used = new LinkedHashSet<>(used(aggregate.keys()));
    used.addAll(used(aggregates));
    LogicalPlan child = pruned(aggregate.child(), used);
    return child == aggregate.child() && aggregates.size() == aggregate.aggregates().size()
        ? aggregate
        : new Aggregate(aggregate.keys(), aggregates, child);
  }

  private LogicalPlan window(Window window, Collection<Attribute> wanted) {
    List<Named> columns = kept(window.columns(), wanted);
    if (columns.isEmpty()) return pruned(window.child(), wanted);
    return below(
        columns.size() == window.columns().size() ? window : new Window(columns, window.child()),
        wanted,
        true);
  }

  /** Of each input what the functions read; of what they make what is used is written. */
  private LogicalPlan program(Program program, Collection<Attribute> wanted) {
    List<LogicalPlan> children = new ArrayList<>();
    for (Program.Input input : program.inputs()) {
      List<Expression> used = new ArrayList<>(input.keys());
      used.addAll(input.columns());
      for (SortKey key : input.order()) used.add(key.expression());
      children.add(pruned(input.child(), Uses.of(used)));
    }
    Program over = program.withChildren(children);
    List<Integer> places = new ArrayList<>();
    List<Attribute> output = new ArrayList<>();
    for (int i = 0; i < program.output().size(); i++) {
      if (!wanted.contains(program.output().get(i))) continue;
      places.add(i);
      output.add(program.output().get(i));
    }
    if (places.size() == program.output().size()) return over;
    return over.code()
        .writing(places)
        .<LogicalPlan>map(fewer -> new Program(fewer, over.inputs(), output))
        .orElse(over);
  }

  private LogicalPlan union(Union union, Collection<Attribute> wanted) {
    List<Integer> places = new ArrayList<>();
    for (int i = 0; i < union.output().size(); i++) {
      if (wanted.contains(union.output().get(i))) places.add(i);
    }
    if (places.size() == union.output().size())
      return union.mapChildren(child -> pruned(child, child.output()));
    List<LogicalPlan> children = new ArrayList<>();
    for (LogicalPlan child : union.children()) {
      List<Attribute> own = places.stream().map(child.output()::get).toList();
      LogicalPlan pruned = pruned(child, own);
      children.add(
          pruned.output().equals(own)
              ? pruned
              : new Project(own.stream().map(Named::of).toList(), pruned));
    }
    return new Union(children, places.stream().map(union.output()::get).toList());
  }
}
