package io.brasa.columnar.source.files;

import io.brasa.columnar.source.ScanRequest;
import io.brasa.columnar.source.SourceContext;
import io.brasa.runtime.error.EngineException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Cuts files into pieces for tasks. */
public final class FileSplits {
  /** What one task reads if nothing else is said. */
  public static final long DEFAULT_BYTES = 16L << 20;

  private FileSplits() {}

  /**
   * The pieces of the files that may hold rows that match.
   *
   * @param dataColumns how many columns of the schema files hold
   * @param mostBytes of one piece; what is packed or in another encoding stays whole
   */
  public static List<FileSplit> of(
      FileTable table,
      int dataColumns,
      long mostBytes,
      ScanRequest request,
      SourceContext context) {
    List<FileSplit> splits = new ArrayList<>();
    for (TableFile file : table.files()) {
      context.checkCancelled();
      if (file.sizeBytes() == 0 || !PartitionPruning.mayMatch(request.filters(), dataColumns, file))
        continue;
      cut(file, mostBytes, splits);
    }
    return splits;
  }

  /** The pieces of all files. */
  public static List<FileSplit> of(FileTable table, long mostBytes) {
    List<FileSplit> splits = new ArrayList<>();
    for (TableFile file : table.files()) cut(file, mostBytes, splits);
    return splits;
  }

  private static void cut(TableFile file, long mostBytes, List<FileSplit> splits) {
    long piece = file.isWhole() ? Long.MAX_VALUE : mostBytes;
    for (long at = 0; at < file.sizeBytes(); ) {
      long size = Math.min(piece, file.sizeBytes() - at);
      splits.add(new FileSplit(file, at, size));
      at += size;
    }
  }

  /** Whether a file is packed by gzip; other packings are refused by name. */
  static boolean isPacked(String path) {
    int dot = path.lastIndexOf('.');
    return switch (dot < 0 ? "" : path.substring(dot).toLowerCase(Locale.ROOT)) {
      case ".gz", ".gzip" -> true;
      case ".bz2", ".zst", ".zstd", ".lz4", ".snappy", ".xz", ".deflate", ".zip", ".br" ->
          throw new EngineException(
              FileError.FILE_UNSUPPORTED,
              "The file " + path + " is packed in a way that this format does not read",
              "Unpack it, or pack it with gzip");
      default -> false;
    };
  }
}
