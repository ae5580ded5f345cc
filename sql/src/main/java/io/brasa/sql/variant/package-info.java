/**
 * Values that carry their type: the variant encoding of the Parquet project (VariantEncoding.md,
 * version 1).
 *
 * <p>A value of a column is the metadata, a dictionary of names, with the value right behind it.
 * Metadata say how long they are, so the two need no third that says where one ends. {@link
 * io.brasa.sql.variant.VariantValue} reads, {@link io.brasa.sql.variant.VariantBuilder} writes,
 * {@link io.brasa.sql.variant.VariantText} shows a value as JSON.
 *
 * <pre>
 * metadata  1 byte: version 1 (bits 0-3), names in order (bit 4), bytes of an offset less one (6-7)
 *           count of names, count + 1 offsets into their bytes, the bytes (UTF-8)
 * value     1 byte: basic type (bits 0-1), header (bits 2-7)
 *   0 primitive   header: the kind; then its bytes, low ones first
 *   1 short text  header: its length
 *   2 object      header: bytes of an offset less one (0-1), of a name's number less one (2-3),
 *                 whether the count takes 4 bytes and not 1 (4); count, numbers of names in the
 *                 order of the names, count + 1 offsets, values
 *   3 array       header: bytes of an offset less one (0-1), whether the count takes 4 bytes (2);
 *                 count, count + 1 offsets, values
 * </pre>
 */
package io.brasa.sql.variant;
