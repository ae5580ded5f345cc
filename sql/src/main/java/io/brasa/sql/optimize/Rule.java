package io.brasa.sql.optimize;

import io.brasa.sql.logical.LogicalPlan;

/** A rewriting of plans. Stateless. */
@FunctionalInterface
interface Rule {
  /** A plan that gives the same; the plan itself if there is nothing to do. */
  LogicalPlan apply(LogicalPlan plan);

  /** For messages. */
  default String name() {
    return getClass().getSimpleName();
  }
}
