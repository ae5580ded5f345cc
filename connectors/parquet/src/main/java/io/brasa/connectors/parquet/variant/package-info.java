/**
 * Variants whose parts are columns of their own, put together row by row as one string of bytes
 * ({@link io.brasa.connectors.parquet.variant.ShreddedVariants}). Sources: VariantShredding.md and
 * VariantEncoding.md of the Parquet project. Called by {@code read}; calls {@code format}.
 */
package io.brasa.connectors.parquet.variant;
