/**
 * Bloom filters as Parquet has them: blocks of 256 bits, eight bits set in a block for a value,
 * chosen by XXH64 of the value's plain encoding. Source: BloomFilter.md of the format; F. Putze, P.
 * Sanders, J. Singler, Cache-, Hash- and Space-Efficient Bloom Filters, 2007; the block form after
 * Apache Impala.
 */
package io.brasa.connectors.parquet.bloom;
