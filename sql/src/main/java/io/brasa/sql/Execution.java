package io.brasa.sql;

import io.brasa.columnar.vector.Batch;
import io.brasa.core.Assembly;
import io.brasa.core.BrasaContext;
import io.brasa.core.closure.CallSite;
import io.brasa.runtime.storage.Storages;
import io.brasa.sql.execute.Analysis;
import io.brasa.sql.execute.DriverSource;
import io.brasa.sql.execute.ExecutionSettings;
import io.brasa.sql.execute.NodeCounter;
import io.brasa.sql.execute.PlanExecution;
import io.brasa.sql.expression.AttributeIds;
import io.brasa.sql.function.EvaluationSettings;
import io.brasa.sql.logical.LogicalPlan;
import io.brasa.sql.operator.OperatorSettings;
import io.brasa.sql.optimize.KnownTables;
import io.brasa.sql.optimize.Optimizer;
import io.brasa.sql.optimize.OptimizerContext;
import io.brasa.sql.physical.PhysicalPlan;
import io.brasa.sql.physical.PhysicalPlanner;
import io.brasa.sql.physical.PlannerSettings;
import java.util.List;

/** Takes logical plans to their rows. Thread-safe. */
final class Execution {
  private static final int TARGETS_PER_SLOT = 4;
  private static final long PARTITION_BYTES = 64L << 20;

  private final BrasaContext context;
  private final SessionSettings settings;
  private final Assembly assembly;
  private final AttributeIds ids;

  Execution(BrasaContext context, SessionSettings settings, AttributeIds ids) {
    this.ids = ids;
    this.context = context;
    this.settings = settings;
    this.assembly = new Assembly(context);
  }

  Storages storages() {
    return assembly.storages();
  }

  EvaluationSettings evaluation() {
    long now = assembly.environment().currentTimeMillis() * 1_000;
    return new EvaluationSettings(settings.isAnsi(), settings.zone(), now);
  }

  /** How a plan is run. */
  PhysicalPlan physical(LogicalPlan plan, EvaluationSettings evaluation) {
    int slots = context.defaultParallelism();
    int targets = settings.partitions() > 0 ? settings.partitions() : slots * TARGETS_PER_SLOT;
    KnownTables tables = new KnownSources(new DriverSource(assembly.storages(), settings.zone()));
    LogicalPlan optimized = optimized(plan, evaluation, tables);
    return new PhysicalPlanner(new PlannerSettings(targets, evaluation, tables)).plan(optimized);
  }

  /** A plan after all rules. */
  LogicalPlan optimized(LogicalPlan plan, EvaluationSettings evaluation) {
    DriverSource driver = new DriverSource(assembly.storages(), settings.zone());
    return optimized(plan, evaluation, new KnownSources(driver));
  }

  private LogicalPlan optimized(
      LogicalPlan plan, EvaluationSettings evaluation, KnownTables tables) {
    return Optimizer.optimize(plan, new OptimizerContext(evaluation, ids, tables));
  }

  List<Batch> collect(LogicalPlan plan, String operation) {
    EvaluationSettings evaluation = evaluation();
    return running(evaluation).collect(physical(plan, evaluation), CallSite.here(operation));
  }

  Analysis analyse(LogicalPlan plan) {
    EvaluationSettings evaluation = evaluation();
    return running(evaluation)
        .analyse(physical(plan, evaluation), new NodeCounter(context), CallSite.here("explain"));
  }

  private PlanExecution running(EvaluationSettings evaluation) {
    long pool = settings.operatorBytes() > 0 ? settings.operatorBytes() : Long.MAX_VALUE;
    OperatorSettings operators = new OperatorSettings(pool, evaluation);
    return new PlanExecution(
        assembly,
        new ExecutionSettings(
            context.defaultParallelism(), broadcastBytes(pool), PARTITION_BYTES, operators));
  }

  /** What every task of a join holds must leave room for what each holds by itself. */
  private long broadcastBytes(long pool) {
    long memory = Long.parseLong(context.getConf().get("memory"));
    return Math.min(settings.broadcastBytes(), Math.min(pool / 8, memory / 16));
  }
}
