package io.brasa.cli.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brasa.core.event.Event;
import io.brasa.core.event.TaskMetrics;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TestProgressBar {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final ProgressBar bar =
      new ProgressBar(new PrintStream(bytes, true, StandardCharsets.UTF_8));

  @Test
  void saysNothingOfAShortJob() {
    start(0, 4);
    task(100, 0);
    bar.on(new Event.JobEnded(200, 1, ""));
    assertEquals("", text());
  }

  @Test
  void paintsTheShareOfFinishedTasks() {
    start(0, 4);
    task(100, 0);
    task(600, 1);
    assertTrue(text().startsWith("\rcount at A.java:1 [==========          ] 2/4"), text());
  }

  @Test
  void countsAPartitionOnceAndOnlyItsWinner() {
    start(0, 4);
    task(600, 1);
    bytes.reset();
    task(800, 1);
    bar.on(new Event.TaskEnded(1_000, 3, 0, 2, 0, "local", false, "lost", TaskMetrics.NONE));
    assertTrue(
        text()
            .endsWith(
                "1/4"
                    + " ".repeat(74 - "count at A.java:1 [=====               ] 1/4".length())
                    + "1.0 s"),
        text());
  }

  @Test
  void doesNotPaintMoreOftenThanEyesCanSee() {
    start(0, 1_000);
    for (int i = 0; i < 1_000; i++) task(600 + i / 10, i);
    assertEquals(1, text().chars().filter(c -> c == '\r').count());
  }

  @Test
  void clearsItsLineAtTheEnd() {
    start(0, 4);
    task(600, 1);
    bytes.reset();
    bar.on(new Event.JobEnded(700, 1, ""));
    assertEquals("\r" + " ".repeat(79) + "\r", text());
  }

  @Test
  void goesOnWithTimeWhenNothingHappens() {
    start(0, 4);
    bar.tick(499);
    assertEquals("", text());
    bar.tick(61_500);
    assertEquals(
        "\rcount at A.java:1 [                    ] 0/4" + " ".repeat(26) + "1 min 1 s", text());
    bytes.reset();
    bar.tick(61_550);
    assertEquals("", text());
  }

  @Test
  void makesRoomForOthersAndWaitsForTheEndOfTheirLines() {
    start(0, 4);
    bar.tick(1_000);
    assertTrue(bar.isShown());
    bytes.reset();
    bar.wipe();
    assertEquals("\r" + " ".repeat(79) + "\r", text());
    bar.hold(true);
    bytes.reset();
    bar.tick(2_000);
    bar.wipe();
    assertEquals("", text());
    bar.hold(false);
    bar.tick(3_000);
    assertTrue(text().endsWith("3.0 s"), text());
  }

  @Test
  void namesTheJobWhileNoStageRuns() {
    start(0, 1);
    bar.on(new Event.StageEnded(600, 3, 0, ""));
    assertTrue(text().startsWith("\rcount at A.java:1   "), text());
  }

  @Test
  void aJobThatEndsLeavesTheLineToThoseThatRun() {
    start(0, 4);
    bar.on(new Event.JobStarted(100, 2, "another", List.of()));
    bar.on(new Event.JobEnded(700, 2, ""));
    assertTrue(text().startsWith("\rcount at A.java:1 ["), text());
    assertTrue(bar.isRunning());
    bytes.reset();
    bar.on(new Event.ApplicationEnded(800));
    assertEquals("\r" + " ".repeat(79) + "\r", text());
    assertFalse(bar.isRunning());
    bytes.reset();
    bar.tick(2_000);
    assertEquals("", text());
  }

  @Test
  void aLongLineKeepsItsTime() {
    bar.on(new Event.JobStarted(0, 1, "a job", List.of(3L)));
    bar.on(new Event.StageStarted(0, 3, 0, "fingerprint", "a name ".repeat(20), 1, 1, List.of()));
    bar.tick(2_000);
    assertEquals(80, text().length());
    assertTrue(text().endsWith(" 2.0 s"), text());
  }

  private void start(long atMillis, int taskCount) {
    bar.on(new Event.JobStarted(atMillis, 1, "count at A.java:1", List.of(3L)));
    bar.on(
        new Event.StageStarted(
            atMillis, 3, 0, "fingerprint", "count at A.java:1", taskCount, taskCount, List.of()));
  }

  private void task(long atMillis, int partition) {
    bar.on(new Event.TaskEnded(atMillis, 3, 0, partition, 0, "local", true, "", TaskMetrics.NONE));
  }

  private String text() {
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
