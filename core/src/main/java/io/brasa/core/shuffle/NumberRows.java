package io.brasa.core.shuffle;

import io.brasa.core.block.PlainForm;
import java.util.Arrays;

/**
 * Records of two numbers as words, side by side in the order of their arrival: nothing that a
 * collector has to move. The first record decides the forms; with the first of other forms, or of
 * none, it is over and takes no more, so that all it has came before all it has not. Not
 * thread-safe.
 */
final class NumberRows {
  static final int ROW_WORDS = 2;
  private static final int MIN_WORDS = 16;
  private static final int MAX_WORDS = 1 << 30;
  private static final long[] NOTHING = {};

  private PlainForm keys;
  private PlainForm numbers;
  private long[] words = NOTHING;
  private int end;
  private boolean isOver;

  /** Whether the record was taken. */
  boolean add(Object key, Object value) {
    if (isOver || !hasForm(key, value)) return false;
    if (end == words.length) words = Arrays.copyOf(words, grown());
    words[end] = PlainTable.word(key);
    words[end + 1] = PlainTable.word(value);
    end += ROW_WORDS;
    return true;
  }

  private boolean hasForm(Object key, Object value) {
    PlainForm keyForm = PlainTable.formOf(key);
    PlainForm numberForm = PlainTable.formOf(value);
    if (keys == null) {
      keys = keyForm == PlainForm.DOUBLE ? null : keyForm;
      numbers = numberForm;
    }
    isOver = keys == null || numbers == null || keyForm != keys || numberForm != numbers;
    isOver |= end >= MAX_WORDS;
    return !isOver;
  }

  private int grown() {
    int length = words.length;
    return length < 1 << 20 ? Math.max(MIN_WORDS, 2 * length) : length + (length >> 2) * 2;
  }

  long bytes() {
    return 8L * words.length;
  }

  boolean isEmpty() {
    return end == 0;
  }

  void writeTo(MapSink sink) {
    if (end == 0) return;
    if (sink instanceof HeapSink heap && heap.takesReferences()) {
      heap.columns(keys, numbers, words.length == end ? words : Arrays.copyOf(words, end));
      return;
    }
    for (int at = 0; at < end; at += ROW_WORDS)
      sink.row(keys.read(words, at), numbers.read(words, at + 1));
  }
}
