package io.brasa.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brasa.core.event.Event;
import io.brasa.ui.metrics.Metrics;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Events at which the pages fail are not passed over without a word. */
final class TestHeard {
  @Test
  void anEventThatCannotBeTakenInIsCountedAndSaid() {
    Heard heard = new Heard();
    heard.on(new Event.ApplicationStarted(1, "a", "name", "local", "1"));
    assertEquals("", heard.failure());
    // As a listener gets it whose release knows other events: what should be there is not.
    heard.on(new Event.StageStarted(2, 3, 0, "f", "name", 1, 1, null));
    heard.on(new Event.StageStarted(2, 4, 0, "f", "name", 1, 1, null));
    assertTrue(heard.failure().contains("StageStarted"), heard.failure());
    heard.on(new Event.JobStarted(3, 1, "count", List.of()));
    assertEquals(1, heard.state().jobs().size());
    try (Metrics metrics = new Metrics(heard.totals())) {
      assertTrue(metrics.text().contains("\nbrasa_events_dropped_total 2.0\n"), metrics.text());
      assertTrue(metrics.text().contains("\nbrasa_events_total 4.0\n"), metrics.text());
    }
  }

  @Test
  void slotsAreThoseThatWereThereAtOneTime() {
    Heard heard = new Heard();
    heard.on(new Event.ExecutorAdded(1, "a-0", "host", 7, 2, 1));
    heard.on(new Event.ExecutorAdded(1, "b-0", "host", 8, 2, 1));
    heard.on(new Event.ExecutorLost(5, "a-0", "killed"));
    heard.on(new Event.ExecutorAdded(6, "a-1", "host", 9, 2, 1));
    assertEquals(4, heard.state().activity().slots());
    heard.on(new Event.ExecutorAdded(7, "c-0", "host", 10, 3, 1));
    assertEquals(7, heard.state().activity().slots());
  }
}
