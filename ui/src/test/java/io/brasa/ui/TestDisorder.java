package io.brasa.ui;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;

import io.brasa.core.event.Event;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Events of a damaged log may be anything: left out, out of order, twice. */
final class TestDisorder {
  private static final List<String> PATHS =
      List.of(
          "",
          "/jobs?sort=-durationMillis",
          "/jobs/0",
          "/stages?sort=tasks.failed",
          "/stages/0/0",
          "/stages/0/0/tasks?sort=-wallMillis",
          "/stages/0/0/timeline",
          "/stages/1/0/tasks",
          "/executors",
          "/storage",
          "/queries/1",
          "/problems",
          "/activity");

  @Test
  void answersWhateverTheEventsAre() throws Exception {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int round = 0; round < 60; round++) {
      List<Event> events = new ArrayList<>(Story.events());
      events.addAll(Story.events().subList(random.nextInt(10), 10 + random.nextInt(20)));
      Collections.shuffle(events, random);
      events = events.subList(0, 1 + random.nextInt(events.size()));
      List<Event> told = events;
      try (Served served = assertDoesNotThrow(() -> new Served(told), () -> "seed " + seed)) {
        for (String path : PATHS) {
          var answer = served.client.get("/api/v1/applications/app-1" + path);
          Parsed.of(answer.body());
          if (answer.statusCode() != 200 && answer.statusCode() != 404)
            throw new AssertionError(
                path + " gave " + answer.statusCode() + " " + answer.body() + ", seed " + seed);
        }
      }
    }
  }
}
