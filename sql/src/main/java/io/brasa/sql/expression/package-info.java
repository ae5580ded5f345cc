/**
 * Expressions whose names are found and whose types are known. Closed: the optimiser and the
 * compiler of expressions name all kinds. Immutable values, equal when they compute the same by the
 * same means. They travel to tasks.
 */
package io.brasa.sql.expression;
