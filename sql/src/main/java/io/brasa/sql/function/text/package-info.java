/** Functions on strings, which are held as UTF-8 and counted in characters. */
package io.brasa.sql.function.text;
