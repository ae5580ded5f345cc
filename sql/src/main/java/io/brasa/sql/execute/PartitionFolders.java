package io.brasa.sql.execute;

import io.brasa.columnar.vector.Batch;
import io.brasa.columnar.vector.Selection;
import io.brasa.columnar.vector.Values;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Divides rows by the values of some columns into folders, {@code day=2024-02-29/shop=1}, as Hive
 * names them: characters that mean something in paths as {@code %} and two digits, null and the
 * empty text as {@code __HIVE_DEFAULT_PARTITION__}.
 *
 * @param columns places of the columns, outermost first
 * @param names their names
 */
public record PartitionFolders(List<Integer> columns, List<String> names) implements Serializable {
  private static final String DEFAULT = "__HIVE_DEFAULT_PARTITION__";
  private static final String ESCAPED = "\"#%'*/:=?\\{[]^\u007f";

  public PartitionFolders {
    columns = List.copyOf(columns);
    names = List.copyOf(names);
  }

  /** The rows of a batch by folder, with all columns: the sink leaves those out. */
  Map<String, Batch> divide(Batch batch) {
    if (columns.isEmpty()) return Map.of("", batch);
    int[] selected = batch.selection().map(Selection::rows).orElse(null);
    Map<List<Object>, List<Integer>> rows = new LinkedHashMap<>();
    for (int i = 0; i < batch.rowCount(); i++) {
      int row = selected == null ? i : selected[i];
      List<Object> key = new ArrayList<>();
      for (int column : columns) key.add(Values.get(batch.column(column), row));
      rows.computeIfAbsent(key, _ -> new ArrayList<>()).add(row);
    }
    Map<String, Batch> divided = new LinkedHashMap<>();
    rows.forEach((key, chosen) -> divided.put(folder(key), batch.selecting(selection(chosen))));
    return divided;
  }

  private static Selection selection(List<Integer> rows) {
    return new Selection(rows.stream().mapToInt(Integer::intValue).toArray(), rows.size());
  }

  private String folder(List<Object> key) {
    StringBuilder path = new StringBuilder();
    for (int i = 0; i < key.size(); i++) {
      if (i > 0) path.append('/');
      append(path, names.get(i));
      path.append('=');
      String value = key.get(i) == null ? "" : key.get(i).toString();
      if (value.isEmpty()) path.append(DEFAULT);
      else append(path, value);
    }
    return path.toString();
  }

  private static void append(StringBuilder path, String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= ' ' && ESCAPED.indexOf(c) < 0) {
        path.append(c);
      } else {
        path.append('%')
            .append(Character.toUpperCase(Character.forDigit(c >> 4, 16)))
            .append(Character.toUpperCase(Character.forDigit(c & 15, 16)));
      }
    }
  }
}
