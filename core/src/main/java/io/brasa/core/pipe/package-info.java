/**
 * Records through the standard input and output of a process. {@link
 * io.brasa.core.pipe.PipeOptions} says which, {@link io.brasa.core.pipe.PipedLines} runs one and
 * carries the essay. Called by operations and those above; calls the error codes and the runtime.
 */
package io.brasa.core.pipe;
