package io.brasa.core.shuffle;

import java.util.List;

/**
 * Moves records without combining them: within a target they stay in the order in which they were
 * written, spilled or not.
 */
abstract sealed class AppendingWriter extends ShuffleWriter permits BufferingWriter, SortingWriter {
  final MemoryShare share;
  private final Spills spills;
  private boolean hasNoRoomInHeap;

  AppendingWriter(
      ShuffleSpec spec,
      MapOutputId id,
      Handover handover,
      ShuffleContext context,
      MapOutputStore store) {
    super(spec, id, handover, context, store);
    this.share = new MemoryShare(context, spec.operation());
    this.spills = new Spills(context, targetCount);
  }

  @Override
  final void accept(Object key, Object value) {
    int target = targetOf(key);
    summary.add(target, key, value);
    append(target, key, value);
  }

  abstract void append(int target, Object key, Object value);

  /** Before targets are written. */
  abstract void prepare();

  abstract void writeBuffered(int target, MapSink sink);

  /** Forgets what is buffered. */
  abstract void clear();

  final void spill() {
    prepare();
    spills.add(
        writer -> {
          for (int target = 0; target < targetCount; target++) {
            writeBuffered(target, writer);
            writer.endTarget();
          }
        });
    clear();
    share.close();
    spills.compact(AppendingWriter::concatenate);
  }

  private static void concatenate(List<Run> runs, int target, RunWriter writer) {
    for (Run run : runs) writer.copy(run, target);
  }

  /** Whether there is memory for the output beside what is buffered; asked at the end. */
  boolean hasRoomInHeap() {
    return true;
  }

  @Override
  final void end() {
    hasNoRoomInHeap = spills.isEmpty() && !isForFile() && !hasRoomInHeap();
    prepare();
  }

  @Override
  final boolean hasSpilled() {
    return hasNoRoomInHeap || !spills.isEmpty();
  }

  @Override
  final void writeTarget(int target, MapSink sink) {
    if (sink instanceof RunWriter file) concatenate(spills.runs(), target, file);
    writeBuffered(target, sink);
  }

  @Override
  final void release() {
    clear();
    share.close();
    spills.close();
  }
}
