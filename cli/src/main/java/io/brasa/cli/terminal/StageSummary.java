package io.brasa.cli.terminal;

import io.brasa.core.event.AccumulatorValue;
import io.brasa.core.event.Event;
import io.brasa.core.event.EventListener;
import io.brasa.core.event.TaskMetrics;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A table of the stages when the context closes: tasks, rows, bytes, spill, time. Tasks that ran
 * twice count twice in the work but once in the tasks, so that lost work shows. Stages are numbered
 * as they began: their ids are long hashes. Of many stages only the {@value #MOST_STAGES} with the
 * most time are listed, in their order. Below it stand the named accumulators as the last jobs left
 * them. Calls must not overlap.
 */
public final class StageSummary implements EventListener {
  private static final int MOST_STAGES = 20;
  private static final int MOST_ACCUMULATORS = 20;
  private static final int NAME_WIDTH = 36;
  private static final String[] TITLES = {
    "tasks", "redone", "rows in", "rows out", "read", "fetched", "shuffled", "spilled", "time"
  };
  private static final int[] WIDTHS = {7, 7, 12, 12, 10, 10, 10, 10, 13};

  private final PrintStream out;
  private final Map<Long, Row> rows = new LinkedHashMap<>();
  private final Map<String, String> accumulators = new LinkedHashMap<>();

  /** Of the tasks whose output counts. */
  private long damageCount;

  public StageSummary(PrintStream out) {
    this.out = out;
  }

  /**
   * Not a switch over patterns: linking one generates a class, and this runs in the first
   * milliseconds of every program.
   */
  @Override
  public void on(Event event) {
    if (event instanceof Event.StageStarted started) start(started);
    else if (event instanceof Event.TaskEnded ended) add(ended);
    else if (event instanceof Event.StageEnded ended) end(ended);
    else if (event instanceof Event.JobEnded ended) note(ended);
    else if (event instanceof Event.ApplicationEnded) print();
  }

  private void start(Event.StageStarted started) {
    Row row = rows.get(started.stage());
    if (row == null) {
      row = new Row(rows.size() + 1, started.name());
      rows.put(started.stage(), row);
    }
    row.startedMillis = started.atMillis();
  }

  private void add(Event.TaskEnded ended) {
    Row row = rows.get(ended.stage());
    if (row == null) return;
    row.metrics = row.metrics.plus(ended.metrics());
    if (ended.isWinner()) {
      row.taskCount++;
      damageCount += ended.metrics().damageCount();
    } else {
      row.redoneCount++;
    }
  }

  private void end(Event.StageEnded ended) {
    Row row = rows.get(ended.stage());
    if (row != null) row.millis += ended.atMillis() - row.startedMillis;
  }

  private void note(Event.JobEnded ended) {
    for (AccumulatorValue counted : ended.accumulators()) {
      accumulators.remove(counted.name());
      accumulators.put(counted.name(), counted.value());
      if (accumulators.size() > MOST_ACCUMULATORS)
        accumulators.remove(accumulators.keySet().iterator().next());
    }
  }

  private void print() {
    if (rows.isEmpty()) return;
    StringBuilder text = new StringBuilder("stage ");
    padRight("", NAME_WIDTH, text);
    for (int i = 0; i < TITLES.length; i++) padLeft(TITLES[i], WIDTHS[i], text);
    text.append('\n');
    List<Row> listed = listed();
    for (Row row : listed) row.append(text);
    if (listed.size() < rows.size())
      text.append("and ").append(rows.size() - listed.size()).append(" shorter stages\n");
    if (damageCount > 0)
      text.append(Amounts.count(damageCount))
          .append(" damaged parts of the input were left out or replaced\n");
    for (Map.Entry<String, String> counted : accumulators.entrySet())
      text.append("counted ")
          .append(counted.getKey())
          .append(": ")
          .append(counted.getValue())
          .append('\n');
    out.print(text);
    out.flush();
    rows.clear();
    accumulators.clear();
  }

  private List<Row> listed() {
    List<Row> listed = new ArrayList<>(rows.values());
    if (listed.size() <= MOST_STAGES) return listed;
    listed.sort(Comparator.comparingLong((Row row) -> row.millis).reversed());
    listed = new ArrayList<>(listed.subList(0, MOST_STAGES));
    listed.sort(Comparator.comparingInt(row -> row.number));
    return listed;
  }

  private static void padLeft(String text, int width, StringBuilder line) {
    for (int i = text.length(); i < width; i++) line.append(' ');
    line.append(text);
  }

  private static void padRight(String text, int width, StringBuilder line) {
    line.append(text, 0, Math.min(text.length(), width));
    for (int i = text.length(); i < width; i++) line.append(' ');
  }

  private static final class Row {
    private final int number;
    private final String name;
    private TaskMetrics metrics = TaskMetrics.NONE;
    private int taskCount;
    private int redoneCount;
    private long startedMillis;
    private long millis;

    Row(int number, String name) {
      this.number = number;
      this.name = name;
    }

    void append(StringBuilder text) {
      padLeft(Integer.toString(number), 5, text);
      text.append(' ');
      padRight(name, NAME_WIDTH, text);
      String[] cells = {
        Integer.toString(taskCount),
        Integer.toString(redoneCount),
        Amounts.count(metrics.rowsIn()),
        Amounts.count(metrics.rowsOut()),
        Amounts.bytes(metrics.inputBytes()),
        Amounts.bytes(metrics.shuffleReadBytes()),
        Amounts.bytes(metrics.shuffleWriteBytes()),
        Amounts.bytes(metrics.spillBytes()),
        Amounts.duration(millis)
      };
      for (int i = 0; i < cells.length; i++) padLeft(cells[i], WIDTHS[i], text);
      text.append('\n');
    }
  }
}
