package io.brasa.cli.chaos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brasa.core.event.Event;
import io.brasa.core.event.TaskMetrics;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TestHistory {
  @TempDir private Path folder;
  private Path file;
  private History history;

  @BeforeEach
  void begin() {
    file = folder.resolve("journal");
    history = new History(file);
  }

  private static Event.TaskEnded end(long millis, int partition, String executor, String error) {
    return new Event.TaskEnded(
        millis, 3, 0, partition, 0, executor, error.isEmpty(), error, TaskMetrics.NONE);
  }

  @Test
  void knowsWhoWasAtWorkWhen() throws Exception {
    history.read(); // there is no file yet
    try (Journal journal = new Journal(file)) {
      journal.write("driver", 5, "77");
      journal.on(new Event.ExecutorAdded(6, "e1", "h", 4_711, 1, 1));
      journal.on(new Event.TaskStarted(10, 3, 0, 0, 0, "e1"));
      journal.on(new Event.TaskStarted(10, 3, 0, 1, 0, "e2"));
      journal.on(end(20, 0, "e1", ""));
      history.read();
      assertFalse(history.isFinished());
      journal.on(new Event.ExecutorLost(30, "e2", "its process\nended"));
      journal.write("finished", 40, "");
    }
    history.read();
    assertEquals(77, history.driver());
    assertEquals(4_711, history.process("e1"));
    assertEquals(0, history.process("e2"));
    assertEquals(List.of("e2 its process ended"), history.losses());
    assertTrue(history.isAtWork(Set.of("e1"), 15));
    assertFalse(history.isAtWork(Set.of("e1"), 9));
    assertFalse(history.isAtWork(Set.of("e1"), 21));
    assertTrue(history.isAtWork(Set.of("e1", "e2"), 21));
    assertTrue(history.isFinished());
    assertEquals(35, history.millis());
  }

  @Test
  void countsTasksOfASecondDriverAnew() throws Exception {
    try (Journal journal = new Journal(file)) {
      journal.write("driver", 5, "1");
      journal.on(new Event.TaskStarted(10, 3, 0, 0, 0, "e1"));
      journal.write("failed", 11, "CODE: what. Remedy.");
      history.read();
      assertEquals("CODE: what. Remedy.", history.failure());
      journal.write("driver", 20, "2");
      journal.on(end(25, 0, "e1", "input lost: x"));
    }
    history.read();
    assertEquals("", history.failure());
    assertEquals(2, history.driverCount());
    assertTrue(history.isAtWork(Set.of("e1"), 26), "the first one's task has never ended");
    assertTrue(history.hasErrorSince(25, ""));
    assertFalse(history.hasErrorSince(26, ""));
  }

  @Test
  void waitsForTheRestOfALine() throws Exception {
    Files.writeString(file, "driver 5 77\nbegin 10 3/0/0 e");
    history.read();
    assertEquals(0, history.begun().size());
    Files.writeString(file, "12\n", StandardOpenOption.APPEND);
    history.read();
    assertEquals("e12", history.begun().getFirst().executor());
    assertEquals("stage 0", history.phase(history.begun().getFirst()));
  }

  @Test
  void answersDifferInLinesOrInFiles() throws Exception {
    Path one = Files.createDirectories(folder.resolve("a/answer"));
    Path two = Files.createDirectories(folder.resolve("b/answer"));
    Files.writeString(one.resolve("part-00000"), "x\ny\n");
    Files.writeString(two.resolve("part-00000"), "y\nx\n");
    assertEquals("", Answer.of(one, false).differenceTo(Answer.of(two, false)));
    assertTrue(Answer.of(one, true).differenceTo(Answer.of(two, true)).contains("is wrong"));
    Files.createDirectory(two.resolveSibling("left"));
    assertTrue(Answer.of(one, false).differenceTo(Answer.of(two, false)).contains("/left"));
  }
}
