/**
 * {@code brasa sql}: statements from the command line, a file, standard input or a prompt with
 * history and completion, and their rows in one of several formats. Lines are edited by the module
 * shell, of which a query without a prompt loads nothing.
 */
package io.brasa.cli.prompt;
