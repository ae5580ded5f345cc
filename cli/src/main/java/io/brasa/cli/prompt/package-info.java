/**
 * {@code brasa sql}: statements from the command line, a file, standard input or a prompt with
 * history and completion, and their rows in one of several formats. Only {@code SqlPrompt} and what
 * it is given know JLine, so that a query without a prompt loads none of it.
 */
package io.brasa.cli.prompt;
