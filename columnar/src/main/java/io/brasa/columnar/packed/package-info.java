/**
 * Batches as they are kept for long: each column by itself in as few bits as its values need, with
 * the range of its values, so that readers skip batches and decode only the columns, and often only
 * the rows, that they want.
 *
 * <p>{@link io.brasa.columnar.packed.BatchPacker} makes a {@link
 * io.brasa.columnar.packed.PackedBatch} of a batch, {@link io.brasa.columnar.packed.PackedReader}
 * reads such batches as a source would. May be called by everything above {@code source}.
 *
 * <h2>Form of a packed column, version 1</h2>
 *
 * Little-endian; eight zero bytes behind the end, so that numbers of a few bits are read eight
 * bytes at a time. A column is a byte for its form, then:
 *
 * <pre>
 * 0 nulls       nothing: all rows are null
 * 1 constant    a column of one row, which is not null
 * 2 values      a byte that is 1 if a bitmap of nulls follows (bit i%8 of byte i/8: row i is null),
 *               then by the kind of array:
 *                 whole numbers   numbers
 *                 float, double   byte 0, then the values; or byte 1, a byte e, and numbers, of
 *                                 which each value is the one divided by 10^e
 *                 wide            byte 0, then the lower and the upper halves; or byte 1, numbers
 *                 bytes           numbers: the lengths; then the bytes
 *                 array           numbers: the lengths; then the elements as a column
 *                 map             likewise, keys and values
 *                 struct          a column for each field
 * 3 dictionary  a bitmap of nulls as above, the dictionary's length in four bytes, the dictionary
 *               as a column, numbers: the place of each row's value
 * </pre>
 *
 * Numbers are a byte for their form, then:
 *
 * <pre>
 * 0 same     eight bytes: the number
 * 1 packed   eight bytes: the least; a byte w; each number minus the least in w bits, lowest first
 * 2 steps    eight bytes: the first; eight bytes: the least step; a byte w; each further step minus
 *            the least in w bits
 * 3 runs     four bytes: how many; numbers: the values; numbers: how often each stands
 * 4 places   four bytes: how many; numbers: different values; numbers: the place of each
 * </pre>
 *
 * Packing after Lemire and Boytsov, Decoding billions of integers per second through vectorization
 * (2015), without their vectors; doubles as decimals after Afroozeh, Kuffo and Boncz, ALP: adaptive
 * lossless floating-point compression (SIGMOD 2024), with one exponent a column and no exceptions.
 */
package io.brasa.columnar.packed;
