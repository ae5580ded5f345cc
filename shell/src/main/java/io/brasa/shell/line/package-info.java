/**
 * Lines typed at a terminal: editing, completion, history, Ctrl-C and Ctrl-D. {@code LineEditor} is
 * all of it; what it must know of what is typed it asks a {@code Language}. The prompts for Java
 * and for SQL use this package, and nothing else knows JLine.
 */
package io.brasa.shell.line;
