/** Rows in order: sorted by prefixes of keys in memory, and merged where they were put aside. */
package io.brasa.sql.operator.sort;
