/**
 * Values as values of other types, as Spark casts them when it follows the SQL standard: {@link
 * io.brasa.sql.cast.Casts} makes the kernels. Text is read and written here too.
 */
package io.brasa.sql.cast;
