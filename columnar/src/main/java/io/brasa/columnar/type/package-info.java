/**
 * The types of columns: what values a column holds, how they are written in SQL, and in which kind
 * of array they are stored. Closed: every switch over {@link io.brasa.columnar.type.DataType} names
 * all of them. Used by every package that touches columns.
 */
package io.brasa.columnar.type;
