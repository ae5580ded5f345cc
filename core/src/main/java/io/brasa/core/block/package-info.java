/**
 * Blocks: named, immutable pieces of data that tasks hand to each other, and the store that keeps
 * them in memory, outside the heap and on disk. {@link io.brasa.core.block.Block} is either objects
 * ({@link io.brasa.core.block.ObjectBlock}), or bytes ({@link io.brasa.core.block.ByteBlock}), or
 * words of a combining table ({@link io.brasa.core.block.ColumnBlock}); {@link
 * io.brasa.core.block.TieredBlockStore} keeps persisted partitions. {@code KeptPartition} says how
 * these come into the store while they are computed. Outside the heap a chunk is one segment, in
 * the format below. The shuffle and everything above may call it; it calls the runtime and the
 * error codes only.
 *
 * <h2>Format of a byte block, version 1</h2>
 *
 * A block is a sequence of chunks, nothing before, between or after them; a block without values is
 * empty. A chunk can be read without the others, since it starts a class table of its own.
 *
 * <pre>
 * offset  size  content, big-endian
 *      0     4  n, the length of the payload in bytes, at least 0
 *      4     4  number of values in the payload, at least 1; negative if the chunk has attachments
 *      8     4  CRC32C over bytes 0 to 7 of this chunk and the payload
 *     12     n  payload: the values one after the other, each as Encoder.writeValue writes it
 *
 *   only with attachments:
 *     12+n   4  a, their number, at least 1
 *     16+n 16a  for each: 8 bytes its length, 8 bytes its number of values
 *   16+n+16a 4  CRC32C over the number and the table
 *        …    …  the attachments one after the other, each a byte block by itself
 * </pre>
 *
 * An attachment holds the values of a group that is too large for memory; the payload names it by
 * its place in the table (see the form of groups in {@code io.brasa.runtime.codec}). Writing a
 * chunk copies the bytes of its attachments, and reading it gives a {@link
 * io.brasa.core.block.BlockGroup}, a view of them, so no reader or writer ever holds them. A chunk
 * ends after the value that has an attachment. Whoever keeps chunks in the heap for longer than the
 * task that made them asks for {@link io.brasa.core.block.Chunk#whole}.
 *
 * <p>A chunk is ended at the first end of a row that finds 32 KiB or more in it, so that readers
 * need little memory whatever the size of the block; one row is never split. The shuffle writes two
 * values per row, key and value.
 *
 * <h2>Format of a block file of the tiered store, version 1</h2>
 *
 * <pre>
 *      0     4  magic 'B' 'R' 'B' 'K'
 *      4     1  version, 1
 *      5     …  a byte block
 * </pre>
 */
package io.brasa.core.block;
