package io.brasa.connectors.parquet.read;

import io.brasa.columnar.vector.DictionaryVector;
import io.brasa.columnar.vector.FlatVector;
import io.brasa.columnar.vector.Vector;
import io.brasa.columnar.vector.Vectors;
import io.brasa.connectors.parquet.encoding.HybridReader;
import io.brasa.connectors.parquet.format.Damage;
import io.brasa.connectors.parquet.schema.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Reads a leaf below lists, maps or optional structs: levels and values. A row ends where the next
 * begins, which may be on a later page. The levels of a page are unpacked at once. Used by one
 * thread.
 */
final class LevelReader {
  private final Pages pages;
  private final LeafValues values;
  private final int definitionMax;
  private final int repetitionMax;
  private FlatVector dictionary;

  // of the page at hand
  private boolean isAtPage;
  private boolean isOpen;
  private boolean isAtEnd;
  private int[] pageRepetition = {};
  private int[] pageDefinition = {};
  private int position;
  private int valueCount;

  // of the rows being read
  private int[] repetition = {};
  private int[] definition = {};
  private int count;
  private int rowsBegun;

  LevelReader(Pages pages, Shape.Leaf leaf) {
    this.pages = pages;
    this.values = LeafValues.of(leaf);
    this.definitionMax = leaf.node().definition();
    this.repetitionMax = leaf.node().repeated();
  }

  void skip(int rows) {
    int rest = rows;
    while (rest > 0) {
      if (canDropPage(rest)) {
        rest -= (int) pages.rows();
        isAtPage = false;
        continue;
      }
      read(rest, true);
      rest = 0;
    }
  }

  private boolean canDropPage(int rows) {
    if (!isAtPage && !isAtEnd) nextPage();
    return isAtPage && !isOpen && pages.rows() >= 0 && pages.rows() <= rows;
  }

  Levels read(int rows) {
    return read(rows, false);
  }

  private Levels read(int rows, boolean isSkipped) {
    count = 0;
    rowsBegun = 0;
    List<Vector> parts = new ArrayList<>();
    while (true) {
      if (!isAtPage) {
        if (isAtEnd || !nextPage()) break;
      }
      open();
      int from = position;
      int present = take(rows);
      appendValues(present, parts, isSkipped);
      if (position < valueCount) break;
      isAtPage = false;
      // a row of a leaf that is not repeated has ended
      if (repetitionMax == 0 && rowsBegun == rows) break;
      if (position == from && valueCount > 0) break;
    }
    if (rowsBegun < rows)
      throw pages.place.damaged(pages.chunk.end(), "the column has fewer rows than its row group");
    if (isSkipped) return null;
    Vector all =
        parts.isEmpty()
            ? values.finishNone()
            : parts.size() == 1 ? parts.getFirst() : Vectors.concatenate(parts);
    return new Levels(
        Arrays.copyOf(repetition, count), Arrays.copyOf(definition, count), count, all);
  }

  private boolean nextPage() {
    if (!pages.advance()) {
      isAtEnd = true;
      return false;
    }
    isAtPage = true;
    isOpen = false;
    return true;
  }

  private void open() {
    if (isOpen) return;
    try {
      if (dictionary == null && pages.hasDictionary())
        dictionary = Dictionaries.read(pages.openDictionary(), values, pages.place);
      pages.open();
      valueCount = pages.valueCount();
      pageRepetition = levels(pages.repetition, repetitionMax, pageRepetition);
      pageDefinition = levels(pages.definition, definitionMax, pageDefinition);
    } catch (Damage | IndexOutOfBoundsException e) {
      throw pages.place.damaged(pages.offset(), e);
    }
    position = 0;
    isOpen = true;
  }

  private int[] levels(HybridReader reader, int max, int[] last) {
    int[] levels = last.length >= valueCount ? last : new int[valueCount];
    if (max == 0) {
      Arrays.fill(levels, 0, valueCount, 0);
      return levels;
    }
    reader.read(levels, 0, valueCount);
    for (int i = 0; i < valueCount; i++) {
      if (levels[i] > max || levels[i] < 0)
        throw new Damage(0, "the level " + levels[i] + " where the highest is " + max);
    }
    return levels;
  }

  /** Takes levels of the page up to the end of the rows; returns how many values they have. */
  private int take(int rows) {
    int from = position;
    int present = 0;
    while (position < valueCount) {
      if (pageRepetition[position] == 0) {
        if (rowsBegun == rows) break;
        rowsBegun++;
      } else if (rowsBegun == 0) {
        throw pages.place.damaged(pages.offset(), "a row goes on that has not begun");
      }
      if (pageDefinition[position] == definitionMax) present++;
      position++;
    }
    int more = position - from;
    if (repetition.length < count + more) {
      repetition = Arrays.copyOf(repetition, Math.max(count + more, 2 * count));
      definition = Arrays.copyOf(definition, repetition.length);
    }
    System.arraycopy(pageRepetition, from, repetition, count, more);
    System.arraycopy(pageDefinition, from, definition, count, more);
    count += more;
    return present;
  }

  private void appendValues(int present, List<Vector> parts, boolean isSkipped) {
    if (present == 0) return;
    try {
      if (isSkipped) {
        if (pages.ids != null) pages.ids.skip(present);
        else pages.values.skip(present);
      } else if (pages.ids != null) {
        if (dictionary == null)
          dictionary = Dictionaries.read(pages.openDictionary(), values, pages.place);
        int[] places = new int[present];
        pages.ids.read(places, 0, present);
        FlatReader.checkPlaces(places, 0, present, dictionary.length());
        parts.add(DictionaryVector.of(dictionary, places, present, null));
      } else {
        values.start(present);
        values.append(pages.values, 0, present);
        parts.add(values.finish(present, null));
      }
    } catch (Damage | IndexOutOfBoundsException | ArithmeticException e) {
      throw pages.place.damaged(pages.offset(), e);
    }
  }
}
