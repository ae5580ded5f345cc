/**
 * The shapes of user functions, with the names and the {@code call} method of Spark's Java API, so
 * that lambdas and anonymous classes move over by changing imports. Each is serialisable and may
 * throw; lambdas given to datasets become one of these.
 */
package io.brasa.core.function;
