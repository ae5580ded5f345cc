package io.brasa.connectors.parquet;

import io.brasa.columnar.source.FilePiece;
import io.brasa.columnar.source.files.TableFile;
import io.brasa.connectors.parquet.format.RowGroup;
import io.brasa.connectors.parquet.format.SchemaNode;
import io.brasa.runtime.codec.ContentHashed;

/**
 * A row group of a file, with all that a task needs to know of the file's footer.
 *
 * @param root the schema of the file
 * @param sizeBytes of the columns wanted
 */
public record ParquetSplit(
    TableFile file, SchemaNode root, RowGroup group, Piece piece, long sizeBytes)
    implements FilePiece, ContentHashed {
  private static final long PRIME = 0x9E37_79B9_7F4A_7C15L;

  @Override
  public String path() {
    return file.path();
  }

  /** What the footer says follows from the file as it was. */
  @Override
  public long contentHash() {
    long hash = file.path().hashCode();
    hash = hash * PRIME + file.sizeBytes();
    hash = hash * PRIME + file.modifiedMillis();
    hash = hash * PRIME + group.ordinal();
    return hash * PRIME + sizeBytes;
  }
}
