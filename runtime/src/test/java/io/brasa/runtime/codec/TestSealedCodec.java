package io.brasa.runtime.codec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brasa.runtime.error.EngineException;
import io.brasa.runtime.error.RuntimeError;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class TestSealedCodec {
  sealed interface Message {}

  record Ping() implements Message {}

  sealed interface Data extends Message {}

  record Block(long id, byte[] bytes, long[] sums, int[] counts) implements Data {}

  record Batch(
      List<Metric> metrics,
      Map<String, List<Integer>> index,
      Optional<Level> level,
      Set<Long> ids,
      Metric[] more,
      Object extra,
      Message inner)
      implements Data {}

  record Metric(String name, double value, List<String> tags) {}

  enum Level implements Message {
    LOW,
    HIGH
  }

  /** What {@link Old} looks like after two releases. */
  sealed interface New {}

  record Started(
      long at, String who, List<String> hosts, Metric metric, int[] ports, Optional<Level> level)
      implements New {}

  sealed interface Old {}

  record StartedThen(long at, String who) implements Old {}

  private final Codecs codecs = new Codecs(TestSealedCodec.class.getClassLoader());

  private byte[] bytes(Message message) {
    Encoder out = new Encoder(codecs);
    codecs.sealed(Message.class).encode(message, out);
    return out.toByteArray();
  }

  private Message back(byte[] bytes) {
    Decoder in = new Decoder(codecs, bytes);
    Message message = codecs.sealed(Message.class).decode(in);
    assertTrue(in.isAtEnd());
    return message;
  }

  private Batch batch() {
    Map<String, List<Integer>> index = new LinkedHashMap<>();
    index.put("z", List.of(1, 2));
    index.put("a", List.of());
    return new Batch(
        List.of(new Metric("rows", 1.5, List.of("x")), new Metric("bytes", 2, List.of())),
        index,
        Optional.of(Level.HIGH),
        Set.of(7L),
        null,
        "any",
        new Ping());
  }

  @Test
  void bringsMessagesBack() {
    assertEquals(batch(), back(bytes(batch())));
    assertEquals(new Ping(), back(bytes(new Ping())));
    assertEquals(Level.LOW, back(bytes(Level.LOW)));
    Block block = (Block) back(bytes(new Block(1, new byte[] {1, 2}, new long[] {3}, new int[0])));
    assertArrayEquals(new byte[] {1, 2}, block.bytes());
    assertArrayEquals(new long[] {3}, block.sums());
  }

  @Test
  void keepsTheOrderOfMaps() {
    Batch back = (Batch) back(bytes(batch()));
    assertEquals(List.of("z", "a"), List.copyOf(back.index().keySet()));
  }

  @Test
  void writesTagAndComponentsWithoutClassNames() {
    assertArrayEquals(new byte[] {0, 0}, bytes(new Ping()));
    assertArrayEquals(
        new byte[] {1, 4, 10, 1, 1, 9, 1, 0, 1, 0},
        bytes(new Block(5, new byte[] {9}, new long[0], new int[0])));
    String text = new String(bytes(batch()), java.nio.charset.StandardCharsets.ISO_8859_1);
    assertTrue(!text.contains("brasa") && !text.contains("java"), text);
  }

  @Test
  void readsWhatAnOlderVersionWroteAndFillsWhatItLacks() {
    Encoder out = new Encoder(codecs);
    codecs.sealed(Old.class).encode(new StartedThen(5, "me"), out);
    Started now =
        (Started) codecs.sealed(New.class).decode(new Decoder(codecs, out.buffer(), 0, out.size()));
    assertEquals(5, now.at());
    assertEquals("me", now.who());
    assertEquals(List.of(), now.hosts());
    assertEquals(new Metric("", 0, List.of()), now.metric());
    assertEquals(0, now.ports().length);
    assertEquals(Optional.empty(), now.level());
  }

  @Test
  void refusesWhatALaterVersionWroteByName() {
    Encoder out = new Encoder(codecs);
    codecs.sealed(New.class).encode(new Started(1, "", List.of(), null, null, null), out);
    Decoder in = new Decoder(codecs, out.toByteArray());
    EngineException failure =
        assertThrows(EngineException.class, () -> codecs.sealed(Old.class).decode(in));
    assertEquals(RuntimeError.CODEC_CORRUPT, failure.code());
    assertTrue(failure.what().contains("StartedThen"), failure.what());
    Decoder unknown = new Decoder(codecs, new byte[] {9});
    assertThrows(EngineException.class, () -> codecs.sealed(Message.class).decode(unknown));
  }

  @Test
  void refusesAFamilyThatIsNotClosed() {
    EngineException failure =
        assertThrows(EngineException.class, () -> codecs.sealed(HalfOpen.class));
    assertEquals(RuntimeError.CODEC_UNSUPPORTED, failure.code());
    assertTrue(failure.what().contains("Loose"), failure.what());
  }

  sealed interface HalfOpen permits Loose {}

  non-sealed interface Loose extends HalfOpen {}
}
