package io.brasa.sql.physical;

import io.brasa.columnar.type.StructField;
import io.brasa.columnar.vector.Batch;
import io.brasa.sql.expression.And;
import io.brasa.sql.expression.Attribute;
import io.brasa.sql.expression.Call;
import io.brasa.sql.expression.Expression;
import io.brasa.sql.expression.Input;
import io.brasa.sql.expression.Literal;
import io.brasa.sql.expression.SortKey;
import io.brasa.sql.logical.Aggregate;
import io.brasa.sql.logical.DatasetRows;
import io.brasa.sql.logical.Filter;
import io.brasa.sql.logical.Generate;
import io.brasa.sql.logical.GroupingSets;
import io.brasa.sql.logical.Join;
import io.brasa.sql.logical.Limit;
import io.brasa.sql.logical.LocalRows;
import io.brasa.sql.logical.LogicalPlan;
import io.brasa.sql.logical.Named;
import io.brasa.sql.logical.OneRow;
import io.brasa.sql.logical.Program;
import io.brasa.sql.logical.Project;
import io.brasa.sql.logical.Range;
import io.brasa.sql.logical.RecursiveTable;
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
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** Decides how a logical plan is run. For one plan, by one thread. */
public final class PhysicalPlanner {
  private final PlannerSettings settings;
  private final Sizes sizes;
  private final Consumer<String> warnings;

  public PhysicalPlanner(PlannerSettings settings) {
    this(settings, _ -> {});
  }

  /**
   * @param warnings are told what hints cannot be followed
   */
  public PhysicalPlanner(PlannerSettings settings, Consumer<String> warnings) {
    this.settings = settings;
    this.warnings = warnings;
    this.sizes = new Sizes(settings.tables());
  }

  PlannerSettings settings() {
    return settings;
  }

  void warn(String text) {
    warnings.accept(text);
  }

  Sizes sizes() {
    return sizes;
  }

  /** How a whole query is run: what several of its parts ask for is done once. */
  public PhysicalPlan whole(LogicalPlan logical) {
    return SharedExchanges.in(plan(logical));
  }

  PhysicalPlan plan(LogicalPlan logical) {
    return switch (logical) {
      case Scan scan -> scan(scan);
      case LocalRows rows -> new LocalTable(rows.batches(), rows.output());
      case DatasetRows rows -> new DatasetTable(rows.name(), rows.dataset(), rows.output());
      case OneRow _ -> new LocalTable(List.of(Batch.of(1, List.of())), List.of());
      case Range range ->
          new RangeTable(
              range.start(), range.end(), range.step(), range.partitions(), range.attribute());
      case Project project -> project(project);
      case Filter filter when filter.child() instanceof Window window ->
          new OrderPlanner(this).filteredWindow(filter, window);
      case Filter filter -> {
        PhysicalPlan child = plan(filter.child());
        yield new FilterRows(new Binding(child.output()).bind(filter.condition()), child);
      }
      case Join join -> new JoinPlanner(this).plan(join);
      case Aggregate aggregate ->
          new AggregatePlanner(this, aggregate, plan(aggregate.child()), sizes.bytes(aggregate))
              .plan();
      case GroupingSets sets -> expand(sets);
      case Window window -> new OrderPlanner(this).window(window, Optional.empty());
      case Sort sort -> new OrderPlanner(this).sort(sort);
      case Limit limit -> new OrderPlanner(this).limit(limit);
      case Union union ->
          new UnionRows(union.children().stream().map(this::plan).toList(), union.output());
      case SetDifference set -> new SetPlanner(this).plan(set);
      case Sample sample ->
          new SampleRows(
              sample.fraction(), sample.withReplacement(), sample.seed(), plan(sample.child()));
      case Generate generate -> {
        PhysicalPlan child = plan(generate.child());
        Expression bound = new Binding(child.output()).bind(generate.generator());
        yield new GenerateRows((Call) bound, generate.isOuter(), generate.output(), child);
      }
      case Program program -> new ProgramPlanner(this).plan(program);
      case Repartition repartition -> repartition(repartition);
    };
  }

  private PhysicalPlan scan(Scan scan) {
    if (scan.source() instanceof RecursiveTable || scan.source() instanceof WorkTable)
      return recursive(scan);
    Binding binding = new Binding(scan.output());
    Optional<Expression> condition = scan.filters().stream().map(binding::bind).reduce(And::new);
    return new ScanSource(
        scan.source(),
        scan.name(),
        scan.columns(),
        scan.output(),
        ColumnFilters.of(scan),
        condition,
        scan.output(),
        settings.tables().bucketing(scan.source()),
        false);
  }

  /** Of rows that the driver has, all columns are there; what else a scan does is done above. */
  private PhysicalPlan recursive(Scan scan) {
    List<Attribute> all = new ArrayList<>();
    for (StructField field : scan.source().schema().fields())
      all.add(new Attribute(-1L - all.size(), field.name(), field.dataType(), field.nullable()));
    PhysicalPlan rows;
    if (scan.source() instanceof RecursiveTable table)
      rows =
          new RecursiveRows(
              table.name(),
              plan(table.first()),
              plan(table.next()),
              table.last(),
              table.mostLevels(),
              table.enough(),
              all);
    else
      rows =
          new ScanSource(
              scan.source(),
              scan.source().description(),
              IntStream.range(0, all.size()).boxed().toList(),
              all,
              List.of(),
              Optional.empty(),
              all);
    List<Expression> columns = new ArrayList<>();
    for (int i = 0; i < scan.output().size(); i++) {
      Attribute column = scan.output().get(i);
      columns.add(new Input(scan.columns().get(i), column.type(), column.nullable()));
    }
    PhysicalPlan project = new ProjectRows(columns, scan.output(), rows);
    Binding binding = new Binding(scan.output());
    return scan.filters().stream()
        .map(binding::bind)
        .reduce(And::new)
        .<PhysicalPlan>map(condition -> new FilterRows(condition, project))
        .orElse(project);
  }

