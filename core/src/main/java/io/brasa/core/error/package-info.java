/** The error codes of the core module. Everything in core may use it. */
package io.brasa.core.error;
