/**
 * The {@code brasa} command: the only place that wires things together. {@link io.brasa.cli.Main}
 * reads the first word and hands the others to a {@link io.brasa.cli.Command}. Exit codes: 0
 * success, 1 the program or the engine failed, 2 the command was not understood. Nothing calls this
 * package but the launcher script.
 */
package io.brasa.cli;
