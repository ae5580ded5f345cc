/**
 * Files of values: what {@code saveAsObjectFile} writes and {@code objectFile} reads. {@link
 * io.brasa.core.objectfile.ObjectFileWriter} writes one, {@link
 * io.brasa.core.objectfile.ObjectFileIndex} finds its chunks and cuts it into splits, {@link
 * io.brasa.core.objectfile.ObjectValues} gives the values of a split. Called by operations and
 * those above; calls input, error and the runtime.
 *
 * <h2>Format, version 1</h2>
 *
 * Numbers are big endian.
 *
 * <pre>
 * 4 bytes  'B' 'R' 'O' 'F'
 * 1 byte   version, 1
 * chunks, nothing between them, each:
 *   4 bytes  n, the length of the payload, at least 1
 *   4 bytes  count of values, at least 1
 *   4 bytes  CRC-32C of the eight bytes before and the payload
 *   n bytes  the values one after the other, each as Encoder.writeValue writes it, with class
 *            tables that begin anew in each chunk
 * marks, each:
 *   8 bytes  where in the file a chunk begins; ascending, the first chunk among them, and then one
 *            at least a mebibyte behind the last
 * 8 bytes  count of marks
 * 8 bytes  count of values
 * 8 bytes  where the marks begin, which is where the chunks end
 * 4 bytes  CRC-32C of the marks and the three numbers
 * 4 bytes  'B' 'R' 'O' 'E'
 * </pre>
 *
 * So a file that was cut off shows at its end, one that is damaged at the chunk, and a reader of
 * any part of it at a mark needs nothing of the rest.
 */
package io.brasa.core.objectfile;
