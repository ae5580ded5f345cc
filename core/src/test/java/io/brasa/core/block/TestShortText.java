package io.brasa.core.block;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class TestShortText {
  private final long seed = new Random().nextLong();
  private final Random random = new Random(seed);

  @Test
  void aStringAndItsWordsAreTheSame() {
    Map<List<Long>, String> seen = new HashMap<>();
    for (int i = 0; i < 20_000; i++) {
      String text = text(random.nextInt(ShortText.MAX_LENGTH + 1), 256);
      long low = ShortText.low(text);
      long high = ShortText.high(text, low);
      if (!text.isEmpty() && low == 0) continue;
      assertNotEquals(0, high, "seed " + seed);
      assertEquals(text, ShortText.text(low, high), "seed " + seed);
      assertEquals(text.hashCode(), ShortText.hash(low, high), "seed " + seed);
      String same = seen.putIfAbsent(List.of(low, high), text);
      if (same != null) assertEquals(same, text, "seed " + seed);
    }
    assertEquals("", ShortText.text(0, ShortText.high("", 0)));
  }

  @Test
  void whatIsLongOrWideIsNone() {
    for (int i = 0; i < 20_000; i++) {
      char[] wide = text(1 + random.nextInt(ShortText.MAX_LENGTH), 256).toCharArray();
      wide[random.nextInt(wide.length)] = (char) (256 + random.nextInt(0xFF00));
      assertIsNone(new String(wide));
      assertIsNone(text(ShortText.MAX_LENGTH + 1 + random.nextInt(5), 256));
    }
  }

  @Test
  void stringsThatBeginWithZeroCharactersAreLeftOut() {
    assertIsNone("\0");
    assertIsNone("\0\0\0\0\0\0\0\0a");
    assertNotEquals(0, ShortText.high("\0a", ShortText.low("\0a")));
  }

  private void assertIsNone(String text) {
    assertEquals(0, ShortText.high(text, ShortText.low(text)), "seed " + seed);
  }

  private String text(int length, int characters) {
    char[] text = new char[length];
    for (int i = 0; i < length; i++) text[i] = (char) random.nextInt(characters);
    return new String(text);
  }
}
