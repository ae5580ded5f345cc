package io.brasa.cli.terminal;

import io.brasa.core.event.Event;
import io.brasa.core.event.EventListener;
import java.io.PrintStream;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One line on a terminal, painted over and over: the running stages with their share of finished
 * tasks. Jobs shorter than {@value #PATIENCE_MILLIS} ms show nothing; it is painted at most every
 * {@value #REPAINT_MILLIS} ms of the events' clock, and cleared when the job ends so that the
 * program's output stands alone. Calls must not overlap.
 */
public final class ProgressBar implements EventListener {
  private static final long PATIENCE_MILLIS = 500;
  private static final long REPAINT_MILLIS = 100;
  private static final int WIDTH = 79;
  private static final int BAR = 20;

  private final PrintStream out;
  private final Map<Long, Running> stages = new LinkedHashMap<>();
  private long jobStartMillis;
  private long paintedMillis;
  private boolean isShown;

  /**
   * @param out a terminal
   */
  public ProgressBar(PrintStream out) {
    this.out = out;
  }

  @Override
  public void on(Event event) {
    switch (event) {
      case Event.JobStarted started -> jobStartMillis = started.atMillis();
      case Event.StageStarted started ->
          stages.put(started.stage(), new Running(started.name(), started.taskCount()));
      case Event.TaskEnded ended -> count(ended);
      case Event.StageEnded ended -> stages.remove(ended.stage());
      case Event.JobEnded _, Event.ApplicationEnded _ -> clear();
      default -> {}
    }
    boolean isDue =
        event.atMillis() - jobStartMillis >= PATIENCE_MILLIS
            && event.atMillis() - paintedMillis >= REPAINT_MILLIS;
    if (isDue && !stages.isEmpty()) paint(event.atMillis());
  }

  private void count(Event.TaskEnded ended) {
    Running stage = stages.get(ended.stage());
    if (stage != null && ended.isWinner() && ended.error().isEmpty())
      stage.done.set(ended.partition());
  }

  private void paint(long atMillis) {
    StringBuilder line = new StringBuilder();
    for (Running stage : stages.values()) {
      if (!line.isEmpty()) line.append("  ");
      stage.append(line);
    }
    if (line.length() > WIDTH) line.setLength(WIDTH);
    while (line.length() < WIDTH) line.append(' ');
    out.print("\r" + line);
    out.flush();
    paintedMillis = atMillis;
    isShown = true;
  }

  private void clear() {
    stages.clear();
    if (isShown) {
      out.print("\r" + " ".repeat(WIDTH) + "\r");
      out.flush();
    }
    isShown = false;
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
