/**
 * Reading row groups as batches: bytes are fetched, pages unpacked, values decoded into fresh
 * arrays of primitives, nested columns put together from levels.
 *
 * <p>What always holds: a column reader stands between two rows; rows that are passed over cost
 * nothing until a later row of the same page is wanted, and then only what finding it takes; a page
 * none of whose rows is wanted is never unpacked. All errors name file, row group, column and byte.
 */
package io.brasa.connectors.parquet.read;
