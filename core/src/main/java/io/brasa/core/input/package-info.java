/**
 * Reading files of users: what they may ask for ({@link io.brasa.core.input.ReadOptions}), what is
 * remembered of a file between listing and reading ({@link io.brasa.core.input.InputFile}), and
 * what happens to damage ({@link io.brasa.core.input.Damage}). The readers here are those of whole
 * files and of records of a fixed length; lines are read by {@code text}, objects by {@code
 * objectfile}. Called by text and those above; calls compression, error and the runtime.
 */
package io.brasa.core.input;
