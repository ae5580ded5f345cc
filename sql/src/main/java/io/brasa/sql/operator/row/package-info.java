/**
 * Operators that deal with each row by itself: filters, projections, expansions, generators, limits
 * and samples. They hold no rows, so none of them spills.
 */
package io.brasa.sql.operator.row;
