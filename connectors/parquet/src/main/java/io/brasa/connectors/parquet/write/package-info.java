/**
 * Writing batches as files. A column is taken apart into levels and values of its leaves; each leaf
 * cuts pages, which are packed at once and kept until their row group ends. Values go through a
 * dictionary while it stays small, and plainly from then on. Behind the row groups stand Bloom
 * filters, the index of pages, and the footer.
 */
package io.brasa.connectors.parquet.write;
