package io.brasa.core.execute;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class TestMurmur3Digest {
  /** Published values; the tail is shorter than a block in all, and longer than a half in two. */
  @Test
  void givesTheKnownValues() {
    assertEquals("0".repeat(32), hash(""));
    assertEquals("cbd8a7b341bd9b025b1e906a48ae1d19", hash("hello"));
    assertEquals(
        "e34bbc7bbc071b6c7a433ca9c49a9347", hash("The quick brown fox jumps over the lazy dog"));
    assertEquals(
        "658ca970ff85269a43fee3eaa68e5c3e", hash("The quick brown fox jumps over the lazy cog"));
  }

  @Test
  void doesNotDependOnTheParts() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int length = 0; length < 100; length++) {
      byte[] bytes = new byte[length];
      random.nextBytes(bytes);
      byte[] whole = new Murmur3Digest().digest(bytes);
      Murmur3Digest parts = new Murmur3Digest();
      for (int at = 0; at < length; ) {
        int part = Math.min(length - at, random.nextInt(1, 40));
        if (part == 1) parts.update(bytes[at]);
        else parts.update(bytes, at, part);
        at += part;
      }
      assertArrayEquals(whole, parts.digest(), "seed " + seed + ", length " + length);
      assertArrayEquals(whole, parts.digest(bytes), "a digest begins anew, seed " + seed);
    }
  }

  private static String hash(String text) {
    return HexFormat.of().formatHex(new Murmur3Digest().digest(text.getBytes(UTF_8)));
  }
}
