/**
 * What can be wrong with a command line. Everything in the command may use it; it uses the
 * runtime's errors alone.
 */
package io.brasa.cli.error;
