/**
 * Programs of users: found by what the command line names, compiled if they are source, started,
 * and their failures shown without the engine's frames. {@link io.brasa.cli.program.ProgramFinder}
 * gives a {@link io.brasa.cli.program.Program}; only the commands call this package.
 *
 * <p>Compiled source is kept in the folder that the launcher names by the property {@code
 * brasa.programs}, one file {@code SUM.classes} for each source text, where SUM is the CRC-32 of
 * the key in 8 hexadecimal digits. Numbers are big-endian:
 *
 * <pre>
 *   4 bytes   "BRKC"
 *   4 bytes   version, 2
 *   4 bytes   CRC-32 of what follows
 *   4 bytes   length of the key
 *             the key: name and text of the file, the JDK, and the jars compiled against
 *   4 bytes   number of classes, then for each:
 *             binary name: 2 bytes length, modified UTF-8 (DataOutput.writeUTF)
 *   4 bytes   length of the class file
 *             the class file
 * </pre>
 */
package io.brasa.cli.program;
