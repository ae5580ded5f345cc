package io.brasa.connectors.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Gives the fields of objects to their columns. Objects of a file mostly have the same fields in
 * the same order: the name at each place is compared with the one that the object before had there,
 * and only if it is another is it looked for. Of fields that repeat the last counts.
 */
final class JsonFields {
  private static final int REMEMBERED = 256;
  private static final byte[] NONE = {};

  private final JsonColumn[] columns;
  private final Map<String, Integer> places = new HashMap<>();
  private final byte[][] names = new byte[REMEMBERED][];
  private final int[] found = new int[REMEMBERED];

  JsonFields(List<String> columnNames, JsonColumn[] columns) {
    this.columns = columns;
    for (int i = 0; i < columns.length; i++) places.putIfAbsent(columnNames.get(i), i);
    Arrays.fill(names, NONE);
    Arrays.fill(found, Integer.MIN_VALUE);
  }

  /** Reads an object: every column gets one value more than {@code length}. */
  void read(JsonText in, int length) {
    in.expect('{');
    in.enter();
    if (!in.accept('}')) {
      int ordinal = 0;
      do {
        in.name();
        int place = place(in, ordinal++);
        if (place < 0) {
          in.skipValue();
        } else {
          JsonColumn column = columns[place];
          if (column.builder.length() > length) column.builder.truncate(length);
          column.value(in);
        }
      } while (in.accept(','));
      in.expect('}');
    }
    in.leave();
    for (JsonColumn column : columns)
      if (column.builder.length() == length) column.builder.appendNull();
  }

  private int place(JsonText in, int ordinal) {
    int slot = ordinal & REMEMBERED - 1;
    byte[] last = names[slot];
    if (found[slot] != Integer.MIN_VALUE
        && Arrays.equals(last, 0, last.length, in.text, in.from, in.to)) return found[slot];
    byte[] name = Arrays.copyOfRange(in.text, in.from, in.to);
    names[slot] = name;
    found[slot] = places.getOrDefault(new String(name, UTF_8), -1);
    return found[slot];
  }
}