  /** Columns that only the scan's own filters need are dropped where they are read. */
  private PhysicalPlan project(Project project) {
    PhysicalPlan child = plan(project.child());
    Binding binding = new Binding(child.output());
    return new ProjectRows(binding.bind(project.expressions()), project.output(), child);
  }

  private PhysicalPlan expand(GroupingSets sets) {
    PhysicalPlan child = plan(sets.child());
    Binding binding = new Binding(child.output());
    List<Expression> passed = Binding.inputs(child.output(), 0, child.output().size());
    List<List<Expression>> projections = new ArrayList<>();
    for (int index = 0; index < sets.sets().size(); index++) {
      List<Expression> row = new ArrayList<>(passed);
      long id = 0;
      for (int key = 0; key < sets.keys().size(); key++) {
        boolean isIn = sets.sets().get(index).contains(key);
        Named named = sets.keys().get(key);
        id = id << 1 | (isIn ? 0 : 1);
        row.add(
            isIn ? binding.bind(named.expression()) : new Literal(null, named.attribute().type()));
      }
      row.add(number(id, sets.setId()));
      row.add(number(index, sets.setIndex()));
      projections.add(row);
    }
    return new ExpandRows(projections, sets.output(), child);
  }

  private static Literal number(long value, Attribute column) {
    return switch (column.type().storage()) {
      case BYTE -> new Literal((byte) value, column.type());
      case INT -> new Literal((int) value, column.type());
      default -> new Literal(value, column.type());
    };
  }

  private PhysicalPlan repartition(Repartition repartition) {
    PhysicalPlan child = plan(repartition.child());
    int count = repartition.count() > 0 ? repartition.count() : settings.targets();
    boolean isFixed = repartition.count() > 0;
    if (!repartition.isShuffling()) return new Coalesce(count, child);
    if (repartition.keys().isEmpty())
      return new Exchange(new Partitioning.InTurn(count), isFixed, child);
    List<Expression> keys = new Binding(child.output()).bind(repartition.keys());
    return new Exchange(new Partitioning.ByHash(keys, count), isFixed, child);
  }

  // ---- where rows are

  /** Whether all rows are in one partition. */
  static boolean isSingle(PhysicalPlan plan) {
    return switch (plan) {
      case LocalTable table -> table.batches().size() <= 1;
      case RangeTable range -> range.partitionCount() == 1;
      case Exchange exchange -> exchange.partitioning() instanceof Partitioning.Single;
      case HashJoin join -> isSingle(join.probe());
      case LoopJoin join -> isSingle(join.probe());
      case DatasetTable table -> table.dataset().partitionCount() == 1;
      case ScanSource scan ->
          scan.source() instanceof KeptTable kept && kept.dataset().partitionCount() == 1;
      case UnionRows _, RecursiveRows _, Coalesce _, FragmentInput _ -> false;
      case ProgramRows program ->
          program.children().size() == 1 && isSingle(program.children().getFirst());
      default -> isSingle(plan.children().getFirst());
    };
  }

  /** The same rows in one partition. */
  static PhysicalPlan single(PhysicalPlan plan) {
    return isSingle(plan) ? plan : new Exchange(new Partitioning.Single(), false, plan);
  }

  /**
   * The same rows, those of equal keys in the same partition: where they are if they are so
   * already.
   *
   * @param bytes about how large they are
   */
  PhysicalPlan byKeys(PhysicalPlan plan, List<Expression> keys, double bytes) {
    if (keys.isEmpty()) return single(plan);
    if (isSingle(plan)) return plan;
    if (Distribution.isBy(plan, keys)) return Distribution.settled(plan);
    return exchanged(plan, keys, settings.targets(bytes));
  }

  /** As {@link #byKeys}, for groups of these keys and nothing else. */
  PhysicalPlan byGroups(PhysicalPlan plan, List<Expression> keys, double bytes) {
    PhysicalPlan together = byKeys(plan, keys, bytes);
    return together instanceof Exchange exchange
            && exchange.child() == plan
            && exchange.partitioning() instanceof Partitioning.ByHash
        ? exchanged(plan, keys, settings.groupTargets(bytes))
        : together;
  }

  /** The same rows in so many partitions by the hash of keys. */
  static Exchange exchanged(PhysicalPlan plan, List<Expression> keys, int targets) {
    return new Exchange(new Partitioning.ByHash(keys, targets), false, plan);
  }

  /** The same rows, those of each partition in order: as they are if they are so already. */
  static PhysicalPlan sorted(List<SortKey> keys, PhysicalPlan plan) {
    return keys.isEmpty() || Ordering.isBy(plan, keys) ? plan : new SortRows(keys, plan);
  }

  /** A name for a column that no logical plan has. */
  static Attribute column(String name, int number, Expression expression) {
    return new Attribute(-1L - number, name, expression.type(), expression.nullable());
  }
}
