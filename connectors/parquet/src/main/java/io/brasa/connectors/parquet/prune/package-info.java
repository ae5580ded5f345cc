/**
 * What need not be read: row groups by the statistics in the footer, by dictionaries and Bloom
 * filters, and pages by the column index. Whatever is not sure may match: leaving out is an
 * optimisation, and a wrong one would be a wrong answer. Damaged statistics are used as little as
 * missing ones where they cannot be decoded.
 */
package io.brasa.connectors.parquet.prune;
