package io.brasa.runtime.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * The bytes and hashes of version 1, one line a value: class, hash, bytes. What is written there is
 * written in users' files: a line is never changed, and a difference means a new version of the
 * format. Lines may be added at the end.
 */
final class TestGoldenBytes {
  private static final String FILE = "golden-values-1.txt";
  private final Codecs codecs = new Codecs(TestGoldenBytes.class.getClassLoader(), false);

  /**
   * Those whose bytes depend on nothing but their content: no hash order, no Java serialisation.
   */
  private static List<Object> values() {
    List<Object> values = Samples.all();
    values.removeIf(value -> hasUnstableOrder(value) || value instanceof java.io.Externalizable);
    values.removeIf(
        value ->
            value instanceof Samples.Person
                || value instanceof Samples.Money
                || value instanceof java.net.URI
                || value instanceof java.util.Locale
                || value instanceof java.util.TreeSet<?> set && set.comparator() != null);
    return values;
  }

  private static boolean hasUnstableOrder(Object value) {
    return value instanceof Map<?, ?> map
            && (map.size() > 1 && !(map instanceof java.util.SequencedMap)
                || map instanceof java.util.concurrent.ConcurrentMap
                || map instanceof java.util.EnumMap)
        || value instanceof Collection<?> set
            && set instanceof java.util.Set
            && (set.size() > 1 && !(set instanceof java.util.SequencedSet)
                || set instanceof java.util.EnumSet);
  }

  private String line(Object value) {
    Encoder out = new Encoder(codecs);
    out.writeValue(value);
    String hex = HexFormat.of().formatHex(out.buffer(), 0, out.size());
    return value.getClass().getName() + " " + codecs.hash(value) + " " + hex;
  }

  private static List<String> golden() throws IOException {
    try (InputStream in = TestGoldenBytes.class.getResourceAsStream(FILE)) {
      assertNotNull(in, FILE);
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    }
  }

  /** Prints the lines of today. */
  public static void main(String[] arguments) {
    TestGoldenBytes test = new TestGoldenBytes();
    values().forEach(value -> System.out.println(test.line(value)));
  }

  @Test
  void bytesAndHashesAreThoseOfTheFirstDay() throws IOException {
    List<String> today = new ArrayList<>();
    values().forEach(value -> today.add(line(value)));
    List<String> golden = golden();
    for (int i = 0; i < golden.size(); i++) {
      assertEquals(golden.get(i), today.get(i), "line " + (i + 1));
    }
    assertEquals(golden.size(), today.size(), "values without a line");
  }

  @Test
  void bytesOfTheFirstDayAreStillRead() throws IOException {
    List<Object> values = values();
    List<String> golden = golden();
    for (int i = 0; i < golden.size(); i++) {
      String hex = golden.get(i).substring(golden.get(i).lastIndexOf(' ') + 1);
      Object back = new Decoder(codecs, HexFormat.of().parseHex(hex)).readValue();
      String line = golden.get(i);
      assertTrue(codecs.equal(values.get(i), back), () -> line);
    }
  }
}
