/**
 * Text with separated values as tables: found by name {@code csv} through the {@code
 * SourceProvider} and {@code SinkProvider} services, with Spark's options.
 *
 * <p>The way of a query: {@link io.brasa.connectors.csv.CsvSourceProvider} finds the files and, if
 * asked, the types ({@code CsvInference}); {@link io.brasa.connectors.csv.CsvSource} cuts files;
 * {@code CsvBatches} reads a piece: {@code CsvScanner} marks where the fields of many records lie,
 * then each {@code CsvColumn} turns its fields into a vector. Columns that nobody wants are neither
 * marked nor read. Where Spark loses data this differs: an empty text is written and read as {@code
 * ""}, a null as nothing between separators.
 *
 * <p>Which records there are never depends on the columns wanted: unless bad records are kept, all
 * columns are read to find them.
 */
package io.brasa.connectors.csv;
