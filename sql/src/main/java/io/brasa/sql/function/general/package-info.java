/** Functions of values of any type: conditions, comparisons, hashes. */
package io.brasa.sql.function.general;
