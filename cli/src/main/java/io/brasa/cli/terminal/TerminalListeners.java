package io.brasa.cli.terminal;

import io.brasa.core.event.EventListener;
import io.brasa.core.event.EventListenerProvider;
import java.io.PrintStream;

/** Gives each context of a program under {@code brasa run} its bar and its summary. */
public final class TerminalListeners implements EventListenerProvider {
  /**
   * The system property that {@code brasa run} sets; without it a context in this process is left
   * alone.
   */
  public static final String SWITCH = "brasa.summary";

  /** Set by the launcher, which can tell: standard error is a terminal. */
  private static final String TERMINAL = "brasa.terminal";

  @Override
  public EventListener listener() {
    if (!Boolean.getBoolean(SWITCH)) return event -> {};
    PrintStream out = System.err;
    StageSummary summary = new StageSummary(out);
    if (!Boolean.getBoolean(TERMINAL)) return summary;
    ProgressBar bar = new ProgressBar(out);
    return event -> {
      bar.on(event);
      summary.on(event);
    };
  }
}
