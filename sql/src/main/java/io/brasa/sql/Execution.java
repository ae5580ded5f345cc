package io.brasa.sql;

import io.brasa.columnar.source.Source;
import io.brasa.columnar.source.TableStatistics;
import io.brasa.columnar.type.StructField;
import io.brasa.columnar.type.StructType;
import io.brasa.columnar.vector.Batch;
import io.brasa.core.Assembly;
import io.brasa.core.BrasaContext;
import io.brasa.core.closure.CallSite;
import io.brasa.core.lineage.Lineage;
import io.brasa.sql.error.QueryErrors;
import io.brasa.sql.execute.Analysis;
import io.brasa.sql.execute.DriverSource;
import io.brasa.sql.execute.ExecutionSettings;
import io.brasa.sql.execute.Looks;
import io.brasa.sql.execute.NodeCounter;
import io.brasa.sql.execute.PlanExecution;
import io.brasa.sql.expression.Attribute;
import io.brasa.sql.expression.AttributeIds;
import io.brasa.sql.function.EvaluationSettings;
import io.brasa.sql.logical.LogicalPlan;
import io.brasa.sql.operator.OperatorSettings;
import io.brasa.sql.optimize.KnownTables;
import io.brasa.sql.optimize.Optimizer;
import io.brasa.sql.optimize.OptimizerContext;
import io.brasa.sql.optimize.RowEstimates;
import io.brasa.sql.physical.KeptTable;
import io.brasa.sql.physical.PhysicalPlan;
import io.brasa.sql.physical.PhysicalPlanner;
import io.brasa.sql.physical.PlannerSettings;
import io.brasa.sql.typed.TypedSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Takes logical plans to their rows. Thread-safe. */
final class Execution {
  private static final int TARGETS_PER_SLOT = 4;
  private static final long PARTITION_BYTES = 64L << 20;

  private final BrasaContext context;
  private final RuntimeConfig config;
  private final AttributeIds ids;
  private final Assembly assembly;
  private final KeptPlans kept;
  private final Looks looks;
  private final SessionStatistics statistics;
  private final QueryTexts texts = new QueryTexts();

  Execution(BrasaContext context, RuntimeConfig config, AttributeIds ids) {
    this.context = context;
    this.ids = ids;
    this.config = config;
    this.assembly = new Assembly(context);
    this.kept = new KeptPlans(assembly);
    this.looks = new Looks(assembly, context.defaultParallelism(), this::driver);
    this.statistics = new SessionStatistics();
  }

  /** What plans were said to be. */
  QueryTexts texts() {
    return texts;
  }

  Assembly assembly() {
    return assembly;
  }

  KeptPlans kept() {
    return kept;
  }

  long newSeed() {
    return assembly.steady("seed", () -> assembly.environment().newRandom().nextLong());
  }

  EvaluationSettings evaluation() {
    long now = assembly.steady("query", () -> assembly.environment().currentTimeMillis() * 1_000);
    SessionSettings settings = config.settings();
    return new EvaluationSettings(settings.isAnsi(), settings.zone(), now);
  }

  /** How a plan is run. */
  PhysicalPlan physical(LogicalPlan plan, EvaluationSettings evaluation) {
    return QueryErrors.withinStack(() -> planned(optimized(plan, evaluation), evaluation));
  }

  private PhysicalPlan planned(LogicalPlan plan, EvaluationSettings evaluation) {
    SessionSettings settings = config.settings();
    int slots = context.defaultParallelism();
    boolean isGiven = settings.partitions() > 0;
    PlannerSettings planner =
        new PlannerSettings(
            isGiven ? settings.partitions() : slots * TARGETS_PER_SLOT,
            isGiven ? settings.partitions() : slots,
            evaluation,
            tables());
    return new PhysicalPlanner(planner, assembly::warn).whole(plan);
  }

  /** The plan that is run: what is kept is read, and the rest made cheaper. */
  LogicalPlan optimized(LogicalPlan plan, EvaluationSettings evaluation) {
    return cheaper(kept.reading(plan, below -> kept(below, evaluation)), evaluation);
  }

