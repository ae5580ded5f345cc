/**
 * What sources made of files have in common, for authors of formats: finding files and the columns
 * that folders {@code k=v} stand for ({@link io.brasa.columnar.source.files.FileListing}), leaving
 * out files by filters, cutting files into splits ({@link
 * io.brasa.columnar.source.files.FileSplits}), reading records through one buffer, whether packed
 * or not ({@link io.brasa.columnar.source.files.RecordBuffer}), what becomes of bad records ({@link
 * io.brasa.columnar.source.files.BadRecords}), putting columns in the order wanted ({@link
 * io.brasa.columnar.source.files.FileColumns}), and writing text ({@link
 * io.brasa.columnar.source.files.TextFileWriter}). Calls {@code text}; the SPI knows nothing of it.
 */
package io.brasa.columnar.source.files;
