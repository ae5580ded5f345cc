package io.brasa.columnar.source.files;

import io.brasa.columnar.source.HasHiddenColumns;
import io.brasa.columnar.type.AtomicType;
import io.brasa.columnar.type.StructField;
import io.brasa.columnar.type.StructType;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;

/** What is known of a row by the file it lies in, under Spark's names. */
public final class FileOrigin {
  private static final int BLOCK_START = 3;
  private static final int BLOCK_LENGTH = 4;

  /** Of any file. */
  public static final StructType COLUMNS =
      new StructType(
          List.of(
              column("file_path", AtomicType.STRING),
              column("file_name", AtomicType.STRING),
              column("file_size", AtomicType.LONG),
              column("file_block_start", AtomicType.LONG),
              column("file_block_length", AtomicType.LONG),
              column("file_modification_time", AtomicType.TIMESTAMP),
              column(HasHiddenColumns.INPUT_FILE_NAME, AtomicType.STRING)));

  private FileOrigin() {}

  private static StructField column(String name, AtomicType type) {
    return new StructField(name, type, false);
  }

  /** Whether a column says the same of all rows of a file. */
  static boolean isOfFile(int column) {
    return column < COLUMNS.size() && column != BLOCK_START && column != BLOCK_LENGTH;
  }

  /** The value of a column of files, by its place among {@link #COLUMNS}. */
  static Object ofFile(int column, TableFile file) {
    return switch (column) {
      case 0 -> uri(file.path(), "file:");
      case 1 -> uri(file.path().substring(file.path().lastIndexOf('/') + 1), "");
      case 2 -> file.sizeBytes();
      case 5 -> file.modifiedMillis() * 1_000;
      case 6 -> uri(file.path(), "file://");
      default -> throw new IllegalArgumentException("column " + column + " is not of a file");
    };
  }

  /**
   * The value of a column, by its place among {@link #COLUMNS}.
   *
   * @param start the first byte of the piece that the rows lie in
   */
  public static Object of(int column, TableFile file, long start, long length) {
    return switch (column) {
      case BLOCK_START -> start;
      case BLOCK_LENGTH -> length;
      default -> ofFile(column, file);
    };
  }

  /** A path as a part of a URI: what may not stand there is encoded; that of a storage stays. */
  private static String uri(String path, String scheme) {
    if (!path.startsWith("/") && !scheme.isEmpty()) return path;
    try {
      // The slash keeps a colon in a name from being taken for a scheme.
      String encoded =
          new URI(null, null, path.startsWith("/") ? path : "/" + path, null).toString();
      return scheme + (path.startsWith("/") ? encoded : encoded.substring(1));
    } catch (URISyntaxException e) {
      return scheme + path;
    }
  }
}
