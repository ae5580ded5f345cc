/**
 * All functions and operators, for SQL and for the class {@code functions} alike.
 *
 * <p>A {@link io.brasa.sql.function.Function} says what types it takes and gives, and how it is
 * computed. {@link io.brasa.sql.function.FunctionRegistry} knows them by name. Coercions that a
 * call needs become casts when it is resolved ({@link io.brasa.sql.function.Coercion}), so that
 * kernels see exactly the types they are for.
 */
package io.brasa.sql.function;
