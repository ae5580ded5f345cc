/**
 * How Brasa says that something went wrong: one exception type, a code from one enum per module,
 * and three kinds of failure that the engine treats differently. Everything may call it; it calls
 * nothing.
 */
package io.brasa.runtime.error;
