package io.brasa.runtime.codec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brasa.runtime.error.EngineException;
import io.brasa.runtime.error.RuntimeError;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Handles and generated code must not be told apart by anything but speed. */
final class TestStructForms {
  private static final ClassLoader LOADER = TestStructForms.class.getClassLoader();
  private final Codecs handles = new Codecs(LOADER, 0);
  private final Codecs generated = new Codecs(LOADER, 1);

  /** One field more than a byte can count with a sign. */
  public static class Chained {
    private long value;

    public long getValue() {
      return value;
    }

    /** Returns a long, to be dropped by whoever calls it. */
    public long setValue(long value) {
      this.value = value;
      return value;
    }
  }

  private static byte[] bytes(Codecs codecs, Object value) {
    Encoder out = new Encoder(codecs);
    out.writeValue(value);
    return out.toByteArray();
  }

  private static boolean hasRandomOrder(Object value) {
    return value instanceof java.util.Map || value instanceof java.util.Set;
  }

  @Test
  void writeTheSameBytes() {
    for (Object value : Samples.all()) {
      if (!hasRandomOrder(value)) {
        assertArrayEquals(
            bytes(handles, value), bytes(generated, value), () -> "class " + value.getClass());
      }
    }
    assertEquals(0, handles.generatedCount());
    assertTrue(generated.generatedCount() > 10, "generated " + generated.generatedCount());
    assertEquals(0, generated.ungeneratedCount());
  }

  @Test
  void readHashAndCompareAlike() {
    for (Object value : Samples.all()) {
      byte[] bytes = bytes(handles, value);
      Object back = new Decoder(generated, bytes).readValue();
      assertEquals(handles.hash(value), generated.hash(back), () -> "class " + value.getClass());
      assertTrue(generated.equal(value, back), () -> "class " + value.getClass());
      assertTrue(handles.equal(value, back), () -> "class " + value.getClass());
    }
  }

  @Test
  void tellDifferentValuesApart() {
    Samples.Primitives zero =
        new Samples.Primitives(false, (byte) 0, (short) 0, '\0', 0, 0, 0f, 0, null);
    List<Samples.Primitives> others =
        List.of(
            new Samples.Primitives(true, (byte) 0, (short) 0, '\0', 0, 0, 0f, 0, null),
            new Samples.Primitives(false, (byte) 1, (short) 0, '\0', 0, 0, 0f, 0, null),
            new Samples.Primitives(false, (byte) 0, (short) 1, '\0', 0, 0, 0f, 0, null),
            new Samples.Primitives(false, (byte) 0, (short) 0, 'a', 0, 0, 0f, 0, null),
            new Samples.Primitives(false, (byte) 0, (short) 0, '\0', 1, 0, 0f, 0, null),
            new Samples.Primitives(false, (byte) 0, (short) 0, '\0', 0, 1, 0f, 0, null),
            new Samples.Primitives(false, (byte) 0, (short) 0, '\0', 0, 0, -0f, 0, null),
            new Samples.Primitives(false, (byte) 0, (short) 0, '\0', 0, 0, 0f, -0.0, null),
            new Samples.Primitives(false, (byte) 0, (short) 0, '\0', 0, 0, 0f, 0, ""));
    for (Codecs codecs : List.of(handles, generated)) {
      codecs.hash(zero);
      for (Samples.Primitives other : others) {
        assertFalse(codecs.equal(zero, other), other.toString());
        assertFalse(codecs.equal(other, zero), other.toString());
      }
      Samples.Node node = new Samples.Node(1, null);
      Samples.Node longer = new Samples.Node(1, node);
      codecs.hash(node);
      assertFalse(codecs.equal(node, longer));
      assertFalse(codecs.equal(longer, node));
      assertTrue(codecs.equal(longer, new Samples.Node(1, new Samples.Node(1, null))));
    }
  }

  @Test
  void dropWhatASetterReturns() {
    Chained bean = new Chained();
    bean.setValue(7);
    byte[] bytes = bytes(generated, bean);
    assertEquals(7, ((Chained) new Decoder(generated, bytes).readValue()).getValue());
    assertEquals(1, generated.generatedCount());
  }

  @Test
  void switchWhenEnoughValuesWereSeen() {
    Codecs codecs = new Codecs(LOADER, 5);
    Encoder out = new Encoder(codecs);
    for (int i = 0; i < 4; i++) {
      out.writeValue(new Samples.Point(i, i));
    }
    assertEquals(0, codecs.generatedCount());
    out.writeValue(new Samples.Point(5, 5));
    out.writeValue(new Samples.Point(6, 6));
    assertEquals(1, codecs.generatedCount());
  }

  @Test
  void reportABadConstructorArgumentAlike() {
    byte[] bytes = bytes(handles, Samples.hidden(2));
    int at = bytes.length - 5; // value, flag, string of two characters
    bytes[at] = 1; // zig-zag for -1
    for (Codecs codecs : List.of(handles, generated)) {
      bytes(codecs, Samples.hidden(3));
      EngineException failure =
          assertThrows(EngineException.class, () -> new Decoder(codecs, bytes).readValue());
      assertEquals(RuntimeError.CODEC_CORRUPT, failure.code());
      assertEquals("negative: -1", failure.getCause().getMessage());
    }
  }
}
