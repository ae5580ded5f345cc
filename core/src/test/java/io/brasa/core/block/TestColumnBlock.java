package io.brasa.core.block;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.brasa.runtime.codec.Codecs;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;

final class TestColumnBlock {
  private static final ObjectBlock NOTHING = new ObjectBlock(new Object[0], 0, 0);
  private final Codecs codecs = new Codecs(getClass().getClassLoader());

  @Test
  void givesTheValuesThatItsWordsStandFor() {
    long[] words = {text("ab", 0), text("ab", 1), 7, text("", 0), text("", 1), -1};
    ObjectBlock others = new ObjectBlock(new Object[] {"a longer one than fits", null}, 2, 90);
    ColumnBlock block = new ColumnBlock(PlainForm.SHORT_TEXT, PlainForm.INTEGER, words, others);
    List<Object> expected = new ArrayList<>(List.of("ab", 7, "", -1, "a longer one than fits"));
    expected.add(null);
    assertEquals(expected, drained(block));
    assertEquals(6, block.valueCount());
    assertEquals(16 + 48 + 90, block.sizeBytes());
  }

  @Test
  void numbersKeepTheirClassAndTheirBits() {
    long[] words = {
      Long.MIN_VALUE, Double.doubleToRawLongBits(-0.0), 0, Double.doubleToRawLongBits(Double.NaN)
    };
    assertEquals(
        List.of(Long.MIN_VALUE, -0.0, 0L, Double.NaN),
        drained(new ColumnBlock(PlainForm.LONG, PlainForm.DOUBLE, words, NOTHING)));
    assertEquals(
        List.of(-1, -1L),
        drained(new ColumnBlock(PlainForm.INTEGER, PlainForm.LONG, new long[] {-1, -1}, NOTHING)));
  }

  @Test
  void endsWhenItIsClosed() {
    ColumnBlock block =
        new ColumnBlock(PlainForm.LONG, PlainForm.LONG, new long[] {1, 2, 3, 4}, NOTHING);
    ClosingIterator<Object> values = block.values(codecs);
    values.next();
    values.close();
    assertFalse(values.hasNext());
    assertThrows(NoSuchElementException.class, values::next);
  }

  @Test
  void refusesWordsThatAreNoRows() {
    assertThrows(
        IllegalArgumentException.class,
        () -> new ColumnBlock(PlainForm.LONG, PlainForm.LONG, new long[3], NOTHING));
    assertThrows(
        IllegalArgumentException.class,
        () -> new ColumnBlock(PlainForm.LONG, PlainForm.SHORT_TEXT, new long[6], NOTHING));
  }

  private static long text(String text, int word) {
    return word == 0 ? ShortText.low(text) : ShortText.high(text, ShortText.low(text));
  }

  private List<Object> drained(ColumnBlock block) {
    List<Object> values = new ArrayList<>();
    block.values(codecs).forEachRemaining(values::add);
    return values;
  }
}
