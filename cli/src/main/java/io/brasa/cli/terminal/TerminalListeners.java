package io.brasa.cli.terminal;

import io.brasa.core.event.EventListener;
import io.brasa.core.event.EventListenerProvider;
import java.io.PrintStream;
import java.util.Optional;

/** Gives each context of a program under {@code brasa run} its bar and its summary. */
public final class TerminalListeners implements EventListenerProvider {
  /**
   * The system property that {@code brasa run} sets; without it a context in this process is left
   * alone.
   */
  public static final String SWITCH = "brasa.summary";

  @Override
  public EventListener listener() {
    if (!Boolean.getBoolean(SWITCH)) return event -> {};
    PrintStream out = System.err;
    StageSummary summary = new StageSummary(out);
    Optional<Progress> progress = Progress.onTerminal();
    if (progress.isEmpty()) return summary;
    return event -> {
      progress.get().on(event);
      summary.on(event);
    };
  }
}
