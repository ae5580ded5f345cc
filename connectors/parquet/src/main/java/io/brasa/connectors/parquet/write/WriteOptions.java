package io.brasa.connectors.parquet.write;

import io.brasa.columnar.source.SourceOptions;
import io.brasa.connectors.parquet.format.Compression;
import io.brasa.connectors.parquet.format.ParquetError;
import io.brasa.runtime.error.EngineException;
import java.io.Serializable;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * How files are written.
 *
 * @param rowGroupBytes a row group ends when its packed pages have so many bytes
 * @param pageBytes a page ends when its values have so many bytes
 * @param isSecondVersion pages are of version 2
 * @param hasDictionary whether dictionaries are tried
 * @param bloomColumns names of top-level columns that get a Bloom filter, in lower case
 */
public record WriteOptions(
    Compression compression,
    long rowGroupBytes,
    int pageBytes,
    boolean isSecondVersion,
    boolean hasDictionary,
    Set<String> bloomColumns)
    implements Serializable {
  private static final String BLOOM = "parquet.bloom.filter.enabled#";
  private static final long ROW_GROUP_BYTES = 64L << 20;
  private static final long PAGE_BYTES = 1 << 20;

  public WriteOptions {
    bloomColumns = Set.copyOf(bloomColumns);
  }

  /** Fails with {@code PARQUET_OPTION_INVALID}, naming the option. */
  public static WriteOptions of(SourceOptions options) {
    Compression compression = Compression.SNAPPY;
    long rowGroupBytes = ROW_GROUP_BYTES;
    long pageBytes = PAGE_BYTES;
    boolean isSecondVersion = false;
    boolean hasDictionary = true;
    Set<String> bloom = new TreeSet<>();
    for (Map.Entry<String, String> option : options.options().entrySet()) {
      String value = option.getValue();
      switch (option.getKey()) {
        case "compression", "parquet.compression" -> compression = compression(option);
        case "parquet.block.size" -> rowGroupBytes = bytes(option, 1 << 10, 2L << 30);
        case "parquet.page.size" -> pageBytes = bytes(option, 64, 64 << 20);
        case "parquet.writer.version" -> {
          String version = value.toLowerCase(Locale.ROOT);
          isSecondVersion = version.equals("v2") || version.equals("parquet_2_0");
          if (!isSecondVersion && !version.equals("v1") && !version.equals("parquet_1_0"))
            throw invalid(option, "v1 or v2");
        }
        case "parquet.enable.dictionary" -> hasDictionary = truth(option);
        default -> {
          if (!option.getKey().startsWith(BLOOM)) throw unknown(option.getKey());
          if (truth(option)) bloom.add(option.getKey().substring(BLOOM.length()));
        }
      }
    }
    return new WriteOptions(
        compression, rowGroupBytes, (int) pageBytes, isSecondVersion, hasDictionary, bloom);
  }

  private static Compression compression(Map.Entry<String, String> option) {
    return switch (option.getValue().toLowerCase(Locale.ROOT)) {
      case "none", "uncompressed" -> Compression.UNCOMPRESSED;
      case "snappy" -> Compression.SNAPPY;
      case "gzip" -> Compression.GZIP;
      case "zstd" -> Compression.ZSTD;
      case "lz4", "lz4_raw", "lz4raw" -> Compression.LZ4_RAW;
      default -> throw invalid(option, "none, snappy, gzip, zstd or lz4");
    };
  }

  private static boolean truth(Map.Entry<String, String> option) {
    return switch (option.getValue().toLowerCase(Locale.ROOT)) {
      case "true" -> true;
      case "false" -> false;
      default -> throw invalid(option, "true or false");
    };
  }

  private static long bytes(Map.Entry<String, String> option, long least, long most) {
    String wanted = "a number of bytes from " + least + " to " + most;
    try {
      long bytes = Long.parseLong(option.getValue());
      if (bytes >= least && bytes <= most) return bytes;
    } catch (NumberFormatException e) {
      throw invalid(option, wanted);
    }
    throw invalid(option, wanted);
  }

  private static EngineException invalid(Map.Entry<String, String> option, String wanted) {
    return new EngineException(
        ParquetError.PARQUET_OPTION_INVALID,
        "The option " + option.getKey() + " is '" + option.getValue() + "'",
        "It may be " + wanted);
  }

  private static EngineException unknown(String name) {
    return new EngineException(
        ParquetError.PARQUET_OPTION_INVALID,
        "Writing Parquet knows no option " + name,
        "Known are compression, parquet.block.size, parquet.page.size, parquet.writer.version,"
            + " parquet.enable.dictionary and "
            + BLOOM
            + "COLUMN");
  }

  /** How file names end. */
  public String suffix() {
    return switch (compression) {
      case SNAPPY -> ".snappy.parquet";
      case GZIP -> ".gz.parquet";
      case ZSTD -> ".zstd.parquet";
      case LZ4_RAW -> ".lz4raw.parquet";
      default -> ".parquet";
    };
  }
}
