/**
 * Aggregates. Their states lie in arrays by the number of the group; what is added often is added
 * in typed loops, the rest row by row ({@link io.brasa.sql.function.aggregate.RowAccumulator}).
 *
 * <p>States as columns, by aggregate: counts as one bigint; sums as the sum, null for nothing seen,
 * and whether something was seen; averages as sum and count; extremes and firsts as the value and
 * whether there is one; moments as count, mean and sums of powers of differences from it; what is
 * collected as an array; sketches as binary in their own versioned format.
 */
package io.brasa.sql.function.aggregate;
