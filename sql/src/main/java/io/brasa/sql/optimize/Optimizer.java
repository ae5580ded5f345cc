package io.brasa.sql.optimize;

import io.brasa.sql.logical.LogicalPlan;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;

/** Makes plans cheaper. Stateless. */
public final class Optimizer {
  private static final int MOST_ROUNDS = 8;

  private Optimizer() {}

  /** Rules that are repeated, all in their order, until none changes the plan. */
  private record Batch(int bound, List<Rule> rules) {
    static Batch once(Rule... rules) {
      return new Batch(1, List.of(rules));
    }
  }

  /** A plan that gives the same rows, and the same columns in the same order. */
  public static LogicalPlan optimize(LogicalPlan plan, OptimizerContext context) {
    return optimize(plan, context, (_, _) -> {});
  }

  /**
   * As {@link #optimize(LogicalPlan, OptimizerContext)}.
   *
   * @param afterRule is told each plan that a rule has changed, and the rule's name
   */
  static LogicalPlan optimize(
      LogicalPlan plan, OptimizerContext context, BiConsumer<String, LogicalPlan> afterRule) {
    LogicalPlan optimized = plan;
    for (Batch batch : batches(context)) {
      for (int round = 0; round < batch.bound; round++) {
        LogicalPlan before = optimized;
        for (Rule rule : batch.rules) {
          LogicalPlan after = rule.apply(optimized);
          if (after != optimized) afterRule.accept(rule.name(), after);
          optimized = after;
        }
        if (optimized.equals(before)) break;
      }
    }
    return optimized;
  }

  /** The names of all rules. */
  static Set<String> rules(OptimizerContext context) {
    return batches(context).stream()
        .flatMap(batch -> batch.rules.stream())
        .map(Rule::name)
        .collect(Collectors.toSet());
  }

  private static List<Batch> batches(OptimizerContext context) {
    return List.of(
        Batch.once(
            new ProgramCollapse(),
            new ConstantFolding(context),
            new Simplification(),
            new ConditionalAggregates()),
        Batch.once(new SubqueryUnnesting(context)),
        new Batch(
            MOST_ROUNDS,
            List.of(
                new ConstantFolding(context),
                new Simplification(),
                new CommonFactors(),
                new OuterJoinReduction(),
                new MissingPartners(),
                new FilterPushDown(),
                new EmptyRelations())),
        Batch.once(new DerivedConditions(), new Simplification(), new FilterPushDown()),
        Batch.once(
            new SemiJoinPushDown(context),
            new RedundantSorts(),
            new RedundantDistinct(),
            new JoinOrder(context)),
        new Batch(
            MOST_ROUNDS,
            List.of(
                new FilterPushDown(),
                new ColumnPruning(),
                new ProjectCollapse(),
                new LimitPushDown(),
                new EmptyRelations())),
        Batch.once(new CarriedKeys(context), new ProjectCollapse(), new FilterOrder(context)));
  }
}
