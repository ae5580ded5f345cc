/** Functions of JSON text, and the reader of it that they share. */
package io.brasa.sql.function.json;
