/**
 * What a Parquet file says of itself: footer, page headers, indexes, and the schema as a tree, each
 * read from Thrift's compact protocol and written in it. All structures are trees of {@link
 * io.brasa.connectors.parquet.format.ThriftStruct}, over which records give names to what is used.
 *
 * <p>Nothing here trusts a length: a list never has more elements than bytes are left, a string
 * never reaches behind its structure. What does not hold is {@code PARQUET_CORRUPT} with the place.
 */
package io.brasa.connectors.parquet.format;
