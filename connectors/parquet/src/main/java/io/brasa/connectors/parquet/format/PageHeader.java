package io.brasa.connectors.parquet.format;

/**
 * What stands in front of a page.
 *
 * @param kind as files have it
 * @param valueCount with nulls
 * @param rowCount of pages of version 2; else below zero
 * @param nullCount of pages of version 2; else below zero
 * @param repetitionBytes of pages of version 2, whose levels are not packed
 * @param isPacked whether the compression of the chunk holds for the page
 * @param hasOldDefinition definition levels, if there are any, are in the deprecated encoding
 * @param hasOldRepetition the same of repetition levels
 * @param crc of the bytes as they lie in the file; none when null
 */
public record PageHeader(
    int kind,
    int uncompressedBytes,
    int compressedBytes,
    int valueCount,
    Encoding encoding,
    int rowCount,
    int nullCount,
    int definitionBytes,
    int repetitionBytes,
    boolean isPacked,
    boolean hasOldDefinition,
    boolean hasOldRepetition,
    Integer crc) {
  public static final int DATA = 0;
  public static final int INDEX = 1;
  public static final int DICTIONARY = 2;
  public static final int DATA_V2 = 3;

  public static PageHeader of(ThriftStruct struct) {
    int kind = (int) struct.number(1);
    int uncompressed = struct.count(2);
    int compressed = struct.count(3);
    Integer crc = struct.has(4) ? (Integer) (int) struct.number(4) : null;
    return switch (kind) {
      case DATA -> {
        ThriftStruct data = struct.struct(5);
        boolean isOldDefinition = data.number(3, 3) == Encoding.BIT_PACKED.number();
        boolean isOldRepetition = data.number(4, 3) == Encoding.BIT_PACKED.number();
        yield new PageHeader(
            kind,
            uncompressed,
            compressed,
            data.count(1),
            Encoding.of(data.number(2)),
            -1,
            -1,
            0,
            0,
            true,
            isOldDefinition,
            isOldRepetition,
            crc);
      }
      case DICTIONARY -> {
        ThriftStruct dictionary = struct.struct(7);
        yield new PageHeader(
            kind,
            uncompressed,
            compressed,
            dictionary.count(1),
            Encoding.of(dictionary.number(2)),
            -1,
            -1,
            0,
            0,
            true,
            false,
            false,
            crc);
      }
      case DATA_V2 -> {
        ThriftStruct data = struct.struct(8);
        yield new PageHeader(
            kind,
            uncompressed,
            compressed,
            data.count(1),
            Encoding.of(data.number(4)),
            data.count(3),
            data.count(2),
            data.count(5),
            data.count(6),
            data.truth(7, true),
            false,
            false,
            crc);
      }
      default ->
          new PageHeader(
              kind,
              uncompressed,
              compressed,
              0,
              Encoding.PLAIN,
              -1,
              -1,
              0,
              0,
              true,
              false,
              false,
              crc);
    };
  }

  public boolean isData() {
    return kind == DATA || kind == DATA_V2;
  }
}
