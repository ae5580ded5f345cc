package io.brasa.core.closure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brasa.core.function.Function;
import io.brasa.runtime.error.EngineException;
import java.io.Serializable;
import java.lang.reflect.Proxy;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** One instance serves all tasks only where nothing can change. */
final class TestSharing {
  enum Color {
    RED,
    GREEN {
      @Override
      public String toString() {
        return "green";
      }
    }
  }

  record Range(int from, Color color, LocalDate day) implements Serializable {}

  record Holder(List<Integer> values) implements Serializable {}

  record Handle(int id) implements Shippable {}

  private final Closures closures = new Closures();
  private int count;
  private final int limit = Integer.parseInt("7");

  private boolean shares(Function<Integer, ?> function) {
    closures.declare(function, new CallSite("map", "Job.java", 1));
    return closures.isShareable(function);
  }

  @Test
  void immutableCapturesAreShared() {
    int number = Integer.parseInt("3");
    String text = "a" + number;
    Color color = Color.GREEN;
    Range range = new Range(number, color, LocalDate.EPOCH);
    Handle handle = new Handle(number);
    List<Object> list = List.of(1, "two", range);
    BigDecimal decimal = BigDecimal.ONE;
    Object hidden = text;
    assertTrue(shares(x -> x + 1));
    assertTrue(shares(x -> x + number + text + color));
    assertTrue(shares(x -> range.from() + handle.id()));
    assertTrue(shares(x -> list.size()));
    assertTrue(shares(x -> decimal.scale()));
    assertTrue(shares(x -> hidden));
    assertTrue(shares(x -> new Holder(List.of(x))));
    Holder holder = new Holder(List.of(1));
    assertTrue(shares(x -> holder));
  }

  @Test
  void mutableCapturesAreNotShared() {
    List<Integer> list = new ArrayList<>();
    int[] array = {1};
    AtomicInteger counter = new AtomicInteger();
    Holder holder = new Holder(list);
    StringBuilder text = new StringBuilder();
    assertFalse(shares(x -> list.add(x)));
    assertFalse(shares(x -> array[0]++));
    assertFalse(shares(x -> counter.incrementAndGet()));
    assertFalse(shares(x -> holder));
    assertFalse(shares(x -> text.append(x)));
  }

  private Function<Integer, Integer> writesOuter() {
    return x -> count = x;
  }

  private Function<Integer, Integer> readsMutable() {
    return x -> x + count;
  }

  private Function<Integer, Integer> readsFinal() {
    return x -> x + limit;
  }

  @Test
  void anOuterObjectIsSharedIfOnlyFinalFieldsAreRead() {
    assertTrue(shares(readsFinal()));
    assertFalse(shares(readsMutable()));
    assertFalse(shares(writesOuter()));
  }

  private static final class Counting implements Function<Integer, Integer> {
    private int calls;

    @Override
    public Integer call(Integer x) {
      return x + calls++;
    }
  }

  private static final class Adding implements Function<Integer, Integer> {
    private final int number;

    Adding(int number) {
      this.number = number;
    }

    @Override
    public Integer call(Integer x) {
      return x + number;
    }
  }

  @Test
  void functionObjectsWithStateAreNotShared() {
    assertFalse(shares(new Counting()));
    assertTrue(shares(new Adding(3)));
  }

  @Test
  void everyOpeningMakesAnotherCopy() throws Exception {
    Envelope envelope = closures.seal(new Counting(), false);
    ClassLoader loader = getClass().getClassLoader();
    Set<Object> copies = new HashSet<>();
    for (int i = 0; i < 3; i++) {
      @SuppressWarnings("unchecked")
      Function<Integer, Integer> copy =
          (Function<Integer, Integer>) closures.open(envelope, loader);
      assertEquals(5, copy.call(5));
      copies.add(copy);
    }
    assertEquals(3, copies.size());
  }

  @Test
  void dynamicProxiesAreRefused() {
    Object proxy =
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {Runnable.class},
            (java.lang.reflect.InvocationHandler & Serializable) (_, _, _) -> null);
    assertThrows(EngineException.class, () -> shares(x -> proxy));
  }

  @Test
  void bytesThatAreNoEnvelopeAreRefused() {
    Envelope envelope = closures.seal(new Counting(), false);
    ClassLoader loader = getClass().getClassLoader();
    for (int i = 0; i < envelope.bytes().length; i++) {
      byte[] cut = java.util.Arrays.copyOf(envelope.bytes(), i);
      Envelope broken = new Envelope(cut, List.of(), List.of());
      assertThrows(EngineException.class, () -> closures.open(broken, loader));
    }
    byte[] text = "not an envelope".getBytes(StandardCharsets.UTF_8);
    assertThrows(
        EngineException.class,
        () -> closures.open(new Envelope(text, List.of(), List.of()), loader));
  }
}
