package io.brasa.sql.operator.aggregate;

import io.brasa.columnar.type.AtomicType;
import io.brasa.columnar.type.DataType;
import io.brasa.columnar.vector.DictionaryVector;
import io.brasa.columnar.vector.FlatVector;
import io.brasa.columnar.vector.IntVector;
import io.brasa.columnar.vector.Vector;
import io.brasa.columnar.vector.Vectors;
import io.brasa.sql.kernel.Column;
import java.util.Arrays;
import java.util.List;

/**
 * Numbers what some columns hold together. While they come as the same places of the same
 * dictionaries, each place is looked up once and its number remembered.
 */
final class DictionaryRows {
  /**
   * A dictionary that is met for the first time is remembered if it is no larger a part of rows.
   */
  private static final int MAX_PER_ROW = 2;

  private final int[] columns;
  private final GroupTable held;
  private FlatVector[] met = {};
  private FlatVector[] known = {};

  /** By place the number plus one; zero where it has not been met. */
  private int[] numberOf = {};

  private int[] found = {};
  private long lookUps;

  /** All that is held, as columns; empty if it is to be made anew. */
  private List<Vector> all = List.of();

  /**
   * @param types of all columns of the key
   * @param columns that are numbered together
   */
  DictionaryRows(List<DataType> types, int[] columns) {
    this.columns = columns.clone();
    this.held = new GroupTable(Arrays.stream(columns).mapToObj(types::get).toList());
  }

  /** For each row that counts the number of what it has in the columns. */
  Vector numbers(Vector[] vectors, int[] rows, int count) {
    Vector[] own = new Vector[columns.length];
    for (int i = 0; i < own.length; i++) own[i] = vectors[columns[i]];
    int[] numbers = new int[own[0].length()];
    int[] places = places(own);
    if (places != null && isRemembered(own, count)) byPlaces(own, places, rows, count, numbers);
    else byContent(own, rows, count, numbers);
    return new IntVector(AtomicType.INTEGER, numbers.length, numbers, null);
  }

  /** The places that all columns have in common; null if they have none. */
  private static int[] places(Vector[] own) {
    int[] places = null;
    for (Vector vector : own) {
      if (!(vector instanceof DictionaryVector v) || v.nulls() != null) return null;
      if (places != null && places != v.ids()) return null;
      places = v.ids();
    }
    return places;
  }

  /** Whether numbers of places are known, from now on if not before. */
  private boolean isRemembered(Vector[] own, int count) {
    if (areOf(own, known)) return true;
    FlatVector[] now = new FlatVector[own.length];
    int most = 0;
    for (int i = 0; i < own.length; i++) {
      now[i] = ((DictionaryVector) own[i]).dictionary();
      most = Math.max(most, now[i].length());
    }
    boolean isAgain = areOf(own, met);
    met = now;
    if (!isAgain && most > MAX_PER_ROW * count) return false;
    known = now;
    numberOf = new int[most];
    return true;
  }

  private static boolean areOf(Vector[] own, FlatVector[] dictionaries) {
    if (own.length != dictionaries.length) return false;
    for (int i = 0; i < own.length; i++)
      if (((DictionaryVector) own[i]).dictionary() != dictionaries[i]) return false;
    return true;
  }

  private void byPlaces(Vector[] own, int[] places, int[] rows, int count, int[] numbers) {
    int[] firsts = new int[16];
    int size = 0;
    for (int i = 0; i < count; i++) {
      int row = rows == null ? i : rows[i];
      int number = numberOf[places[row]];
      numbers[row] = number - 1;
      if (number != 0) continue;
      if (size == firsts.length) firsts = Arrays.copyOf(firsts, 2 * size);
      numberOf[places[row]] = -1;
      firsts[size++] = row;
    }
    if (size == 0) return;
    lookUp(own, firsts, size);
    for (int i = 0; i < size; i++) numberOf[places[firsts[i]]] = found[i] + 1;
    for (int i = 0; i < count; i++) {
      int row = rows == null ? i : rows[i];
      numbers[row] = numberOf[places[row]] - 1;
    }
  }

  private void byContent(Vector[] own, int[] rows, int count, int[] numbers) {
    lookUp(own, rows, count);
    for (int i = 0; i < count; i++) numbers[rows == null ? i : rows[i]] = found[i];
  }

  private void lookUp(Vector[] own, int[] rows, int count) {
    if (found.length < count) found = new int[count];
    held.find(own, rows, count, found);
    lookUps += count;
  }

  /** How many rows had to be looked up by their content. */
  long lookUps() {
    return lookUps;
  }

  /** Puts what numbers stand for where it belongs in a key. */
  void keys(Vector numbers, int count, Vector[] key) {
    if (all.isEmpty() || all.getFirst().length() != held.groupCount())
      all = held.keys(0, held.groupCount());
    int[] places = new int[count];
    Column column = Column.of(numbers);
    for (int i = 0; i < count; i++) places[i] = column.intAt(i);
    for (int i = 0; i < columns.length; i++)
      key[columns[i]] = DictionaryVector.of(Vectors.flat(all.get(i)), places, count, null);
  }

  long sizeBytes() {
    long bytes = held.sizeBytes() + 4L * numberOf.length;
    for (Vector column : all) bytes += column.sizeBytes();
    return bytes;
  }
}
