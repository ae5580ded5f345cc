package io.brasa.connectors.parquet.read;

import io.brasa.columnar.vector.DictionaryVector;
import io.brasa.columnar.vector.FlatVector;
import io.brasa.columnar.vector.Vector;
import io.brasa.columnar.vector.Vectors;
import io.brasa.connectors.parquet.format.Damage;
import io.brasa.connectors.parquet.schema.Shape;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads a column whose values are rows. A vector is made of stretches within pages. As long as
 * pages refer to the dictionary, places are gathered, and the vector refers to the dictionary too;
 * as long as pages hold values, values are gathered. Where a batch crosses from one to the other
 * two parts are made and put together. Vectors that are only looked at in passing are all made in
 * the same arrays.
 */
final class FlatReader implements ColumnReader {
  private final Pages pages;
  private final LeafValues values;
  private final boolean isOptional;
  private final boolean isPassing;

  /** Rows of the page at hand that are left, opened or not. */
  private int left;

  private boolean isOpen;
  private FlatVector dictionary;
  private int[] scratch = {};
  private int[] somePlaces = {};

  // the part being made
  private final List<Vector> parts = new ArrayList<>();
  private boolean isPlaces;
  private boolean isValues;
  private int length;
  private int capacity;
  private int[] places;
  private boolean[] nulls;

  /**
   * @param isPassing whether nobody looks at a vector any more when the next is read
   */
  FlatReader(Pages pages, Shape.Leaf leaf, boolean isPassing) {
    this.pages = pages;
    this.isPassing = isPassing;
    this.values = LeafValues.of(leaf);
    this.isOptional = leaf.node().definition() > 0;
  }

  @Override
  public void skip(int rows) {
    int rest = rows;
    while (rest > 0) {
      if (left == 0) nextPage();
      int part = Math.min(rest, left);
      if (part < left) skipWithin(part);
      left -= part;
      rest -= part;
    }
  }

  private void skipWithin(int rows) {
    try {
      open();
      int count = rows;
      if (isOptional) {
        count = pages.definition.skipWhile(1, rows);
        if (count < rows) count += countLevels(rows - count);
      }
      if (pages.ids != null) pages.ids.skip(count);
      else pages.values.skip(count);
    } catch (Damage | IndexOutOfBoundsException | ArithmeticException e) {
      throw pages.place.damaged(pages.offset(), e);
    }
  }

  private int countLevels(int rows) {
    int[] levels = scratch(rows);
    pages.definition.read(levels, 0, rows);
    int count = 0;
    for (int i = 0; i < rows; i++) count += levels[i];
    return count;
  }

  private int[] scratch(int size) {
    if (scratch.length < size) scratch = new int[size];
    return scratch;
  }

  private void nextPage() {
    do {
      if (!pages.advance())
        throw pages.place.damaged(
            pages.chunk.end(), "the column has fewer rows than its row group");
      if (pages.rows() > Integer.MAX_VALUE)
        throw pages.place.damaged(pages.offset(), "a page of " + pages.rows() + " rows");
      left = (int) pages.rows();
      isOpen = false;
    } while (left == 0);
  }

  private void open() {
    if (isOpen) return;
    if (dictionary == null && pages.hasDictionary()) {
      Pages.Dictionary page = pages.openDictionary();
      LeafValues own = isPassing ? LeafValues.of(values.leaf) : values;
      dictionary = Dictionaries.read(page, own, pages.place);
    }
    pages.open();
    if (pages.ids != null && dictionary == null) pages.openDictionary();
    isOpen = true;
  }

  @Override
  public Vector read(int rows) {
    return read(rows, null, rows);
  }

  @Override
  public Vector read(int among, int[] wanted, int count) {
    begin(wanted == null ? among : Math.max(count, 1));
    int from = 0;
    int next = 0;
    while (from < among) {
      if (left == 0) nextPage();
      int rows = Math.min(left, among - from);
      if (wanted == null) {
        stretch(rows);
        left -= rows;
      } else {
        int first = next;
        while (next < count && wanted[next] < from + rows) next++;
        pick(rows, wanted, first, next - first, from);
      }
      from += rows;
    }
    return end();
  }

  private void begin(int rows) {
    parts.clear();
    capacity = rows;
    isPlaces = false;
    isValues = false;
    length = 0;
    nulls = null;
  }

  private Vector end() {
    if (length > 0) finishPart();
    if (!isPassing) places = null;
    if (parts.size() == 1) return parts.getFirst();
    return Vectors.concatenate(parts);
  }

  private void finishPart() {
    try {
      if (isPlaces) parts.add(DictionaryVector.of(dictionary, places, length, nulls));
      else if (isValues) parts.add(values.finish(length, nulls));
      else parts.add(Vectors.nulls(values.leaf.type(), length));
    } catch (Damage | ArithmeticException e) {
      throw pages.place.damaged(pages.offset(), e);
    }
    capacity -= length;
    length = 0;
    nulls = null;
    isPlaces = false;
    isValues = false;
  }

  /** Appends all of the next rows, which are of one page. */
  private void stretch(int rows) {
    try {
      open();
      int count = isOptional ? readNulls(rows) : rows;
      if (count > 0 || isPlaces || isValues) {
        if (pages.ids != null) appendPlaces(rows, count);
        else appendValues(rows, count);
      } else {
        // nothing but nulls so far: what kind of part it is stays open
        length += rows;
        return;
      }
      length += rows;
    } catch (Damage | IndexOutOfBoundsException | ArithmeticException e) {
      throw pages.place.damaged(pages.offset(), e);
    }
  }

