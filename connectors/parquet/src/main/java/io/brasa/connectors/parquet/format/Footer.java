package io.brasa.connectors.parquet.format;

import io.brasa.runtime.storage.Storage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The end of a file: its schema and where everything is. A file ends with this structure, its
 * length in 4 bytes, the lowest first, and {@code PAR1}.
 *
 * @param keyValues what the writer added
 */
public record Footer(
    SchemaNode root, List<RowGroup> rowGroups, Map<String, String> keyValues, String createdBy) {
  /** How files begin and end. */
  public static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);

  private static final byte[] ENCRYPTED = "PARE".getBytes(StandardCharsets.US_ASCII);
  private static final int TAIL = 8;
  private static final int FIRST_READ = 64 << 10;
  private static final int LENGTH_MAX = 1 << 30;

  public Footer {
    rowGroups = List.copyOf(rowGroups);
    keyValues = Map.copyOf(keyValues);
  }

  /** Reads the footer of a file of a known size. Fails with {@code PARQUET_CORRUPT}. */
  public static Footer read(Storage storage, String path, long fileBytes) {
    Place place = Place.footer(path);
    if (fileBytes < MAGIC.length + TAIL)
      throw place.damaged(0, "it has " + fileBytes + " bytes, too few for a Parquet file");
    int tailLength = (int) Math.min(fileBytes, FIRST_READ);
    byte[] tail = bytes(storage, place, fileBytes - tailLength, tailLength);
    if (isAt(tail, tailLength - 4, ENCRYPTED)) throw place.unsupported("an encrypted footer");
    if (!isAt(tail, tailLength - 4, MAGIC))
      throw place.damaged(
          fileBytes - 4, "it does not end with PAR1; it is cut off or no Parquet file");
    long length = 0;
    for (int i = 3; i >= 0; i--) length = length << 8 | tail[tailLength - TAIL + i] & 0xff;
    long start = fileBytes - TAIL - length;
    if (length > LENGTH_MAX || start < MAGIC.length)
      throw place.damaged(fileBytes - TAIL, "its footer would have " + length + " bytes");
    byte[] footer = tail;
    int from = tailLength - TAIL - (int) length;
    if (from < 0) {
      footer = bytes(storage, place, start, (int) length);
      from = 0;
    }
    try {
      return parse(new CompactReader(footer, from, from + (int) length).readStruct(), fileBytes);
    } catch (Damage damage) {
      int position = damage.position() < 0 ? 0 : damage.position() - from;
      throw place.damaged(start + position, "its footer does not hold: " + damage.getMessage());
    }
  }

  private static Footer parse(ThriftStruct struct, long fileBytes) {
    if (struct.has(8)) throw new Damage(-1, "it is encrypted");
    SchemaNode root = SchemaNode.tree(struct.list(2, ThriftStruct.class));
    List<RowGroup> groups = new ArrayList<>();
    long rows = 0;
    for (ThriftStruct group : struct.list(4, ThriftStruct.class)) {
      groups.add(RowGroup.of(groups.size(), group, root, fileBytes));
      rows += groups.getLast().rowCount();
    }
    if (rows != struct.number(3))
      throw new Damage(-1, "row groups have " + rows + " rows, the file " + struct.number(3));
    Map<String, String> keyValues = new TreeMap<>();
    for (ThriftStruct pair : struct.list(5, ThriftStruct.class))
      keyValues.put(pair.text(1), pair.has(2) ? pair.text(2) : "");
    return new Footer(root, groups, keyValues, struct.has(6) ? struct.text(6) : "");
  }

  /** All rows. */
  public long rowCount() {
    long rows = 0;
    for (RowGroup group : rowGroups) rows += group.rowCount();
    return rows;
  }

  /** Bytes of a file, all of them. */
  public static byte[] bytes(Storage storage, Place place, long offset, int length) {
    byte[] bytes = new byte[length];
    int read = 0;
    try (InputStream in = storage.open(place.file(), offset, length)) {
      read = in.readNBytes(bytes, 0, length);
    } catch (IOException e) {
      throw new io.brasa.runtime.error.EngineException(
          io.brasa.runtime.error.RuntimeError.STORAGE_FAILED,
          "Could not read " + place.file(),
          "Look at the system's log of the device",
          e);
    }
    if (read < length)
      throw place.damaged(offset + read, "it ends there, " + (length - read) + " bytes early");
    return bytes;
  }

  private static boolean isAt(byte[] bytes, int from, byte[] wanted) {
    return java.util.Arrays.equals(bytes, from, from + wanted.length, wanted, 0, wanted.length);
  }
}
