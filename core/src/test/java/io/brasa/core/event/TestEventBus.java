package io.brasa.core.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brasa.runtime.environment.SystemEnvironment;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TestEventBus {
  private final List<String> lines = new ArrayList<>();
  private final EventBus bus = new EventBus(lines::add);
  private final List<Event> heard = new ArrayList<>();

  @Test
  void tellsAllListenersInOrder() {
    List<String> order = new ArrayList<>();
    bus.add(event -> order.add("first " + event.atMillis()));
    bus.add(event -> order.add("second " + event.atMillis()));
    bus.on(new Event.ApplicationEnded(1));
    bus.on(new Event.ApplicationEnded(2));
    assertEquals(List.of("first 1", "second 1", "first 2", "second 2"), order);
  }

  @Test
  void removesAListenerThatThrowsWithOneLine() {
    bus.add(
        event -> {
          throw new IllegalStateException("broken");
        });
    bus.add(heard::add);
    for (int index = 0; index < 3; index++) bus.on(new Event.ApplicationEnded(index));
    assertEquals(4, heard.size());
    assertEquals(new Event.Warned(0, lines.getFirst()), heard.get(1));
    assertEquals(1, lines.size());
    assertTrue(lines.getFirst().contains("broken"), lines.getFirst());
  }

  @Test
  void tellsWhatListenersThemselvesCauseAfterwards() {
    bus.add(
        event -> {
          if (event.atMillis() == 1) bus.on(new Event.ApplicationEnded(2));
        });
    bus.add(heard::add);
    bus.on(new Event.ApplicationEnded(1));
    assertEquals(List.of(new Event.ApplicationEnded(1), new Event.ApplicationEnded(2)), heard);
  }

  @Test
  void tasksThatComeTogetherAreToldOneByOneToWhomThatIsAllTheSame() {
    FinishedTasks tasks = new FinishedTasks(5, 1, "e");
    tasks.add(3, 0, 70, TaskMetrics.NONE);
    tasks.addStarted(9, 2, TaskMetrics.NONE);
    tasks.endAt(80);
    List<FinishedTasks> together = new ArrayList<>();
    bus.add(heard::add);
    bus.add(
        new EventListener() {
          @Override
          public void on(Event event) {
            throw new AssertionError(event);
          }

          @Override
          public void onFinished(FinishedTasks finished) {
            together.add(finished);
          }
        });
    bus.onFinished(tasks);
    assertEquals(
        List.of(
            new Event.TaskStarted(70, 5, 1, 3, 0, "e"),
            new Event.TaskEnded(80, 5, 1, 3, 0, "e", true, "", TaskMetrics.NONE),
            new Event.TaskEnded(80, 5, 1, 9, 2, "e", true, "", TaskMetrics.NONE)),
        heard);
    assertEquals(List.of(tasks), together);
    assertEquals(List.of(), lines);
  }

  @Test
  void removedListenersHearNoMore() {
    EventListener listener = heard::add;
    bus.add(listener);
    bus.on(new Event.ApplicationEnded(1));
    bus.remove(listener);
    bus.on(new Event.ApplicationEnded(2));
    assertEquals(1, heard.size());
  }

  @Test
  void neverTellsTwoEventsAtOnceAndKeepsTheOrderOfEachThread() throws InterruptedException {
    bus.add(heard::add); // a plain list: two at once would lose some
    Thread[] threads = new Thread[6];
    for (int index = 0; index < threads.length; index++) {
      int number = index;
      threads[index] =
          Thread.ofPlatform()
              .start(
                  () -> {
                    for (int at = 0; at < 3_000; at++) bus.on(new Event.JobEnded(at, number, ""));
                  });
    }
    for (Thread thread : threads) thread.join();
    bus.awaitDelivered(new SystemEnvironment().newAwait());
    assertEquals(18_000, heard.size());
    long[] next = new long[threads.length];
    for (Event event : heard) {
      if (event instanceof Event.JobEnded ended)
        assertEquals(next[(int) ended.job()]++, ended.atMillis());
    }
  }
}
