package io.brasa.cli.terminal;

import io.brasa.core.event.Event;
import io.brasa.core.event.EventListener;
import java.io.PrintStream;
import java.util.Optional;

/**
 * A progress bar that goes on with time, not with events alone: tasks may be few and long. A thread
 * of its own looks at it while jobs run, and ends with the application. Thread-safe.
 */
public final class Progress implements EventListener {
  /** Set by the launcher, which can tell: standard error is a terminal. */
  private static final String TERMINAL = "brasa.terminal";

  private static final long TICK_MILLIS = 200;

  private final ProgressBar bar;
  private boolean isStarted;
  private boolean isEnded;
  private boolean isIdle;

  /**
   * @param out a terminal
   */
  Progress(PrintStream out) {
    bar = new ProgressBar(out);
  }

  /** One on standard error, if that is a terminal. */
  public static Optional<Progress> onTerminal() {
    return Boolean.getBoolean(TERMINAL) ? Optional.of(new Progress(System.err)) : Optional.empty();
  }

  @Override
  public synchronized void on(Event event) {
    bar.on(event);
    if (event instanceof Event.ApplicationEnded) isEnded = true;
    if (!isStarted && bar.isRunning()) {
      isStarted = true;
      Thread.ofPlatform().daemon().name("progress").start(this::tick);
    } else if (isIdle && (isEnded || bar.isRunning())) notifyAll();
  }

  private synchronized void tick() {
    try {
      while (!isEnded) {
        isIdle = !bar.isRunning();
        if (isIdle) wait();
        else wait(TICK_MILLIS);
        bar.tick(System.currentTimeMillis());
      }
    } catch (InterruptedException e) {
      // Nobody interrupts it but to end it.
      Thread.currentThread().interrupt();
    }
  }
}
