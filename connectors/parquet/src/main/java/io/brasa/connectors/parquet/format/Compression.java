package io.brasa.connectors.parquet.format;

/** How pages are packed, in the order of their numbers in files. */
public enum Compression {
  UNCOMPRESSED,
  SNAPPY,
  GZIP,
  LZO,
  BROTLI,
  /** LZ4 in Hadoop's frames. */
  LZ4,
  ZSTD,
  LZ4_RAW;

  private static final Compression[] ALL = values();

  static Compression of(long number) {
    if (number < 0 || number >= ALL.length)
      throw new Damage(-1, "there is no compression " + number);
    return ALL[(int) number];
  }
}
