package io.brasa.cli.terminal;

import io.brasa.core.event.Event;
import io.brasa.core.event.EventListener;
import java.io.PrintStream;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One line on a terminal, painted over and over while jobs run: the running stages with their share
 * of finished tasks, and how long the oldest job has run. Jobs shorter than {@value
 * #PATIENCE_MILLIS} ms show nothing; it is painted at most every {@value #REPAINT_MILLIS} ms, and
 * cleared when the last job ends so that the program's output stands alone. Calls must not overlap.
 */
final class ProgressBar implements EventListener {
  private static final long PATIENCE_MILLIS = 500;
  private static final long REPAINT_MILLIS = 100;
  private static final int WIDTH = 79;
  private static final int BAR = 20;

  private final PrintStream out;
  private final Map<Long, Event.JobStarted> jobs = new LinkedHashMap<>();
  private final Map<Long, Running> stages = new LinkedHashMap<>();
  private long paintedMillis;
  private boolean isHeld;
  private volatile boolean isShown;

  /**
   * @param out a terminal
   */
  ProgressBar(PrintStream out) {
    this.out = out;
  }

  @Override
  public void on(Event event) {
    switch (event) {
      case Event.JobStarted started -> jobs.put(started.job(), started);
      case Event.StageStarted started ->
          stages.put(started.stage(), new Running(started.name(), started.taskCount()));
      case Event.TaskEnded ended -> count(ended);
      case Event.StageEnded ended -> stages.remove(ended.stage());
      case Event.JobEnded ended -> jobs.remove(ended.job());
      case Event.ApplicationEnded _ -> jobs.clear();
      default -> {}
    }
    if (jobs.isEmpty()) clear();
    else tick(event.atMillis());
  }

  /** Whether it stands on the terminal. Any thread may ask. */
  boolean isShown() {
    return isShown;
  }

  /** Takes it away; it comes back when it is painted next. */
  void wipe() {
    if (isShown) {
      out.print("\r" + " ".repeat(WIDTH) + "\r");
      out.flush();
    }
    isShown = false;
  }

  /** Whether it is not to be painted: the line is somebody else's. */
  void hold(boolean isToWait) {
    isHeld = isToWait;
  }

  /** Whether there is something to show as time goes by. */
  boolean isRunning() {
    return !jobs.isEmpty();
  }

  /**
   * Paints if it is time to.
   *
   * @param nowMillis by the clock of the events
   */
  void tick(long nowMillis) {
    if (jobs.isEmpty() || isHeld) return;
    Event.JobStarted oldest = jobs.values().iterator().next();
    long runningMillis = nowMillis - oldest.atMillis();
    if (runningMillis < PATIENCE_MILLIS || nowMillis - paintedMillis < REPAINT_MILLIS) return;
    paint(oldest.site(), Amounts.duration(runningMillis));
    paintedMillis = nowMillis;
  }

  private void count(Event.TaskEnded ended) {
    Running stage = stages.get(ended.stage());
    if (stage != null && ended.isWinner() && ended.error().isEmpty())
      stage.done.set(ended.partition());
  }

  /** The time stands at the end of the line, whatever stands before it. */
  private void paint(String job, String time) {
    StringBuilder line = new StringBuilder();
    for (Running stage : stages.values()) {
      if (!line.isEmpty()) line.append("  ");
      stage.append(line);
    }
    // Between two stages, or before the first has found a slot.
    if (line.isEmpty()) line.append(job);
    int end = WIDTH - time.length() - 1;
    if (line.length() > end) line.setLength(end);
    while (line.length() <= end) line.append(' ');
    out.print("\r" + line + time);
    out.flush();
    isShown = true;
  }

  private void clear() {
    stages.clear();
    wipe();
  }

  private static final class Running {
    private final String name;
    private final int taskCount;
    private final BitSet done = new BitSet();

    Running(String name, int taskCount) {
      this.name = name;
      this.taskCount = taskCount;
    }

    void append(StringBuilder line) {
      int count = Math.min(done.cardinality(), taskCount);
      int filled = taskCount == 0 ? BAR : BAR * count / taskCount;
      line.append(name).append(" [");
      line.append("=".repeat(filled)).append(" ".repeat(BAR - filled)).append("] ");
      line.append(count).append('/').append(taskCount);
    }
  }
}
