/** Functions on arrays, maps and structs, and generators of rows. */
package io.brasa.sql.function.nested;
