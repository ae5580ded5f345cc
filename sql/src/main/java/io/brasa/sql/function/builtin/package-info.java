/** All families of built-in functions in one registry. */
package io.brasa.sql.function.builtin;
