/**
 * Groupings: tables of groups, which give the rows with equal keys equal numbers, and the states of
 * aggregate functions by that number. {@link io.brasa.sql.operator.aggregate.AggregateOperator}
 * puts groups aside by bits of their hash when memory is refused.
 */
package io.brasa.sql.operator.aggregate;
