package io.brasa.cli.chaos;

import io.brasa.core.event.Event;
import io.brasa.core.event.EventListener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Writes what a driver goes through, a line for each event and at once, behind what drivers before
 * it have written. Lines are words: the kind, milliseconds, and what {@link History} reads.
 */
final class Journal implements EventListener, AutoCloseable {
  private final Writer out;

  Journal(Path file) throws IOException {
    out =
        Files.newBufferedWriter(
            file,
            StandardCharsets.UTF_8,
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            StandardOpenOption.APPEND);
  }

  @Override
  public void on(Event event) {
    switch (event) {
      case Event.ExecutorAdded e ->
          write("executor", e.atMillis(), e.executor() + " " + e.processId());
      case Event.ExecutorLost e -> write("lost", e.atMillis(), e.executor() + " " + e.reason());
      case Event.StageStarted e ->
          write("stage", e.atMillis(), e.stage() + " " + e.attempt() + " " + e.name());
      case Event.TaskStarted e ->
          write(
              "begin", e.atMillis(), task(e.stage(), e.partition(), e.taskAttempt(), e.executor()));
      case Event.TaskEnded e ->
          write(
              "end",
              e.atMillis(),
              task(e.stage(), e.partition(), e.taskAttempt(), e.executor())
                  + (e.isWinner() ? " won " : " lost ")
                  + e.error());
      case Event.StageRecognised e ->
          write("recognised", e.atMillis(), e.stage() + " " + e.count());
      default -> {}
    }
  }

  private static String task(long stage, int partition, int attempt, String executor) {
    return stage + "/" + partition + "/" + attempt + " " + executor;
  }

  void write(String kind, long millis, String rest) {
    try {
      out.write(kind + " " + millis + " " + rest.replace('\n', ' ').replace('\r', ' ') + "\n");
      out.flush();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
