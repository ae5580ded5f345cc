/**
 * Java as it is typed, by the JDK's JShell, in the driver's own process. {@code Snippets} is the
 * way in: it completes, compiles and runs what was typed and says what came of it, one {@code
 * Outcome} a snippet. {@code SnippetControl} is what JShell thinks of as its remote machine: it
 * loads classes into a {@code SnippetClasses}, keeps the values and exceptions themselves, where
 * JShell would have texts of them, and lets a snippet be interrupted. {@code ClassWeaving} makes
 * the two forms of a class: the shipped one, in which lines are those of what was typed, and the
 * driver's, which looks in its loops for an interrupt as well.
 *
 * <p>Variables of snippets are static fields of the classes that JShell makes. A function that
 * reads one takes its value along when a job is submitted, as core's closures do with each static
 * field that is not final. The shell calls this package; it knows nothing of terminals.
 */
package io.brasa.shell.snippet;
