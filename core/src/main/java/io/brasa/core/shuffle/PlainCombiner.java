package io.brasa.core.shuffle;

import io.brasa.core.block.PlainForm;
import io.brasa.core.block.ShortText;
import io.brasa.core.function.Function;
import io.brasa.core.function.Function2;

/**
 * What a {@link PlainTable} does per record.
 *
 * <p>A template: {@link OwnCode} defines the bytes of this class again for each class of function
 * that the user gives, so that each has a profile of its own, the function is inlined and the boxes
 * around it vanish. Hence everything hot is in here, not above: inherited methods would share their
 * profiles. And hence nothing in here may name this class, whose copies are other classes: no
 * nested class, no lambda, no cast to itself.
 */
final class PlainCombiner extends PlainTable {
  private static final int INTEGER = 0;
  private static final int LONG = 1;
  private static final int DOUBLE = 2;
  private static final int SHORT_TEXT = 3;

  /** Null when values are combiners. */
  private final Function<Object, Object> create;

  private final Function2<Object, Object, Object> update;
  private final int keyForm;
  private final int numberForm;

  PlainCombiner(PlainForm keys, PlainForm numbers, long salt, CombineFunctions functions) {
    super(keys, numbers, salt);
    this.create = functions.create();
    this.update = functions.update();
    this.keyForm = keys.ordinal();
    this.numberForm = numbers.ordinal();
  }

  @Override
  int combine(Object key, Object value) {
    if (keyForm == SHORT_TEXT) {
      if (!(key instanceof String text) || text.length() > ShortText.MAX_LENGTH) return FOREIGN;
      long low = ShortText.low(text);
      long high = ShortText.high(text, low);
      if (high == 0) return FOREIGN;
      return isBatching ? waitText(low, high, value) : combineText(low, high, value);
    }
    long word;
    if (keyForm == INTEGER) {
      if (!(key instanceof Integer number)) return FOREIGN;
      word = number;
    } else {
      if (!(key instanceof Long number)) return FOREIGN;
      word = number;
    }
    return isBatching ? waitNumber(word, value) : combineNumber(word, value);
  }

  private int waitText(long low, long high, Object value) {
    int at = batchEnd;
    long[] rows = batch;
    if (!isWaiting(rows, at + 2, value))
      return at > 0 ? DRAIN_FIRST : combineText(low, high, value);
    rows[at] = low;
    rows[at + 1] = high;
    batchEnd = at + 3;
    return at + 3 == rows.length ? DRAIN : DONE;
  }

  private int waitNumber(long key, Object value) {
    int at = batchEnd;
    long[] rows = batch;
    if (!isWaiting(rows, at + 1, value)) return at > 0 ? DRAIN_FIRST : combineNumber(key, value);
    rows[at] = key;
    batchEnd = at + 2;
    return at + 2 == rows.length ? DRAIN : DONE;
  }

  /** Puts a value into the batch; false if it has not the form of the combiners. */
  private boolean isWaiting(long[] rows, int at, Object value) {
    if (numberForm == INTEGER) {
      if (!(value instanceof Integer number)) return false;
      rows[at] = number;
    } else if (numberForm == LONG) {
      if (!(value instanceof Long number)) return false;
      rows[at] = number;
    } else {
      if (!(value instanceof Double number)) return false;
      rows[at] = Double.doubleToRawLongBits(number);
    }
    return true;
  }

  private int combineText(long low, long high, Object value) {
    long[] slots = words;
    int end = slots.length - 3;
    int at = textSlot(low, high);
    while (true) {
      long found = slots[at + 1];
      if (found == high && slots[at] == low) return update(at + 2, value);
      if (found == 0) break;
      at += 3;
      if (at == end) at = 0;
    }
    if (size >= limit) return FULL;
    int outcome = create(at + 2, value);
    if (outcome != DONE) return outcome;
    slots[at] = low;
    slots[at + 1] = high;
    return DONE;
  }

  private int combineNumber(long key, Object value) {
    if (key == 0) return combineZero(value);
    long[] slots = words;
    int end = slots.length - 2;
    int at = numberSlot(key);
    while (true) {
      long found = slots[at];
      if (found == key) return update(at + 1, value);
      if (found == 0) break;
      at += 2;
      if (at == end) at = 0;
    }
    if (size >= limit) return FULL;
    int outcome = create(at + 1, value);
    if (outcome == DONE) slots[at] = key;
    return outcome;
  }

  private int combineZero(Object value) {
    int at = words.length - 1;
    if (hasZero) return update(at, value);
    int outcome = create(at, value);
    hasZero = outcome == DONE;
    return outcome;
  }

  private int create(int at, Object value) {
    Object combiner = value;
    if (create != null) {
      try {
        combiner = create.call(value);
      } catch (Exception e) {
        throw Thrown.unchecked(e);
      }
    }
    if (numberForm == INTEGER && combiner instanceof Integer number) words[at] = number;
    else if (numberForm == LONG && combiner instanceof Long number) words[at] = number;
    else if (numberForm == DOUBLE && combiner instanceof Double number)
      words[at] = Double.doubleToRawLongBits(number);
    else return misfit(combiner);
    size++;
    return DONE;
  }

  /** Each form calls for itself, so that the box is made where it can be seen not to escape. */
  private int update(int at, Object value) {
    Object combiner;
    try {
      if (numberForm == INTEGER) {
        combiner = update.call((int) words[at], value);
        if (combiner instanceof Integer number) {
          words[at] = number;
          return DONE;
        }
      } else if (numberForm == LONG) {
        combiner = update.call(words[at], value);
        if (combiner instanceof Long number) {
          words[at] = number;
          return DONE;
        }
      } else {
        combiner = update.call(Double.longBitsToDouble(words[at]), value);
        if (combiner instanceof Double number) {
          words[at] = Double.doubleToRawLongBits(number);
          return DONE;
        }
      }
    } catch (Exception e) {
      throw Thrown.unchecked(e);
    }
    return misfit(combiner);
  }

  private int misfit(Object combiner) {
    misfit = combiner;
    return MISFIT;
  }

  @Override
  int combineAll(long[] rows, int from, int to) {
    int groupWords = BATCH_ROWS * stride;
    int outcome = DONE;
    stoppedAt = from;
    while (outcome == DONE && stoppedAt < to) {
      int end = Math.min(to, stoppedAt + groupWords);
      fetchRows(rows, stoppedAt, end);
      outcome = combineRows(rows, stoppedAt, end);
    }
    return outcome;
  }

  private int combineRows(long[] rows, int from, int to) {
    int rowWords = stride;
    int outcome = DONE;
    int at = from;
    while (at < to) {
      outcome = combineRow(rows, at);
      if (outcome != DONE) break;
      at += rowWords;
    }
    stoppedAt = at;
    return outcome;
  }

  private int combineRow(long[] rows, int at) {
    long word = rows[at + stride - 1];
    if (numberForm == INTEGER) return combineWords(rows, at, (int) word);
    if (numberForm == LONG) return combineWords(rows, at, word);
    return combineWords(rows, at, Double.longBitsToDouble(word));
  }

  private int combineWords(long[] rows, int at, Object value) {
    return keyForm == SHORT_TEXT
        ? combineText(rows[at], rows[at + 1], value)
        : combineNumber(rows[at], value);
  }
}
