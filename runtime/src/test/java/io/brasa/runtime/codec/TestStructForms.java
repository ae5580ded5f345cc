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
  private final Codecs handles = new Codecs(LOADER, false);
  private final Codecs generated = new Codecs(LOADER, true);

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
    assertTrue(handles.ungeneratedCount() > 10, "by handles " + handles.ungeneratedCount());
    assertTrue(generated.generatedCount() > 10, "generated " + generated.generatedCount());
    assertEquals(0, generated.ungeneratedCount());
  }

  record Point(double y, double[] x, String label, Object extra, int[][] grid) {}

  @Test
  void copyWhatCanChangeAndShareTheRest() {
    for (Codecs codecs : List.of(handles, generated)) {
      StringBuilder text = new StringBuilder("extra");
      Object extra = List.of(text.toString());
      Point point = new Point(1, new double[] {2, 3}, "a", extra, new int[][] {{4}, null});
      Point copy = codecs.copy(point);
      assertTrue(codecs.equal(point, copy));
      point.x()[0] = 9;
      point.grid()[0][0] = 9;
      assertEquals(2, copy.x()[0]);
      assertEquals(4, copy.grid()[0][0]);
      assertTrue(point.extra() == copy.extra() && point.label() == copy.label());
      Chained bean = new Chained();
      bean.setValue(7);
      Chained other = codecs.copy(bean);
      bean.setValue(8);
      assertEquals(7, other.getValue());
    }
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
  void areMadeWhenTheFirstValueComes() {
    generated.of(Samples.Mixed.class);
    assertEquals(0, generated.generatedCount());
    bytes(generated, new Samples.Point(1, 2));
    bytes(generated, new Samples.Point(3, 4));
    assertEquals(1, generated.generatedCount());
  }

  @Test
  void seeThePartsOfAValueAlike() {
    for (Object value : Samples.all()) {
      assertEquals(
          handles.isImmutable(value),
          generated.isImmutable(value),
          () -> "class " + value.getClass());
      assertEquals(
          handles.heapBytes(value), generated.heapBytes(value), () -> "class " + value.getClass());
    }
  }

  @Test
  void areMadeInOtherLoadersAndPackages() throws Exception {
    Class<?> outer =
        InMemoryCompiler.compile(
            "user.Outer",
            """
            package user;
            public class Outer {
              private enum Kind { A, B }
              private record Inner(Kind kind, int[] numbers, Inner next) {}
              record Second(long a) {}
              public static Object inner() {
                return new Inner(Kind.B, new int[] {1}, new Inner(null, null, null));
              }
              public static Object second() {
                return new Second(1L << 40);
              }
            }
            """);
    Codecs codecs = new Codecs(outer.getClassLoader());
    for (String factory : List.of("inner", "second")) {
      Object value = outer.getMethod(factory).invoke(null);
      Object back = new Decoder(codecs, bytes(codecs, value)).readValue();
      assertTrue(codecs.equal(value, back));
      assertEquals(codecs.hash(value), codecs.hash(back));
      assertArrayEquals(
          bytes(new Codecs(outer.getClassLoader(), false), value), bytes(codecs, value));
    }
    assertEquals(2, codecs.generatedCount());
    assertEquals(0, codecs.ungeneratedCount());
  }

  /** A loader that knows nothing of this engine. */
  @Test
  void fallBackToHandlesWhereTheEngineCannotBeSeen() throws Exception {
    Class<?> blind =
        InMemoryCompiler.compile("Blind", "public record Blind(int a, String b) {}", null);
    Object value = blind.getDeclaredConstructors()[0].newInstance(1, "x");
    Codecs codecs = new Codecs(blind.getClassLoader());
    assertEquals(value, new Decoder(codecs, bytes(codecs, value)).readValue());
    assertEquals(0, codecs.generatedCount());
    assertEquals(1, codecs.ungeneratedCount());
  }

  /** About as many components as reflection can pass. */
  @Test
  void workForTheWidestRecord() throws Exception {
    StringBuilder source = new StringBuilder("public record Wide(");
    for (int i = 0; i < 250; i++) {
      source.append(i == 0 ? "" : ", ").append("Object field").append(i);
    }
    Class<?> wide = InMemoryCompiler.compile("Wide", source.append(") {}").toString());
    Object[] values = new Object[250];
    for (int i = 0; i < values.length; i++) {
      values[i] = i;
    }
    Object value = wide.getDeclaredConstructors()[0].newInstance(values);
    Codecs codecs = new Codecs(wide.getClassLoader());
    Object back = new Decoder(codecs, bytes(codecs, value)).readValue();
    assertEquals(value, back);
    assertTrue(codecs.equal(value, back));
    assertEquals(codecs.hash(value), codecs.hash(back));
    assertTrue(codecs.isImmutable(value));
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
