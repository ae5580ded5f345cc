/**
 * The shuffle: brings records with equal keys to the same partition, combining, grouping or sorting
 * them as the operation asks. {@link io.brasa.core.shuffle.ShuffleSpec} says what one shuffle does;
 * {@link io.brasa.core.shuffle.MapOutputStore} opens a {@link io.brasa.core.shuffle.ShuffleWriter}
 * per map attempt and keeps its output; {@link io.brasa.core.shuffle.ShuffleReader} reads one
 * target partition. What tasks hold they reserve, and what is refused they spill. Tasks and whoever
 * runs them may call this package; it calls blocks, functions, error codes and the runtime.
 *
 * <p>Combining has two kinds of tables: {@code PlainTable} holds short strings, numbers and their
 * sums as words, {@code CombineTable} everything else as objects. Map outputs that stay in the
 * process are handed over as they lie in either, and records of two numbers that nobody combines
 * lie as words too. Records of a large {@code PlainTable} wait in its batch until their slots are
 * fetched together.
 *
 * <h2>Checksum of a map output</h2>
 *
 * The sum, modulo 2^64, of one well mixed 64-bit hash per record over the content of its key, the
 * content of its value and its target. It does not depend on the order of the records, nor on
 * whether they are references or bytes, nor on spills. Two outputs that differ have equal checksums
 * with odds of 2^-64. It costs about 5 ns for a record of numbers and short strings, and an
 * encoding more for records of classes of the user. A shuffle whose records stand for many rows
 * brings its own {@code RecordDigest}, which adds up rows, so that it does not matter which of them
 * lie in one record.
 *
 * <h2>Format of a run, version 1</h2>
 *
 * Map outputs and spills are files of this format; numbers are big-endian.
 *
 * <pre>
 * offset  size  content
 *      0     4  magic 'B' 'R' 'S' 'H'
 *      4     1  version, 1
 *      5     …  for each target partition in order: a byte block (see io.brasa.core.block), keys and values by turns
 *      i  16 n  index, for each of the n targets: 8 bytes length of its block, 8 bytes number of its values
 *  i+16n     4  n
 *  i+16n+4   4  CRC32C over the index and n
 *  i+16n+8   4  magic again
 * </pre>
 *
 * The process that wrote a run keeps its index in memory; the one in the file is for whoever finds
 * the file later. Blocks check themselves, hence a flipped bit, a truncated file and a wrong range
 * all end in {@code BLOCK_CORRUPT}.
 *
 * <p>The runs of a grouping have a row for each piece of a key's values: the key, and a group of at
 * most some 16 KiB of values, within an {@code Optional} if another key of the run has the same
 * hash. Rows are in the order of the hash and the content of the keys. A group that does not fit
 * into memory lies in a run of one target whose values are those of the group.
 *
 * <h2>Form between processes</h2>
 *
 * The bytes of a block as above travel as they are; the receiver makes a {@code ByteBlock} of
 * {@code BlockBytes.Received}.
 */
package io.brasa.core.shuffle;
