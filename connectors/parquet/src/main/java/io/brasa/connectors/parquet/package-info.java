/**
 * Parquet files as tables: found by name {@code parquet} through the {@code SourceProvider} and
 * {@code SinkProvider} services. Nothing of Hadoop is in it, and no Thrift library: footers and
 * page headers are read and written here.
 *
 * <p>The way of a query: {@link io.brasa.connectors.parquet.ParquetSourceProvider} finds the files
 * and reads the schema; {@link io.brasa.connectors.parquet.ParquetSource} leaves out row groups
 * that cannot hold what is wanted and makes a split of each other; {@link
 * io.brasa.connectors.parquet.ParquetBatches} reads one in a task: pruning by dictionary, Bloom
 * filter and page index in {@code prune}, batches in {@code read}, which stands on {@code
 * encoding}, {@code compress}, {@code schema} and {@code format}. Writing is in {@code write}.
 * Packages use only those named after them here.
 */
package io.brasa.connectors.parquet;
