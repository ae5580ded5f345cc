/**
 * The layouts of values within a page, each read by a {@link
 * io.brasa.connectors.parquet.encoding.ValueReader} and written by a writer of its own. A reader is
 * asked for many values at once and fills arrays of primitives: no call is made for a single value.
 *
 * <p>Readers check lengths before they make room for anything. What does not hold is thrown as
 * {@link io.brasa.connectors.parquet.format.Damage}, or as the {@code IndexOutOfBoundsException} of
 * the array access itself where a check of its own would cost time; who calls them catches both.
 */
package io.brasa.connectors.parquet.encoding;
