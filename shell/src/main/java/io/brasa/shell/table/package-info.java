/**
 * Rows as tables of text for terminals. {@code DrawnTable} draws, {@code TextRows} has the cells of
 * a query's rows. The shell and the prompt for SQL call it.
 */
package io.brasa.shell.table;
