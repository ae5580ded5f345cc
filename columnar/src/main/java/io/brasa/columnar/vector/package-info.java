/**
 * Columns of values and batches of columns.
 *
 * <p>A {@link io.brasa.columnar.vector.Vector} is one column of some rows: arrays of primitives
 * ({@link io.brasa.columnar.vector.FlatVector} and its kinds), one value for all rows ({@link
 * io.brasa.columnar.vector.ConstantVector}), or places in another vector ({@link
 * io.brasa.columnar.vector.DictionaryVector}). A {@link io.brasa.columnar.vector.Batch} is columns
 * of equal length, perhaps with a selection: the rows that count.
 *
 * <p>What always holds:
 *
 * <ul>
 *   <li>A vector that was handed on never changes again. Whoever fills arrays makes the vector last
 *       and forgets the arrays; {@link io.brasa.columnar.vector.VectorBuilder} does so.
 *   <li>Arrays may be longer than the vector; what lies behind its length means nothing.
 *   <li>{@code nulls} is absent when there are none. The value behind a null is arbitrary but
 *       readable: zero, or no bytes. Loops may compute with it and throw the result away.
 *   <li>A dictionary is flat: neither constant nor again a dictionary.
 *   <li>The bytes of strings are valid UTF-8.
 * </ul>
 *
 * <p>Form of an encoded batch (version 1): length as a count, count of columns, then each column: a
 * byte for the kind of vector, the type, and its arrays cut to the length. Written by {@link
 * io.brasa.columnar.vector.BatchForm}.
 */
package io.brasa.columnar.vector;
