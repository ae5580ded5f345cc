package io.brasa.core.block;

import static java.util.Objects.requireNonNull;

import io.brasa.runtime.codec.Codecs;
import java.util.NoSuchElementException;

/**
 * Keys and values of this process as words: what a combining table holds, handed over without
 * making objects of it. What does not fit the forms follows as references. Never leaves the
 * process; whoever wants bytes encodes the {@linkplain #values values}.
 *
 * @param keys the form of the keys in the words
 * @param numbers the form of the values, one word each
 * @param words of each row the key's, then the value's; owned by the block and never changed
 * @param others further keys and values by turns
 */
public record ColumnBlock(PlainForm keys, PlainForm numbers, long[] words, ObjectBlock others)
    implements Block {
  public ColumnBlock {
    requireNonNull(keys);
    requireNonNull(numbers);
    requireNonNull(others);
    if (numbers.words() != 1 || words.length % (keys.words() + 1) != 0) {
      throw new IllegalArgumentException(words.length + " words of " + keys + ", " + numbers);
    }
  }

  /**
   * The key of a row.
   *
   * @param at the index of the row's first word
   */
  public Object key(int at) {
    return keys.read(words, at);
  }

  /** The value of a row. */
  public Object number(int at) {
    return numbers.read(words, at + keys.words());
  }

  @Override
  public long valueCount() {
    return 2L * (words.length / (keys.words() + 1)) + others.valueCount();
  }

  @Override
  public long sizeBytes() {
    return 16 + 8L * words.length + others.sizeBytes();
  }

  @Override
  public ClosingIterator<Object> values(Codecs codecs) {
    return new Values(others.values(codecs));
  }

  @Override
  public ClosingIterator<Object> shared(Codecs codecs) {
    return values(codecs);
  }

  private final class Values implements ClosingIterator<Object> {
    private final ClosingIterator<Object> rest;
    private int next;
    private int end = words.length;
    private boolean isAtNumber;

    Values(ClosingIterator<Object> rest) {
      this.rest = rest;
    }

    @Override
    public boolean hasNext() {
      return next < end || rest.hasNext();
    }

    @Override
    public Object next() {
      if (next >= end) {
        if (!rest.hasNext()) throw new NoSuchElementException();
        return rest.next();
      }
      PlainForm form = isAtNumber ? numbers : keys;
      isAtNumber = !isAtNumber;
      Object value = form.read(words, next);
      next += form.words();
      return value;
    }

    @Override
    public void close() {
      end = 0;
      rest.close();
    }
  }
}
