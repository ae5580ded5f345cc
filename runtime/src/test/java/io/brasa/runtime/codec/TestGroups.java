package io.brasa.runtime.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brasa.runtime.error.EngineException;
import io.brasa.runtime.error.RuntimeError;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

final class TestGroups {
  private final Codecs codecs = new Codecs(TestGroups.class.getClassLoader());

  /** A group that claims to be as large as it is told. */
  private static final class Elsewhere extends StoredGroup<Object> {
    private static final long serialVersionUID = 1L;
    private final transient List<Object> values;
    private final long bytes;

    Elsewhere(List<Object> values, long bytes) {
      this.values = values;
      this.bytes = bytes;
    }

    @Override
    public long count() {
      return values.size();
    }

    @Override
    public long storedBytes() {
      return bytes;
    }

    @Override
    public Iterator<Object> iterator() {
      return values.iterator();
    }
  }

  private record Holder(String name, Iterable<Object> values) {}

  @Test
  void columnsHoldWhateverComesInWhateverOrder() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    for (int round = 0; round < 300; round++) {
      ValueColumn column = new ValueColumn();
      List<Object> model = new ArrayList<>();
      int kind = random.nextInt(5);
      int count = random.nextInt(200);
      for (int i = 0; i < count; i++) {
        Object value =
            switch (random.nextInt(50) == 0 ? random.nextInt(5) : kind) {
              case 0 -> random.nextInt();
              case 1 -> random.nextLong();
              case 2 -> random.nextDouble();
              case 3 -> null;
              default -> "text";
            };
        long before = column.arrayBytes();
        long growth = column.growthBytes(value);
        column.add(value);
        assertTrue(column.arrayBytes() - before <= growth, "growth is announced, seed " + seed);
        model.add(value);
      }
      int from = random.nextInt(count + 1);
      int to = from + random.nextInt(count - from + 1);
      assertEquals(model.subList(from, to), column.group(from, to), "seed " + seed);
      assertEquals(model, column.group(), "seed " + seed);
      assertEquals(0, column.size());
    }
  }

  @Test
  void equalsListsOfTheSameValuesBothWays() {
    for (List<Object> values :
        List.of(List.<Object>of(), List.<Object>of(1, 2), List.<Object>of("a"))) {
      for (Group<Object> group :
          List.of(ValueColumn.<Object>groupOf(values), new Elsewhere(values, 10))) {
        assertEquals(values, group);
        assertEquals(group, values);
        assertEquals(values.hashCode(), group.hashCode());
        assertEquals(values.toString(), group.toString());
        assertTrue(codecs.equal(values, group) && codecs.equal(group, values));
        assertEquals(codecs.hash(values), codecs.hash(group));
        assertNotEquals(group, List.of(1));
        assertEquals(values, group.stream().toList());
        codecs.requireKey(group);
      }
    }
  }

  @Test
  void groupsOfValuesThatCannotBeKeysAreNoKeys() {
    Group<Object> arrays = ValueColumn.groupOf(List.of(new int[] {1}));
    EngineException failure = assertThrows(EngineException.class, () -> codecs.requireKey(arrays));
    assertEquals(RuntimeError.KEY_WITHOUT_VALUE_EQUALITY, failure.code());
  }

  @Test
  void copiesShareWhatIsStoredButWholeCopiesDoNot() {
    Elsewhere stored = new Elsewhere(List.of("a", "b"), 1000);
    Holder holder = new Holder("name", stored);
    assertFalse(codecs.isImmutable(holder));
    assertSame(stored, codecs.copy(holder).values());
    long[] told = new long[1];
    Holder whole = codecs.wholeCopy(holder, bytes -> told[0] = bytes);
    assertEquals(1000, told[0]);
    assertNotSame(stored, whole.values());
    assertEquals(stored, whole.values());
    assertTrue(codecs.isImmutable(whole));
    assertThrows(
        IllegalStateException.class,
        () ->
            codecs.wholeCopy(
                holder,
                bytes -> {
                  throw new IllegalStateException("no room");
                }));
  }

  @Test
  void whatCannotBeInMemoryIsRefusedByName() {
    Elsewhere huge = new Elsewhere(List.of("a"), Long.MAX_VALUE / 2);
    List<Supplier<Object>> uses = List.of(huge::toArray, () -> new ArrayList<>(huge));
    for (Supplier<Object> use : uses) {
      EngineException failure = assertThrows(EngineException.class, use::get);
      assertEquals(RuntimeError.MEMORY_EXHAUSTED, failure.code());
    }
    Encoder out = new Encoder(codecs);
    assertEquals(
        RuntimeError.MEMORY_EXHAUSTED,
        assertThrows(EngineException.class, () -> out.writeValue(huge)).code());
    String large = "x".repeat(1 << 20);
    Group<Object> long64 = ValueColumn.groupOf(Collections.nCopies(100, large));
    assertEquals(
        RuntimeError.MEMORY_EXHAUSTED,
        assertThrows(EngineException.class, long64::toString).code());
  }

  @Test
  void anAttachedGroupWithoutItsCarrierIsNamed() {
    Encoder out = new Encoder(codecs);
    List<StoredGroup<?>> attached = new ArrayList<>();
    out.attachTo(attached);
    out.writeValue(new Elsewhere(List.of(1), 10));
    assertEquals(1, attached.size());
    EngineException failure =
        assertThrows(
            EngineException.class, () -> new Decoder(codecs, out.toByteArray()).readValue());
    assertEquals(RuntimeError.CODEC_CORRUPT, failure.code());
  }

  @Test
  void javaSerialisationMakesAListOfIt() throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(ValueColumn.groupOf(List.of(1, 2, 3)));
    }
    Object back = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray())).readObject();
    assertEquals(List.of(1, 2, 3), back);
    assertEquals(ArrayList.class, back.getClass());
  }
}
