package io.brasa.sql.execute;

import io.brasa.columnar.vector.Batch;
import io.brasa.columnar.vector.Selection;
import io.brasa.columnar.vector.Values;
import io.brasa.columnar.vector.Vector;
import io.brasa.columnar.vector.VectorOrder;
import io.brasa.sql.evaluate.Evaluator;
import io.brasa.sql.evaluate.Evaluators;
import io.brasa.sql.function.EvaluationSettings;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Predicate;

/**
 * Divides batches into the rows of each folder. Characters that mean something in paths are written
 * as {@code %} and two digits, null and the empty text as {@code __HIVE_DEFAULT_PARTITION__}.
 * Belongs to one task.
 */
final class FolderDivision {
  private static final String DEFAULT = "__HIVE_DEFAULT_PARTITION__";
  private static final String ESCAPED = "\"#%'*/:=?\\{[]^\u007f";

  private final List<String> names;
  private final List<Evaluator> texts;

  FolderDivision(PartitionFolders folders, EvaluationSettings settings) {
    this.names = folders.names();
    this.texts = Evaluators.of(folders.texts(), settings);
  }

  /** The rows of a batch by folder, with all columns: the sink leaves those of folders out. */
  Map<String, Batch> divide(Batch batch) {
    if (texts.isEmpty()) return Map.of("", batch);
    Selection selection = batch.selection().orElse(null);
    List<Vector> columns = new ArrayList<>();
    for (Evaluator text : texts) columns.add(text.evaluate(batch, selection));
    Map<String, List<Integer>> rows = new LinkedHashMap<>();
    Map<List<Object>, String> folders = new HashMap<>();
    List<Integer> last = null;
    int before = -1;
    for (int i = 0; i < batch.rowCount(); i++) {
      int row = selection == null ? i : selection.rows()[i];
      if (before < 0 || !isSame(columns, before, row)) {
        String folder = folders.computeIfAbsent(key(columns, row), this::folder);
        last = rows.computeIfAbsent(folder, _ -> new ArrayList<>());
      }
      last.add(row);
      before = row;
    }
    Map<String, Batch> divided = new LinkedHashMap<>();
    rows.forEach((folder, chosen) -> divided.put(folder, batch.selecting(selection(chosen))));
    return divided;
  }

  /**
   * Hands on the rows of some folders.
   *
   * @param isTaken asked for each folder in turn, before its rows are handed on
   * @return the other rows
   */
  Batch rest(Batch batch, Predicate<String> isTaken, BiConsumer<String, Batch> taker) {
    int[] rest = new int[batch.rowCount()];
    int count = 0;
    for (Map.Entry<String, Batch> part : divide(batch).entrySet()) {
      if (isTaken.test(part.getKey())) {
        taker.accept(part.getKey(), part.getValue());
        continue;
      }
      Selection rows = part.getValue().selection().orElseThrow();
      System.arraycopy(rows.rows(), 0, rest, count, rows.count());
      count += rows.count();
    }
    Arrays.sort(rest, 0, count);
    return batch.selecting(new Selection(rest, count));
  }

  private static boolean isSame(List<Vector> columns, int one, int other) {
    for (Vector column : columns) if (!VectorOrder.equal(column, one, column, other)) return false;
    return true;
  }

  private static List<Object> key(List<Vector> columns, int row) {
    List<Object> key = new ArrayList<>(columns.size());
    for (Vector column : columns) key.add(Values.get(column, row));
    return key;
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
      String value = (String) key.get(i);
      if (value == null || value.isEmpty()) path.append(DEFAULT);
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
