/**
 * Programs of users: found by what the command line names, compiled if they are source, started,
 * and their failures shown without the engine's frames. {@link io.brasa.cli.program.ProgramFinder}
 * gives a {@link io.brasa.cli.program.Program}; only the commands call this package.
 */
package io.brasa.cli.program;