  /** The rows of a plan that are to be kept; what it reads of what is kept is replaced already. */
  private KeptTable kept(LogicalPlan plan, EvaluationSettings evaluation) {
    LogicalPlan cheaper = cheaper(plan, evaluation);
    PhysicalPlan physical = planned(cheaper, evaluation);
    List<StructField> fields = new ArrayList<>();
    for (Attribute column : plan.output())
      fields.add(new StructField(column.name(), column.type(), column.nullable()));
    return new KeptTable(
        new StructType(fields),
        running(evaluation, plan).packed(physical, CallSite.here("cache")),
        physical,
        new RowEstimates(tables()).statistics(cheaper));
  }

  private LogicalPlan cheaper(LogicalPlan plan, EvaluationSettings evaluation) {
    LogicalPlan optimized =
        Optimizer.optimize(plan, new OptimizerContext(evaluation, ids, tables()));
    return RecursivePlans.map(optimized, inner -> optimized(inner, evaluation));
  }

  private KnownTables tables() {
    return new KnownSources(driver(), statistics);
  }

  /** What the driver lends to sources. */
  DriverSource driver() {
    return new DriverSource(assembly.storages(), config.settings().zone(), assembly::warn);
  }

  /** How files are read whose columns must be found. */
  Looks looks() {
    return looks;
  }

  RowEstimates estimates() {
    return new RowEstimates(tables());
  }

  /** What is known of a source. */
  Optional<TableStatistics> statistics(Source source) {
    return tables().of(source);
  }

  /** What has been found out of sources. */
  SessionStatistics statistics() {
    return statistics;
  }

  /** The rows as a dataset. What goes through exchanges does so now. */
  Lineage<Batch> dataset(LogicalPlan plan, CallSite site) {
    EvaluationSettings evaluation = evaluation();
    PhysicalPlan physical = physical(plan, evaluation);
    return QueryErrors.withinStack(() -> running(evaluation, plan).dataset(physical, site));
  }

  /** As {@link #dataset}, each row as an object. */
  @SuppressWarnings("unchecked")
  <T> Lineage<T> objects(LogicalPlan plan, TypedSource.Read values, CallSite site) {
    EvaluationSettings evaluation = evaluation();
    PhysicalPlan physical = physical(plan, evaluation);
    return (Lineage<T>) running(evaluation, plan).objects(physical, values, site);
  }

  /** Does something with the rows as a dataset, which is gone afterwards. */
  void use(LogicalPlan plan, CallSite site, Consumer<Lineage<Batch>> work) {
    EvaluationSettings evaluation = evaluation();
    running(evaluation, plan).use(physical(plan, evaluation), site, work);
  }

  List<Batch> collect(LogicalPlan plan, String operation) {
    EvaluationSettings evaluation = evaluation();
    PhysicalPlan physical = physical(plan, evaluation);
    CallSite site = CallSite.here(operation);
    return QueryErrors.withinStack(() -> running(evaluation, plan).collect(physical, site));
  }

  Analysis analyse(LogicalPlan plan) {
    EvaluationSettings evaluation = evaluation();
    return running(evaluation, plan)
        .analyse(physical(plan, evaluation), new NodeCounter(context), CallSite.here("explain"));
  }

  private PlanExecution running(EvaluationSettings evaluation, LogicalPlan plan) {
    SessionSettings settings = config.settings();
    OperatorSettings operators = operators(settings, evaluation);
    return new PlanExecution(
        assembly,
        new ExecutionSettings(
            context.defaultParallelism(),
            broadcastBytes(settings, operators.poolBytes()),
            PARTITION_BYTES,
            operators),
        texts.of(plan));
  }

  /** What operators outside of plans go by. */
  OperatorSettings operators() {
    return operators(config.settings(), evaluation());
  }

  private static OperatorSettings operators(
      SessionSettings settings, EvaluationSettings evaluation) {
    long pool = settings.operatorBytes() > 0 ? settings.operatorBytes() : Long.MAX_VALUE;
    return new OperatorSettings(pool, evaluation);
  }

  /** What every task of a join holds must leave room for what each holds by itself. */
  private long broadcastBytes(SessionSettings settings, long pool) {
    long memory = Long.parseLong(context.getConf().get("memory"));
    return Math.min(settings.broadcastBytes(), Math.min(pool / 8, memory / 16));
  }
}
