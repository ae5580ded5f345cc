/**
 * {@code brasa shell}: Java typed at a prompt, read from a file or from standard input, with a
 * session at hand. {@code Shell} is the way in; the command line makes one. A {@code Workspace} is
 * the session and the snippets so far, made in the background while the prompt is there already;
 * {@code Inputs} runs what was typed and lets it be cancelled; {@code ShownOutcome}, {@code
 * ShownValue} and {@code ShownFailure} turn what came of it into text.
 */
package io.brasa.shell;
