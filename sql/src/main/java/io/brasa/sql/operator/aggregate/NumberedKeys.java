package io.brasa.sql.operator.aggregate;

import io.brasa.columnar.type.AtomicType;
import io.brasa.columnar.type.DataType;
import io.brasa.columnar.type.Storage;
import io.brasa.columnar.vector.Batch;
import io.brasa.columnar.vector.DictionaryVector;
import io.brasa.columnar.vector.Vector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Numbers keys as {@link GroupTable} does. Strings that come as places in dictionaries, as they do
 * behind joins, are not looked up for each row: those of one table lie at the same places, and each
 * place has a number ({@link DictionaryRows}), which stands for them in the key. Which columns are
 * of one table the first batch tells; should others come otherwise, or hardly any place twice, they
 * are looked up by what they hold.
 */
final class NumberedKeys {
  /** Rows after which it is decided whether numbers of places are worth their while. */
  private static final int TRIAL_ROWS = 1 << 15;

  private final List<DataType> types;
  private final List<DictionaryRows> dictionaries = new ArrayList<>();

  /** The columns that are part of no dictionary. */
  private int[] others = {};

  /** Of the numbers, and the other columns behind them; null before the first batch. */
  private GroupTable table;

  private long rows;

  NumberedKeys(List<DataType> types) {
    this.types = List.copyOf(types);
  }

  int groupCount() {
    return table == null ? 0 : table.groupCount();
  }

  /** As {@link GroupTable#find}. */
  void find(Vector[] vectors, int[] selected, int count, int[] groups) {
    if (table == null) decide(vectors, count);
    else if (isUseless()) giveUp();
    rows += count;
    if (dictionaries.isEmpty()) {
      table.find(vectors, selected, count, groups);
      return;
    }
    Vector[] key = new Vector[dictionaries.size() + others.length];
    int at = 0;
    for (DictionaryRows each : dictionaries) key[at++] = each.numbers(vectors, selected, count);
    for (int other : others) key[at++] = vectors[other];
    table.find(key, selected, count, groups);
  }

  // ---- of what numbers are made

  private void decide(Vector[] vectors, int count) {
    boolean[] isTaken = new boolean[vectors.length];
    if (!DictionaryGroups.mayFind(vectors, count)) {
      for (int i = 0; i < vectors.length; i++) {
        if (isTaken[i] || !isPlace(vectors[i])) continue;
        int[] together = together(vectors, i);
        for (int column : together) isTaken[column] = true;
        dictionaries.add(new DictionaryRows(types, together));
      }
    }
    List<DataType> keyTypes = new ArrayList<>();
    for (DictionaryRows _ : dictionaries) keyTypes.add(AtomicType.INTEGER);
    others = new int[vectors.length];
    int size = 0;
    for (int i = 0; i < vectors.length; i++) {
      if (isTaken[i]) continue;
      others[size++] = i;
      keyTypes.add(types.get(i));
    }
    others = Arrays.copyOf(others, size);
    table = new GroupTable(keyTypes);
  }

  private static boolean isPlace(Vector vector) {
    return vector instanceof DictionaryVector v
        && v.nulls() == null
        && v.type().storage() == Storage.BYTES;
  }

  /** The columns that lie at the places of one. */
  private static int[] together(Vector[] vectors, int first) {
    int[] ids = ((DictionaryVector) vectors[first]).ids();
    int[] columns = new int[vectors.length];
    int size = 0;
    for (int i = first; i < vectors.length; i++)
      if (isPlace(vectors[i]) && ((DictionaryVector) vectors[i]).ids() == ids) columns[size++] = i;
    return Arrays.copyOf(columns, size);
  }

  private boolean isUseless() {
    if (dictionaries.isEmpty() || rows < TRIAL_ROWS) return false;
    return dictionaries.stream().anyMatch(each -> each.lookUps() > rows / 2);
  }

  /** The same groups with the same numbers, by what their keys hold. */
  private void giveUp() {
    GroupTable plain = new GroupTable(types);
    int count = table.groupCount();
    int[] same = new int[Math.min(count, Batch.ROWS)];
    for (int from = 0; from < count; from += Batch.ROWS) {
      int to = Math.min(count, from + Batch.ROWS);
      plain.find(keys(from, to).toArray(Vector[]::new), null, to - from, same);
    }
    dictionaries.clear();
    table = plain;
  }

  // ---- what is held

  /** The keys of groups as columns. */
  List<Vector> keys(int from, int to) {
    if (table == null) return List.of();
    List<Vector> found = table.keys(from, to);
    if (dictionaries.isEmpty()) return found;
    Vector[] columns = new Vector[types.size()];
    int at = 0;
    for (DictionaryRows each : dictionaries) each.keys(found.get(at++), to - from, columns);
    for (int other : others) columns[other] = found.get(at++);
    return List.of(columns);
  }

  /** The hashes of groups' keys. */
  long[] hashes(int from, int to) {
    return dictionaries.isEmpty()
        ? table.hashes(from, to)
        : GroupTable.hashes(keys(from, to), to - from);
  }

  /** Takes less memory from now on, at the price of time; false if it cannot. */
  boolean compact() {
    return table != null && table.compact();
  }

  long sizeBytes() {
    if (table == null) return 0;
    long bytes = table.sizeBytes();
    for (DictionaryRows each : dictionaries) bytes += each.sizeBytes();
    return bytes;
  }

  /** Forgets all groups, of which there will be about as many again. */
  void restart() {
    if (table != null && dictionaries.isEmpty()) table.restart();
    else clear();
  }

  /** Forgets all groups, and lets go of their memory. */
  void clear() {
    table = null;
    dictionaries.clear();
    rows = 0;
  }
}
