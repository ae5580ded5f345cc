package io.brasa.connectors.parquet.variant;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.brasa.columnar.vector.BytesVector;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** The names of fields of one variant, which its parts give by numbers: its metadata, read. */
final class VariantNames {
  private final byte[] metadata;
  private final String[] names;
  private final Map<String, Integer> ids = new HashMap<>();

  /** Fails with {@code IllegalArgumentException} if these are no names. */
  private VariantNames(byte[] metadata) {
    this.metadata = metadata;
    if (metadata.length < 3 || (metadata[0] & 15) != 1)
      throw new IllegalArgumentException("the names of a variant are not in their form");
    int width = (metadata[0] >> 6 & 3) + 1;
    int count = VariantBytes.number(metadata, 1, width);
    long texts = 1 + width * (count + 2L);
    if (texts > metadata.length)
      throw new IllegalArgumentException("the names of a variant end too early");
    names = new String[count];
    for (int id = 0; id < count; id++) {
      int from = (int) texts + VariantBytes.number(metadata, 1 + width * (id + 1), width);
      int to = (int) texts + VariantBytes.number(metadata, 1 + width * (id + 2), width);
      if (from > to || to > metadata.length)
        throw new IllegalArgumentException("the names of a variant end too early");
      names[id] = new String(metadata, from, to - from, UTF_8);
      ids.putIfAbsent(names[id], id);
    }
  }

  /** The names of a row: those before, if they are the same, or null before the first. */
  static VariantNames of(BytesVector column, int row, VariantNames before) {
    int from = column.offsets()[row];
    int to = column.offsets()[row + 1];
    if (before != null
        && Arrays.equals(before.metadata, 0, before.metadata.length, column.bytes(), from, to))
      return before;
    return new VariantNames(Arrays.copyOfRange(column.bytes(), from, to));
  }

  byte[] metadata() {
    return metadata;
  }

  /**
   * The number of a name. All names of a variant are among them, whatever column they come from.
   */
  int id(String name) {
    Integer id = ids.get(name);
    if (id == null)
      throw new IllegalArgumentException(
          "a variant has a field that its names do not have: " + name);
    return id;
  }

  String name(int id) {
    if (id >= names.length)
      throw new IllegalArgumentException("a variant has a field without a name");
    return names[id];
  }
}
