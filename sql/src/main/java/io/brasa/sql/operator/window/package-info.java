/**
 * Functions over windows. {@link io.brasa.sql.operator.window.WindowOperator} draws sorted rows,
 * partition by partition; a {@code WindowFunction} is computed over a partition in memory, or over
 * one that lies in a file if it can be computed in one pass.
 */
package io.brasa.sql.operator.window;
