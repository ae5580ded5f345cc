/**
 * Joins: by a table of one input ({@link io.brasa.sql.operator.join.HashJoinOperator}), by going
 * along inputs in order ({@link io.brasa.sql.operator.join.MergeJoinOperator}), and by trying all
 * pairs ({@link io.brasa.sql.operator.join.LoopJoinOperator}). All leave to {@code JoinedPairs}
 * what becomes of a pair by the kind of the join.
 */
package io.brasa.sql.operator.join;
