/** Functions and operators on numbers. */
package io.brasa.sql.function.numeric;
