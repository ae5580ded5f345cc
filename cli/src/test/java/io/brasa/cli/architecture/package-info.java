/**
 * The architecture as a test: module arrows, package cycles, names, and calls that only one place
 * may make, read from the compiled classes of all modules. {@link
 * io.brasa.cli.architecture.CompiledClass} is what is known of one class, {@link
 * io.brasa.cli.architecture.Rules} gives violations as sentences, and {@link
 * io.brasa.cli.architecture.Allowances} lists who may break a rule and why.
 */
package io.brasa.cli.architecture;
