/**
 * What people see while a program runs and after it: {@link io.brasa.cli.terminal.Progress} and
 * {@link io.brasa.cli.terminal.StageSummary}, both made from events alone and written to standard
 * error. Contexts find them through {@link io.brasa.cli.terminal.TerminalListeners}, which is
 * silent unless {@code brasa run} has switched it on.
 */
package io.brasa.cli.terminal;
