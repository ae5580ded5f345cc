package io.brasa.connectors.parquet;

import io.brasa.columnar.source.Split;
import io.brasa.columnar.source.files.TableFile;
import io.brasa.connectors.parquet.format.RowGroup;
import io.brasa.connectors.parquet.format.SchemaNode;

/**
 * A row group of a file, with all that a task needs to know of the file's footer.
 *
 * @param root the schema of the file
 * @param sizeBytes of the columns wanted
 */
public record ParquetSplit(TableFile file, SchemaNode root, RowGroup group, long sizeBytes)
    implements Split {}
