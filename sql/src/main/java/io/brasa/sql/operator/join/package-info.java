/**
 * Joins: by a table of one input ({@link io.brasa.sql.operator.join.HashJoinOperator}), and by
 * trying all pairs ({@link io.brasa.sql.operator.join.LoopJoinOperator}). Both leave to
 * {@code JoinedPairs} what becomes of a pair by the kind of the join.
 */
package io.brasa.sql.operator.join;
