/**
 * Saving a dataset into a folder so that readers see all of it or nothing, whatever dies on the
 * way. {@link io.brasa.core.commit.OutputCommit} is the driver's side and carries the essay; {@link
 * io.brasa.core.commit.TextOutput} is what a task does; {@link io.brasa.core.commit.Staging} is
 * what both agree on. Called by lineage and the classes above it; calls error, compression and the
 * runtime's storage alone.
 *
 * <h2>The manifest, version 1</h2>
 *
 * The file {@code _winners} in a staging folder. Numbers are big endian, texts are a four-byte
 * count of bytes and their UTF-8.
 *
 * <pre>
 * 4 bytes  magic "BRWN"
 * 1 byte   version, 1
 * text     name of the staging folder
 * 4 bytes  count of partitions n
 * n times, for partitions 0 to n-1 in order:
 *   4 bytes  partition
 *   4 bytes  the attempt that won
 *   8 bytes  rows
 *   4 bytes  count of files f
 *   f times: text name, 8 bytes size
 * 4 bytes  CRC-32C of all bytes before
 * </pre>
 *
 * A manifest that ends early or whose checksum differs was never decided.
 */
package io.brasa.core.commit;
