/** Rows in order: sorting by prefixes of keys in memory, and merging what was put aside in files. */
package io.brasa.sql.operator.sort;
