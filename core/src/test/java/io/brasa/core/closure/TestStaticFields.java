package io.brasa.core.closure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brasa.core.closure.Envelope.StaticValue;
import io.brasa.runtime.environment.Await;
import io.brasa.runtime.environment.SystemEnvironment;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A field keeps its value as long as anybody relies on it. */
@Timeout(60)
final class TestStaticFields {
  private static volatile int first;
  private static volatile int second;
  private static volatile int third;

  private static final List<String> NAMES = List.of("first", "second", "third");

  private final StaticFields fields = new StaticFields();

  private static StaticValue value(String field, int value) {
    return new StaticValue(TestStaticFields.class.getName(), field, new byte[] {(byte) value});
  }

  private static Field field(String name) throws NoSuchFieldException {
    Field field = TestStaticFields.class.getDeclaredField(name);
    field.setAccessible(true);
    return field;
  }

  private void assign(StaticFields.Reliance reliance) throws ReflectiveOperationException {
    for (StaticValue value : fields.unassigned(reliance))
      fields.assign(reliance, value, field(value.field()), (int) value.value()[0]);
  }

  private StaticFields.Reliance begin(StaticValue... values) throws ReflectiveOperationException {
    StaticFields.Reliance reliance = fields.begin(List.of(values));
    if (reliance != null) assign(reliance);
    return reliance;
  }

  @Test
  void equalValuesAreReliedOnTogether() throws Exception {
    StaticFields.Reliance one = begin(value("first", 1));
    StaticFields.Reliance another = begin(value("first", 1));
    assertNotNull(another);
    assertNull(begin(value("first", 2)));
    fields.end(one);
    fields.end(one);
    assertNull(begin(value("first", 2)), "ending twice is ending once");
    fields.end(another);
    assertNotNull(begin(value("first", 2)));
    assertEquals(2, first);
  }

  @Test
  void allFieldsAreTakenOrNone() throws Exception {
    StaticFields.Reliance one = begin(value("second", 1));
    assertNull(begin(value("first", 7), value("second", 7)));
    assertNotNull(begin(value("first", 8)), "whoever could not begin holds nothing");
    fields.end(one);
  }

  @Test
  void nobodyReliesOnWhatIsStillBeingAssigned() throws Exception {
    StaticFields.Reliance one = fields.begin(List.of(value("third", 5)));
    assertNull(fields.begin(List.of(value("third", 5))));
    assign(one);
    assertNotNull(fields.begin(List.of(value("third", 5))));
  }

  @Test
  void whatWasNotAssignedIsAssignedByTheNext() throws Exception {
    third = 0;
    StaticFields.Reliance failed = fields.begin(List.of(value("third", 6)));
    fields.end(failed);
    StaticFields.Reliance next = fields.begin(List.of(value("third", 6)));
    assertEquals(1, fields.unassigned(next).size());
    assign(next);
    assertEquals(6, third);
    fields.end(next);
    assertEquals(List.of(), fields.unassigned(begin(value("third", 6))), "it is still there");
  }

  @Test
  void whoHasEndedAssignsNothing() throws Exception {
    first = 0;
    StaticValue late = value("first", 3);
    StaticFields.Reliance given = fields.begin(List.of(late));
    fields.end(given);
    assertNotNull(begin(value("first", 4)));
    fields.assign(given, late, field("first"), 3);
    assertEquals(4, first);
  }

  @Test
  void equalBytesAreTheSameArrayFromThenOn() throws Exception {
    StaticValue known = value("first", 9);
    begin(known);
    assertSame(known.value(), fields.known(List.of(value("first", 9))).getFirst().value());
    assertFalse(fields.known(List.of(value("first", 8))).getFirst().value() == known.value());
  }

  /** Threads that want random values of random fields; each reads its own all the while. */
  @Test
  void manyThreadsReadWhatTheyWant() throws Exception {
    long seed = System.nanoTime();
    System.out.println("seed " + seed);
    Queue<String> wrong = new ConcurrentLinkedQueue<>();
    AtomicInteger together = new AtomicInteger();
    AtomicInteger mostTogether = new AtomicInteger();
    Await ended = new SystemEnvironment().newAwait();
    List<Thread> threads = new ArrayList<>();
    for (int t = 0; t < 6; t++) {
      Random random = new Random(seed + t);
      threads.add(
          Thread.ofPlatform()
              .start(
                  () -> {
                    try {
                      for (int i = 0; i < 2_000; i++) {
                        runOne(random, ended, wrong, together, mostTogether);
                      }
                    } catch (Exception | Error e) {
                      wrong.add(e.toString());
                    }
                  }));
    }
    for (Thread thread : threads) thread.join();
    assertEquals(List.of(), wrong.stream().limit(3).toList(), wrong.size() + " were wrong");
    assertTrue(mostTogether.get() > 1, "some wanted the same, or other fields");
  }

  private void runOne(
      Random random,
      Await ended,
      Queue<String> wrong,
      AtomicInteger together,
      AtomicInteger mostTogether)
      throws Exception {
    List<StaticValue> wanted = new ArrayList<>();
    for (String name : NAMES) if (random.nextInt(3) > 0) wanted.add(value(name, random.nextInt(3)));
    StaticFields.Reliance[] begun = new StaticFields.Reliance[1];
    ended.until(() -> begun[0] != null || (begun[0] = fields.begin(wanted)) != null);
    assign(begun[0]);
    ended.signal();
    mostTogether.accumulateAndGet(together.incrementAndGet(), Math::max);
    for (int turn = 0; turn < 3; turn++) {
      for (StaticValue value : wanted) {
        int read = field(value.field()).getInt(null);
        if (read != value.value()[0])
          wrong.add(value.field() + " was " + read + " for " + value.value()[0]);
      }
      Thread.yield();
    }
    together.decrementAndGet();
    fields.end(begun[0]);
    ended.signal();
  }
}
