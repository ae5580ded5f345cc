package io.brasa.sql.variant;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brasa.runtime.error.EngineException;
import io.brasa.sql.error.SqlError;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Values come back as they were encoded, in the bytes of the specification; other bytes fail. */
final class TestVariantEncoding {
  private static void append(VariantBuilder builder, Object value) {
    switch (value) {
      case null -> builder.appendNull();
      case Boolean truth -> builder.append(truth.booleanValue());
      case Long whole -> builder.append(whole.longValue());
      case Double real -> builder.append(real.doubleValue());
      case Float real -> builder.append(real.floatValue());
      case BigDecimal decimal -> builder.append(decimal);
      case String text -> builder.append(text);
      case byte[] bytes -> builder.appendBinary(bytes);
      case List<?> list -> {
        int start = builder.place();
        List<Integer> places = new ArrayList<>();
        for (Object each : list) {
          places.add(builder.place());
          append(builder, each);
        }
        builder.endArray(start, places);
      }
      case Map<?, ?> map -> {
        int start = builder.place();
        List<String> names = new ArrayList<>();
        List<Integer> places = new ArrayList<>();
        map.forEach(
            (name, each) -> {
              names.add((String) name);
              places.add(builder.place());
              append(builder, each);
            });
        builder.endObject(start, names, places);
      }
      default -> throw new IllegalArgumentException("no value: " + value);
    }
  }

  private static byte[] encoded(Object value) {
    VariantBuilder builder = new VariantBuilder();
    append(builder, value);
    return builder.build();
  }

  private static VariantValue read(byte[] bytes) {
    return VariantValue.of(bytes, 0, bytes.length);
  }

  private static void check(Object expected, VariantValue actual) {
    switch (expected) {
      case null -> assertEquals(VariantKind.NULL, actual.kind());
      case Boolean truth -> assertEquals(truth, actual.truth());
      case Long whole -> assertEquals(whole, actual.whole());
      case Double real -> assertEquals(real, actual.real());
      case Float real -> assertEquals(real, (float) actual.real());
      case BigDecimal decimal -> assertEquals(decimal, actual.decimal());
      case String text -> assertEquals(text, actual.text());
      case byte[] bytes -> assertArrayEquals(bytes, actual.raw());
      case List<?> list -> {
        assertEquals(list.size(), actual.count());
        for (int i = 0; i < list.size(); i++) check(list.get(i), actual.element(i));
      }
      case Map<?, ?> map -> {
        assertEquals(map.size(), actual.count());
        map.forEach((name, each) -> check(each, actual.field((String) name)));
        assertNull(actual.field("not there"));
      }
      default -> throw new IllegalArgumentException("no value: " + expected);
    }
  }

  private static Object random(Random random, int depth) {
    return switch (random.nextInt(depth > 0 ? 10 : 8)) {
      case 0 -> null;
      case 1 -> random.nextBoolean();
      case 2 -> random.nextLong() >> random.nextInt(64);
      case 3 -> random.nextGaussian();
      case 4 -> (float) random.nextGaussian();
      case 5 -> new BigDecimal(new BigInteger(120, random), random.nextInt(36));
      case 6 -> "ä".repeat(random.nextInt(80));
      case 7 -> new byte[random.nextInt(20)];
      case 8 -> {
        List<Object> list = new ArrayList<>();
        int count = random.nextInt(8) == 0 ? 300 : random.nextInt(5);
        for (int i = 0; i < count; i++) list.add(random(random, depth - 1));
        yield list;
      }
      default -> {
        Map<String, Object> map = new LinkedHashMap<>();
        int count = random.nextInt(8) == 0 ? 300 : random.nextInt(5);
        for (int i = 0; i < count; i++)
          map.put("name" + random.nextInt(1_000), random(random, depth - 1));
        yield map;
      }
    };
  }

  @Test
  void valuesComeBackAsTheyWere() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int i = 0; i < 500; i++) {
      Object value = random(random, 3);
      byte[] bytes = encoded(value);
      check(value, read(bytes));
      VariantBuilder again = new VariantBuilder();
      again.append(read(bytes));
      assertEquals(VariantText.json(read(bytes)), VariantText.json(read(again.build())), "" + seed);
    }
  }

  @Test
  void bytesAreThoseOfTheSpecification() {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("b", 1L);
    object.put("a", "x");
    // version 1, two names "b" and "a"; object of ids 1, 0 at offsets 2, 0; int8 1; short text "x"
    assertEquals(
        "0102000102" + "6261" + "0202" + "0100" + "020004" + "0c01" + "0578",
        HexFormat.of().formatHex(encoded(object)));
    assertEquals("010000" + "00", HexFormat.of().formatHex(encoded(null)));
    assertEquals(
        "010000" + "0302" + "000103" + "04" + "0c02",
        HexFormat.of().formatHex(encoded(Arrays.asList(true, 2L))));
  }

  @Test
  void bytesThatWereChangedGiveAValueOrAnErrorThatSaysSo() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    int failed = 0;
    for (int i = 0; i < 5_000; i++) {
      byte[] bytes = encoded(random(random, 2));
      if (bytes.length > 2_000) continue;
      for (int k = random.nextInt(3); k >= 0; k--)
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
      byte[] cut =
          random.nextInt(4) == 0 ? Arrays.copyOf(bytes, random.nextInt(bytes.length)) : bytes;
      try {
        VariantText.json(read(cut));
      } catch (EngineException e) {
        assertEquals(SqlError.INVALID_ARGUMENT_VALUE, e.code());
        failed++;
      } catch (RuntimeException e) {
        throw new AssertionError("seed " + seed + ": " + HexFormat.of().formatHex(cut), e);
      }
    }
    int count = failed;
    assertTrue(count > 100, () -> "only " + count + " failed, seed " + seed);
  }

  @Test
  void nothingIsNoVariant() {
    assertThrows(EngineException.class, () -> read(new byte[0]));
    assertThrows(EngineException.class, () -> read(new byte[] {1, 0, 0}));
  }
}
