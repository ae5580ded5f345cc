package io.brasa.runtime.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class TestCodecs {
  private final Codecs codecs = new Codecs(TestCodecs.class.getClassLoader());

  private Object roundTrip(Object value) {
    Encoder out = new Encoder(codecs);
    out.writeValue(value);
    Decoder in = new Decoder(codecs, out.toByteArray());
    Object back = in.readValue();
    assertTrue(in.isAtEnd(), "bytes left after " + value);
    return back;
  }

  @Test
  void bringsEveryKindOfValueBack() {
    for (Object value : Samples.withOwnEquality()) {
      Object back = roundTrip(value);
      assertEquals(value, back, () -> "class " + value.getClass());
    }
    assertNull(roundTrip(null));
  }

  @Test
  void bringsWhatOnlyTheCodecComparesBack() {
    for (Object value : Samples.byContent()) {
      Object back = roundTrip(value);
      assertNotSame(value, back);
      assertTrue(codecs.equal(value, back), () -> "class " + value.getClass());
      assertEquals(codecs.hash(value), codecs.hash(back), () -> "class " + value.getClass());
    }
  }

  @Test
  void bringsManyValuesThroughOneStream() {
    Encoder out = new Encoder(codecs);
    List<Object> values = Samples.all();
    values.forEach(out::writeValue);
    values.forEach(out::writeValue);
    Decoder in = new Decoder(codecs, out.buffer(), 0, out.size());
    for (int i = 0; i < 2 * values.size(); i++) {
      Object value = values.get(i % values.size());
      assertTrue(codecs.equal(value, in.readValue()), () -> "class " + value.getClass());
    }
    assertTrue(in.isAtEnd());
  }

  @Test
  void keepsImmutableCollectionsImmutable() {
    for (Object value : List.of(List.of(1), List.of(1, 2, 3))) {
      List<?> back = (List<?>) roundTrip(value);
      assertThrows(UnsupportedOperationException.class, () -> back.remove(0));
      assertTrue(codecs.isImmutable(back));
    }
    assertTrue(codecs.isImmutable(roundTrip(Set.of(1, 2))));
    assertTrue(codecs.isImmutable(roundTrip(Map.of(1, 2))));
    assertThrows(
        UnsupportedOperationException.class,
        () ->
            ((List<?>) roundTrip(Collections.unmodifiableList(new ArrayList<>(List.of(1)))))
                .clear());
  }

  @Test
  void knowsWhatIsImmutable() {
    assertTrue(codecs.isImmutable(new Samples.Point(1, 2)));
    assertTrue(codecs.isImmutable(new Samples.Node(1, new Samples.Node(2, null))));
    assertTrue(codecs.isImmutable(new Samples.Couple<>("a", 1)));
    assertTrue(codecs.isImmutable(new Samples.Couple<>("a", List.of(1))));
    assertTrue(codecs.isImmutable(new Samples.Fork(new Samples.Leaf(1), new Samples.Leaf(2))));
    assertFalse(codecs.isImmutable(new Samples.Couple<>("a", new ArrayList<>())));
    assertFalse(codecs.isImmutable(new Samples.Couple<>("a", List.of(new int[1]))));
    assertFalse(codecs.isImmutable(Collections.unmodifiableList(new ArrayList<>())));
    assertFalse(codecs.isImmutable(Samples.bean("a", 1)));
    assertFalse(codecs.isImmutable(new int[0]));
    assertFalse(codecs.isImmutable(new Samples.Money(1)));
  }

  @Test
  void copiesOnlyWhatMayChange() {
    Samples.Point point = new Samples.Point(1, 2);
    assertSame(point, codecs.copy(point));
    List<Object> list = new ArrayList<>(List.of(point));
    assertNotSame(list, codecs.copy(list));
    assertEquals(list, codecs.copy(list));
    assertNull(codecs.copy(null));
  }

  @Test
  void comparesCollectionsOfDifferentClassesByContent() {
    assertTrue(codecs.equal(new ArrayList<>(List.of(1)), List.of(1)));
    assertTrue(codecs.equal(Set.of(1), new java.util.TreeSet<>(Set.of(1))));
    assertFalse(codecs.equal(List.of(1), List.of(1L)));
    assertFalse(codecs.equal(1, 1L));
    assertFalse(codecs.equal(0.0, -0.0));
    assertTrue(codecs.equal(Double.NaN, Double.NaN));
  }

  @Test
  void estimatesHeapWithoutFailing() {
    for (Object value : Samples.all()) {
      long bytes = codecs.heapBytes(value);
      assertTrue(bytes >= 0 && bytes < 10_000, value.getClass() + " takes " + bytes);
    }
    long large = codecs.heapBytes(new ArrayList<>(Collections.nCopies(100_000, "0123456789")));
    assertTrue(large > 5_000_000 && large < 8_000_000, "estimated " + large);
  }
}
