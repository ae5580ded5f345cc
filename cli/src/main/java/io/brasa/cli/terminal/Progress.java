package io.brasa.cli.terminal;

import io.brasa.core.event.Event;
import io.brasa.core.event.EventListener;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.Optional;

/**
 * A progress bar that goes on with time, not with events alone: tasks may be few and long. A thread
 * of its own looks at it while jobs run, and ends with the application. Until then what the program
 * and its log write to the same terminal takes the bar's line away first, and the bar comes back
 * behind the next end of a line. Thread-safe.
 */
public final class Progress implements EventListener {
  /** Set by the launcher, which can tell: standard error is a terminal. */
  private static final String TERMINAL = "brasa.terminal";

  /** Set by the launcher: standard input and output are. */
  private static final String PROMPT = "brasa.prompt";

  private static final long TICK_MILLIS = 200;

  private final ProgressBar bar;
  private final PrintStream errors;
  private final PrintStream output;
  private final PrintStream ownErrors;
  private final PrintStream ownOutput;
  private volatile boolean isMidLine;
  private boolean isStarted;
  private boolean isEnded;
  private boolean isIdle;

  private Progress(boolean isOutputShared) {
    errors = System.err;
    output = System.out;
    bar = new ProgressBar(errors);
    ownErrors = sharing(errors);
    ownOutput = isOutputShared ? sharing(output) : output;
    System.setErr(ownErrors);
    System.setOut(ownOutput);
  }

  /** One on standard error, if that is a terminal. */
  public static Optional<Progress> onTerminal() {
    return Boolean.getBoolean(TERMINAL)
        ? Optional.of(new Progress(Boolean.getBoolean(PROMPT)))
        : Optional.empty();
  }

  @Override
  public synchronized void on(Event event) {
    bar.on(event);
    if (event instanceof Event.ApplicationEnded) end();
    if (!isStarted && bar.isRunning()) {
      isStarted = true;
      Thread.ofPlatform().daemon().name("progress").start(this::tick);
    } else if (isIdle && (isEnded || bar.isRunning())) notifyAll();
  }

  /** Somebody else may have put other streams in the place of these: then those stay. */
  private void end() {
    isEnded = true;
    if (System.err == ownErrors) System.setErr(errors);
    if (System.out == ownOutput) System.setOut(output);
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

  private PrintStream sharing(PrintStream stream) {
    return new PrintStream(new Sharing(stream), true, stream.charset());
  }

  /** Before something is written. */
  private void makeRoom() {
    if (!bar.isShown()) return;
    synchronized (this) {
      bar.wipe();
    }
  }

  /** A line that has begun is not painted over. */
  private void wrote(int last) {
    boolean isOpen = last != '\n';
    if (isOpen == isMidLine) return;
    synchronized (this) {
      isMidLine = isOpen;
      bar.hold(isOpen);
    }
  }

  /**
   * Never called with the lock of the progress held: what that writes goes to the stream itself.
   */
  private final class Sharing extends OutputStream {
    private final PrintStream stream;

    Sharing(PrintStream stream) {
      this.stream = stream;
    }

    @Override
    public void write(int value) {
      makeRoom();
      stream.write(value);
      wrote(value);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
      if (length == 0) return;
      makeRoom();
      stream.write(bytes, offset, length);
      wrote(bytes[offset + length - 1]);
    }

    @Override
    public void flush() {
      stream.flush();
    }
  }
}
