package io.brasa.core.text;

import io.brasa.core.error.CoreError;
import io.brasa.runtime.error.EngineException;

/** How a text file is packed, told from its name. */
enum Compression {
  NONE,
  GZIP;

  /** The endings of other packings that Spark's users have, each followed by its name. */
  private static final String[] UNSUPPORTED = {
    ".bz2",
    "bzip2",
    ".zst",
    "Zstandard",
    ".lz4",
    "LZ4",
    ".xz",
    "XZ",
    ".snappy",
    "Snappy",
    ".lzo",
    "LZO",
    ".deflate",
    "zlib"
  };

  /** Fails with {@code INPUT_UNSUPPORTED}, naming file and packing, if nothing here unpacks it. */
  static Compression of(String path) {
    if (endsWith(path, ".gz")) return GZIP;
    for (int index = 0; index < UNSUPPORTED.length; index += 2) {
      if (endsWith(path, UNSUPPORTED[index])) throw unsupported(path, UNSUPPORTED[index + 1]);
    }
    return NONE;
  }

  private static boolean endsWith(String path, String ending) {
    return path.regionMatches(true, path.length() - ending.length(), ending, 0, ending.length());
  }

  private static EngineException unsupported(String path, String packing) {
    return new EngineException(
        CoreError.INPUT_UNSUPPORTED,
        "The file " + path + " is packed by " + packing + ", for which there is no reader yet",
        "Unpack it first, or pack it by gzip");
  }
}
