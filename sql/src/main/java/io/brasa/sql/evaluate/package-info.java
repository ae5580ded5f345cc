/**
 * Expressions computed over batches.
 *
 * <p>{@link io.brasa.sql.evaluate.Evaluators} turns a bound expression, whose columns are {@link
 * io.brasa.sql.expression.Input}s, into an {@link io.brasa.sql.evaluate.Evaluator}, by way of the
 * {@link io.brasa.sql.function.Kernel}s of the functions in it; {@link
 * io.brasa.sql.evaluate.Filters} turns a predicate into what narrows a selection. Values come out
 * at the places of their rows; rows that are not asked for are not computed where computing could
 * fail, and hold whatever.
 */
package io.brasa.sql.evaluate;
