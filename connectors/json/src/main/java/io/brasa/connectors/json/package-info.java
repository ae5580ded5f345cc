/**
 * JSON as tables, a line or a document for a row: found by name {@code json} through the {@code
 * SourceProvider} and {@code SinkProvider} services, with Spark's options. No library is behind it.
 *
 * <p>The way of a query: {@link io.brasa.connectors.json.JsonSourceProvider} finds the files and,
 * if no schema is given, the schema ({@code JsonInference}); {@link
 * io.brasa.connectors.json.JsonSource} cuts files; {@code JsonBatches} takes records from {@code
 * JsonRecords} and has a {@code JsonColumn} for each column wanted append what it finds. Fields
 * that nobody wants are checked and skipped, so that which records are bad never depends on the
 * columns wanted, as far as their form goes; what has a wrong type is found for all columns unless
 * bad records are kept.
 */
package io.brasa.connectors.json;
