package io.brasa.connectors.parquet;

import java.io.Serializable;

/**
 * One file of a table, as it was when the table was opened.
 *
 * @param path as its storage takes it
 */
public record ParquetFile(String path, long sizeBytes, long modifiedMillis)
    implements Serializable {}
