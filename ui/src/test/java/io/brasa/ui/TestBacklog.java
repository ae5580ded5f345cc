package io.brasa.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.brasa.core.event.Event;
import io.brasa.core.event.EventListener;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;

final class TestBacklog {
  private static final class Recorded implements EventListener {
    private final List<Long> heard = new ArrayList<>();

    @Override
    public void on(Event event) {
      heard.add(event.atMillis());
    }
  }

  private final List<Recorded> made = new ArrayList<>();
  private final Backlog<Recorded> backlog =
      new Backlog<>(
          () -> {
            made.add(new Recorded());
            return made.getLast();
          });

  private void tell(int from, int to) {
    for (int i = from; i < to; i++) backlog.on(new Event.ApplicationEnded(i));
  }

  private static List<Long> upTo(int count) {
    List<Long> numbers = new ArrayList<>();
    for (long i = 0; i < count; i++) numbers.add(i);
    return numbers;
  }

  @Test
  void makesNothingOfFewEventsUntilItIsAsked() {
    tell(0, 100);
    assertEquals(List.of(), made);
    assertEquals(upTo(100), backlog.listener().heard);
    tell(100, 200);
    assertEquals(upTo(200), backlog.listener().heard);
    assertEquals(1, made.size());
  }

  @Test
  void keepsNoMoreThanItsBound() {
    tell(0, 4_096);
    assertEquals(List.of(), made);
    tell(4_096, 10_000);
    assertEquals(upTo(10_000), made.getFirst().heard);
  }

  @Test
  void tellsAllInOrderWheneverItIsAsked() throws Exception {
    for (int round = 0; round < 50; round++) {
      Backlog<Recorded> asked = new Backlog<>(Recorded::new);
      FutureTask<Recorded> asking = new FutureTask<>(asked::listener);
      Thread other = Thread.ofPlatform().start(asking);
      for (int i = 0; i < 3_000; i++) asked.on(new Event.ApplicationEnded(i));
      other.join();
      assertEquals(upTo(3_000), asking.get().heard);
    }
  }
}
