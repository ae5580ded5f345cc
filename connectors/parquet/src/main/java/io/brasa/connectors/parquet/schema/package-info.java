/**
 * How the fields of a file's schema are understood as columns with our types: {@link
 * io.brasa.connectors.parquet.schema.TypeReading} says what type a field has, {@link
 * io.brasa.connectors.parquet.schema.Shape} how a column of a wanted type is put together from the
 * leaves of a file, which need not be the file that the table's schema came from.
 */
package io.brasa.connectors.parquet.schema;
