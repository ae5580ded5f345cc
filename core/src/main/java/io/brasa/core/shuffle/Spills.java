package io.brasa.core.shuffle;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * The runs that one consumer has put aside, in the order in which it did. When sixteen of a level
 * have come together they are merged into one of the next level, so that there are few to merge at
 * the end however little memory there is. Not thread-safe.
 */
final class Spills implements AutoCloseable {
  static final int FAN_IN = 16;

  private final ShuffleContext context;
  private final int targetCount;

  /**
   * Levels never increase along the list, so the runs to be merged are the last ones and the order
   * stays.
   */
  private final List<Run> runs = new ArrayList<>();

  private final List<Integer> levels = new ArrayList<>();

  Spills(ShuffleContext context, int targetCount) {
    this.context = context;
    this.targetCount = targetCount;
  }

  boolean isEmpty() {
    return runs.isEmpty();
  }

  /** In order; not to be changed. */
  List<Run> runs() {
    return runs;
  }

  /** Adds a run that the action writes target by target. */
  void add(Consumer<RunWriter> action) {
    runs.add(write(action));
    levels.add(0);
  }

  /** How several runs become one. */
  @FunctionalInterface
  interface Merger {
    /** Writes what the runs hold for a target, in the order that the consumer wants. */
    void merge(List<Run> runs, int target, RunWriter writer);
  }

  /** Merges while there are too many of a level. */
  void compact(Merger merger) {
    while (hasFullLevel()) {
      int first = runs.size() - FAN_IN;
      List<Run> last = List.copyOf(runs.subList(first, runs.size()));
      int level = levels.getLast() + 1;
      Run run = write(writer -> mergeInto(writer, last, merger));
      runs.subList(first, runs.size()).clear();
      levels.subList(first, levels.size()).clear();
      runs.add(run);
      levels.add(level);
      for (Run old : last) old.delete();
    }
  }

  private boolean hasFullLevel() {
    int count = levels.size();
    return count >= FAN_IN && levels.get(count - FAN_IN).equals(levels.getLast());
  }

  private void mergeInto(RunWriter writer, List<Run> from, Merger merger) {
    for (int target = 0; target < targetCount; target++) {
      merger.merge(from, target, writer);
      writer.endTarget();
    }
  }

  private Run write(Consumer<RunWriter> action) {
    ShuffleMetrics metrics = context.metrics();
    String path = context.spillFolder().path() + "/spill-" + metrics.spillCount++;
    try (RunWriter writer = new RunWriter(context.storage(), path, targetCount, context.codecs())) {
      action.accept(writer);
      Run run = writer.finish();
      metrics.spillBytes += run.totalBytes();
      return run;
    }
  }

  /** One cursor per run, in order. */
  List<Rows> cursors(List<Run> of, int target) {
    List<Rows> cursors = new ArrayList<>(of.size());
    for (Run run : of) cursors.add(BlockRows.ofSpill(run.spilled(target), context));
    return cursors;
  }

  /**
   * Deletes the files, but for those that groups may be views of: these go with the task's folder.
   */
  @Override
  public void close() {
    for (Run run : runs) {
      if (!run.hasAttachments()) run.delete();
    }
    runs.clear();
    levels.clear();
  }
}
