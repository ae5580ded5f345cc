package io.brasa.core.execute;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brasa.core.closure.Closures;
import io.brasa.core.closure.Envelope;
import io.brasa.core.closure.ShippedClassLoaders;
import io.brasa.core.closure.StaticTurn;
import io.brasa.core.function.Function;
import io.brasa.core.schedule.SchedulerCommand.Lease;
import io.brasa.core.schedule.SchedulerCommand.StageAttempt;
import io.brasa.core.task.ProgramSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Which lease is next when some need other values of static fields than the tasks that run. */
final class TestLeaseQueue {
  private static int scale;

  private final Closures closures = new Closures();
  private final ShippedClassLoaders executor =
      new ShippedClassLoaders(
          name -> closures.classSource().classBytes(name), getClass().getClassLoader());
  private final LeaseQueue queue = new LeaseQueue();

  private OpenLease add(long stage, Function<Integer, Integer> function, int taskCount) {
    Envelope envelope = closures.seal(function, true);
    List<Integer> partitions = new ArrayList<>();
    for (int p = 0; p < taskCount; p++) partitions.add(p);
    StageWork work =
        new StageWork(
            new StageAttempt(stage, 0, List.of()),
            "stage " + stage,
            new ProgramSource.Sealed(envelope, true),
            _ -> List.of());
    OpenLease lease =
        new OpenLease(
            new Lease(stage, "executor", stage, 0, partitions, partitions),
            work,
            List.of(),
            closures.turn(envelope, executor.forEnvelope(envelope)),
            100);
    queue.add(lease);
    return lease;
  }

  private OpenLease reading(long stage, int value, int taskCount) {
    scale = value;
    return add(stage, x -> x * scale, taskCount);
  }

  private OpenLease plain(long stage) {
    return add(stage, x -> x + 1, 1);
  }

  private StaticTurn.Held begin(OpenLease lease) {
    assertSame(lease, queue.next());
    assertTrue(queue.claim(lease) >= 0);
    StaticTurn.Held turn = lease.turn.begin().orElseThrow();
    closures.assign(turn, UnaryOperator.identity());
    return turn;
  }

  @Test
  void theOldestIsFirst() {
    OpenLease first = reading(1, 5, 2);
    reading(2, 5, 1);
    try (StaticTurn.Held one = begin(first);
        StaticTurn.Held two = begin(first)) {
      assertEquals(2, queue.next().lease.stage(), "equal values run together");
      assertEquals(1, queue.unclaimedCount());
    }
  }

  @Test
  void whatNeedsOtherValuesIsPassedOverAndKeepsBackWhatIsYounger() {
    StaticTurn.Held running = begin(reading(1, 5, 1));
    OpenLease waiting = reading(2, 6, 1);
    reading(3, 5, 1);
    assertNull(queue.next(), "a younger one of the running value would keep it waiting");
    OpenLease other = plain(4);
    assertSame(other, queue.next());
    running.close();
    assertSame(waiting, queue.next());
  }

  @Test
  void whatIsStoppedIsNextToBeReported() {
    StaticTurn.Held running = begin(reading(1, 5, 1));
    OpenLease waiting = reading(2, 6, 1);
    OpenLease younger = reading(3, 5, 1);
    queue.stop(2, 0);
    assertSame(waiting, queue.next());
    queue.claim(waiting);
    assertSame(younger, queue.next());
    running.close();
  }

  @Test
  void whatIsGivenBackKeepsNobodyBack() {
    StaticTurn.Held running = begin(reading(1, 5, 1));
    OpenLease waiting = reading(2, 6, 3);
    OpenLease younger = reading(3, 5, 1);
    assertSame(waiting, queue.recall(2));
    assertEquals(3, waiting.report(0).size());
    assertNull(queue.recall(2));
    assertSame(younger, queue.next());
    assertEquals(2, queue.size());
    running.close();
  }

  @Test
  void aLongWaitIsToldOfOnce() {
    OpenLease first = reading(1, 5, 1);
    StaticTurn.Held running = begin(first);
    reading(2, 6, 1);
    assertEquals(List.of(), queue.longWaits(99, List.of(first)), "it has not waited long");
    String told = queue.longWaits(100, List.of(first)).getFirst();
    assertTrue(told.startsWith("tasks of 'stage 2' wait for those of 'stage 1'"), told);
    assertTrue(told.contains("static field " + getClass().getName() + ".scale."), told);
    assertEquals(List.of(), queue.longWaits(100, List.of(first)));
    running.close();
  }
}
