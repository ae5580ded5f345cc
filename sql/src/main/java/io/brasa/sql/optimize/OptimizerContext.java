package io.brasa.sql.optimize;

import io.brasa.sql.expression.AttributeIds;
import io.brasa.sql.function.EvaluationSettings;

/** What rules need beside the plan. */
public record OptimizerContext(EvaluationSettings settings, AttributeIds ids, KnownTables tables) {}
