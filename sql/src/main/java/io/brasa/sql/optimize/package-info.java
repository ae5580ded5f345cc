/**
 * Plans become cheaper plans that give the same rows. A rule is a class and says what it rewrites;
 * {@link io.brasa.sql.optimize.Optimizer} runs them in ordered batches, each until nothing changes
 * or its bound is reached.
 *
 * <p>What always holds: a rewritten plan gives the same columns in the same order, by identity; it
 * passes {@link io.brasa.sql.logical.PlanCheck}; expressions that may give something else each time
 * are neither moved, nor doubled, nor dropped from where rows are counted.
 */
package io.brasa.sql.optimize;