  private void appendPlaces(int rows, int count) {
    if (isValues) split(rows, count);
    startPlaces();
    pages.ids.read(places, length, count);
    checkPlaces(places, length, count, dictionary.length());
    if (count < rows) spreadPlaces(rows, count);
  }

  private void startPlaces() {
    if (isPlaces) return;
    isPlaces = true;
    if (!canReuse() || places == null || places.length < capacity) places = new int[capacity];
    if (dictionary.length() == 0) throw new Damage(0, "values of an empty dictionary");
  }

  /** Whether the arrays of the vector before may be overwritten. */
  private boolean canReuse() {
    return isPassing && parts.isEmpty();
  }

  private void appendValues(int rows, int count) {
    if (isPlaces) split(rows, count);
    startValues();
    values.append(pages.values, length, count);
    if (count < rows) values.spread(length, count, nulls, rows);
  }

  private void startValues() {
    if (isValues) return;
    isValues = true;
    if (canReuse()) values.restart(capacity);
    else values.start(capacity);
    // rows that are null, and were seen before any value was
    if (length > 0) values.spread(0, 0, nulls, length);
  }

  /** Ends the part before the rows whose nulls were already read behind it. */
  private void split(int rows, int count) {
    boolean[] behind = null;
    if (count < rows) {
      behind = new boolean[capacity - length];
      System.arraycopy(nulls, length, behind, 0, rows);
    }
    finishPart();
    nulls = behind;
  }

  static void checkPlaces(int[] places, int from, int count, int size) {
    int seen = 0;
    for (int i = from; i < from + count; i++)
      seen = Math.max(seen, places[i] & 0x7fffffff | places[i] >> 31 & 0x7fffffff);
    if (seen >= size)
      throw new Damage(0, "place " + seen + " of a dictionary of " + size + " values");
  }

  private void spreadPlaces(int rows, int count) {
    int value = length + count;
    for (int row = length + rows - 1; row >= length; row--) {
      places[row] = nulls[row] ? 0 : places[--value];
    }
  }

  /** Reads which of the next rows are null; returns how many are not. */
  private int readNulls(int rows) {
    int present = pages.definition.skipWhile(1, rows);
    if (present == rows) return rows;
    if (nulls == null) nulls = new boolean[capacity];
    int[] levels = scratch(rows);
    pages.definition.read(levels, present, rows - present);
    int count = present;
    for (int i = present; i < rows; i++) {
      nulls[length + i] = levels[i] == 0;
      count += levels[i];
    }
    return count;
  }

  /** Appends some of the next rows, which are of one page. */
  private void pick(int rows, int[] wanted, int first, int count, int origin) {
    if (count == 0) {
      skipPart(rows);
      return;
    }
    try {
      open();
      int[] chosen = chosen(wanted, first, count, origin);
      int present = isOptional ? pages.definition.skipWhile(1, rows) : rows;
      if (present < rows) pickAmongNulls(rows, present, chosen, count);
      else if (pages.ids != null) pickPlaces(rows, chosen, count);
      else pickValues(rows, chosen, count);
      left -= rows;
    } catch (Damage | IndexOutOfBoundsException | ArithmeticException e) {
      throw pages.place.damaged(pages.offset(), e);
    }
  }

  private void skipPart(int rows) {
    if (rows < left) skipWithin(rows);
    left -= rows;
  }

  private int[] chosen(int[] wanted, int first, int count, int origin) {
    if (somePlaces.length < count) somePlaces = new int[count];
    for (int i = 0; i < count; i++) somePlaces[i] = wanted[first + i] - origin;
    return somePlaces;
  }

  private void pickPlaces(int rows, int[] chosen, int count) {
    if (isValues) finishPart();
    startPlaces();
    int[] all = scratch(rows);
    pages.ids.read(all, 0, rows);
    for (int i = 0; i < count; i++) places[length + i] = all[chosen[i]];
    checkPlaces(places, length, count, dictionary.length());
    length += count;
  }

  /** A part of its own: the values in between may need room until they are left out. */
  private void pickValues(int rows, int[] chosen, int count) {
    if (length > 0) finishPart();
    isValues = true;
    int before = capacity;
    values.start(values.roomToPick(count, rows));
    values.append(pages.values, 0, chosen, count, rows);
    length = count;
    finishPart();
    capacity = before - count;
  }

  /** Reads all, and leaves out what is not wanted afterwards. */
  private void pickAmongNulls(int rows, int present, int[] chosen, int count) {
    if (length > 0) finishPart();
    int before = capacity;
    capacity = rows;
    nulls = new boolean[rows];
    int[] levels = scratch(rows);
    pages.definition.read(levels, present, rows - present);
    int valueCount = present;
    for (int i = present; i < rows; i++) {
      nulls[i] = levels[i] == 0;
      valueCount += levels[i];
    }
    if (valueCount > 0) {
      if (pages.ids != null) appendPlaces(rows, valueCount);
      else appendValues(rows, valueCount);
    }
    length = rows;
    finishPart();
    parts.add(Vectors.take(parts.removeLast(), chosen, count));
    capacity = before - count;
  }
}
