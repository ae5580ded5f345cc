package io.brasa.core.compression;

import io.brasa.core.error.CoreError;
import io.brasa.runtime.error.EngineException;

/**
 * How a file is packed. Of these only {@code BZIP2} can be read from the middle, so that one file
 * feeds many tasks.
 */
public enum Compression {
  /** As it is. */
  NONE("", "plain"),
  /** RFC 1952, any number of members. */
  GZIP(".gz", "gzip"),
  /** Blocks of up to 900 kB; a file may hold several streams. */
  BZIP2(".bz2", "bzip2"),
  /** RFC 8878, any number of frames. */
  ZSTD(".zst", "Zstandard"),
  /** The LZ4 frame format, any number of frames; not what Hadoop calls lz4. */
  LZ4(".lz4", "LZ4");

  /** As many of a file's first bytes as {@link #ofMagic} looks at. */
  public static final int MAGIC_BYTES = 10;

  /** The endings of other packings that Spark's users have, each followed by its name. */
  private static final String[] UNSUPPORTED = {
    ".bzip2", "bzip2 (whose files end in .bz2)",
    ".zstd", "Zstandard (whose files end in .zst)",
    ".xz", "XZ",
    ".snappy", "Snappy",
    ".lzo", "LZO",
    ".deflate", "zlib"
  };

  private final String extension;
  private final String title;

  Compression(String extension, String title) {
    this.extension = extension;
    this.title = title;
  }

  /** What the names of such files end with; empty for {@code NONE}. */
  public String extension() {
    return extension;
  }

  /** The name for people. */
  public String title() {
    return title;
  }

  /**
   * Tells the packing from the name. Fails with {@code INPUT_UNSUPPORTED}, naming file and packing,
   * if nothing unpacks it.
   */
  public static Compression ofName(String path) {
    if (endsWith(path, ".gz")) return GZIP;
    if (endsWith(path, ".bz2")) return BZIP2;
    if (endsWith(path, ".zst")) return ZSTD;
    if (endsWith(path, ".lz4")) return LZ4;
    for (int index = 0; index < UNSUPPORTED.length; index += 2) {
      if (endsWith(path, UNSUPPORTED[index])) throw unsupported(path, UNSUPPORTED[index + 1]);
    }
    return NONE;
  }

  /**
   * Tells the packing from the first bytes of a file. None of these beginnings is one of a text in
   * UTF-8, but for bzip2's, of which all ten bytes are asked for.
   */
  public static Compression ofMagic(byte[] bytes, int length) {
    if (begins(bytes, length, 0x1F, 0x8B, 0x08)) return GZIP;
    if (begins(bytes, length, 0x28, 0xB5, 0x2F, 0xFD)) return ZSTD;
    if (begins(bytes, length, 0x04, 0x22, 0x4D, 0x18)) return LZ4;
    if (length >= MAGIC_BYTES
        && begins(bytes, length, 'B', 'Z', 'h', bytes[3], 0x31, 0x41, 0x59, 0x26, 0x53, 0x59))
      return BZIP2;
    return NONE;
  }

  private static boolean begins(byte[] bytes, int length, int... magic) {
    if (length < magic.length) return false;
    for (int index = 0; index < magic.length; index++) {
      if (bytes[index] != (byte) magic[index]) return false;
    }
    return true;
  }

  private static boolean endsWith(String path, String ending) {
    return path.regionMatches(true, path.length() - ending.length(), ending, 0, ending.length());
  }

  private static EngineException unsupported(String path, String packing) {
    return new EngineException(
        CoreError.INPUT_UNSUPPORTED,
        "The file " + path + " is packed by " + packing + ", for which there is no reader",
        "Unpack it first, or pack it by gzip, bzip2, zstd or lz4");
  }
}
