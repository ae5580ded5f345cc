package io.brasa.sql.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class TestUtf8 {
  @Test
  void searchesFindWhatALoopFinds() {
    long seed = 20_261_121;
    Random random = new Random(seed);
    int found = 0;
    for (int round = 0; round < 20_000; round++) {
      byte[] bytes = text(random, random.nextInt(60));
      byte[] wanted = text(random, random.nextInt(5));
      int from = random.nextInt(bytes.length + 1);
      int to = from + random.nextInt(bytes.length - from + 1);
      int expected = naive(bytes, from, to, wanted);
      if (expected >= 0) found++;
      assertEquals(
          expected,
          Utf8.indexOf(bytes, from, to, wanted, 0, wanted.length),
          "seed " + seed + " round " + round);
    }
    assertEquals(true, found > 2_000);
  }

  private static byte[] text(Random random, int length) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) text.append("aab\u00e4\u0000".charAt(random.nextInt(5)));
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static int naive(byte[] bytes, int from, int to, byte[] wanted) {
    for (int i = from; i + wanted.length <= to; i++) {
      int same = 0;
      while (same < wanted.length && bytes[i + same] == wanted[same]) same++;
      if (same == wanted.length) return i;
    }
    return -1;
  }
}
