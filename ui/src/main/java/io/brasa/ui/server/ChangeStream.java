package io.brasa.ui.server;

import io.brasa.runtime.environment.Await;
import io.brasa.runtime.environment.Environment;
import io.brasa.ui.api.Application;
import io.brasa.ui.json.Json;
import io.brasa.ui.state.ApplicationState;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * Tells one asker what changes, as server-sent events: at most two a second, and a comment every so
 * often, by which the asker's end is noticed. Runs on the thread of the request.
 */
final class ChangeStream {
  private static final long PAUSE_MILLIS = 500;
  private static final long SILENCE_MILLIS = 10_000;

  private final Application application;
  private final Await await;
  private final BooleanSupplier isOver;

  ChangeStream(Application application, Environment environment, BooleanSupplier isOver) {
    this.application = application;
    this.await = environment.newAwait();
    this.isOver = isOver;
  }

  /** What changed. */
  record Change(long version, List<String> changed) {}

  /**
   * Until the asker is gone or the server ends. Begins with what has changed since the version that
   * the asker has heard of; one that has heard of none is told that the application has, since it
   * may have asked for what it shows some time ago.
   *
   * @param heard the version, or -1
   */
  void copyTo(OutputStream out, long heard) throws IOException, InterruptedException {
    ApplicationState state = application.state();
    long told = heard;
    long silentMillis = 0;
    write(out, "retry: 2000\n\n");
    if (heard < 0 || heard > state.version()) {
      told = state.version();
      tell(out, new Change(told, List.of("application")));
    }
    while (!isOver.getAsBoolean()) {
      application.refresh();
      long now = state.version();
      if (now != told) {
        tell(out, new Change(now, state.changedSince(told)));
        told = now;
        silentMillis = 0;
      } else if (silentMillis >= SILENCE_MILLIS) {
        write(out, ": nothing new\n\n");
        silentMillis = 0;
      }
      // Not to be woken by each event is what bounds the work.
      await.until(isOver, PAUSE_MILLIS);
      silentMillis += PAUSE_MILLIS;
    }
  }

  private static void tell(OutputStream out, Change change) throws IOException {
    write(out, "id: " + change.version() + "\nevent: change\ndata: " + Json.text(change) + "\n\n");
  }

  private static void write(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
    out.flush();
  }
}
