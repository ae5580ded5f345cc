package io.brasa.core.shuffle;

import io.brasa.core.block.Block;
import io.brasa.core.error.CoreError;
import io.brasa.runtime.error.EngineException;

/**
 * Takes the records of one map attempt. Belongs to the task's thread. Ends with exactly one of
 * {@link #finish} and {@link #abort}; abort after either does nothing.
 */
public abstract sealed class ShuffleWriter permits CombiningWriter, AppendingWriter {
  private static final int CANCELLATION_PERIOD = 1024;

  final ShuffleSpec spec;
  final int targetCount;
  final ShuffleContext context;
  final KeyAccess keys;
  final OutputSummary summary;
  private final MapOutputId id;
  private final MapOutputStore store;
  private final Handover handover;
  private final Partitioner partitioner;
  private final boolean usesHash;
  private long rowCount;
  private boolean isEnded;

  ShuffleWriter(
      ShuffleSpec spec,
      MapOutputId id,
      Handover handover,
      ShuffleContext context,
      MapOutputStore store) {
    this.spec = spec;
    this.targetCount = spec.targetCount();
    this.context = context;
    this.keys = new KeyAccess(context.codecs(), spec.operation());
    this.summary = new OutputSummary(targetCount, spec.digest(), context.codecs());
    this.id = id;
    this.store = store;
    this.handover = handover;
    this.partitioner =
        spec.partitioner() instanceof RangePartitioner ranges
            ? ranges.prepared()
            : spec.partitioner();
    this.usesHash = spec.usesHash();
  }

  /**
   * Takes a record; key and value may be null, and may be changed by the caller after this call.
   */
  public final void write(Object key, Object value) {
    if (++rowCount % CANCELLATION_PERIOD == 0) context.cancellation().run();
    accept(key, value);
  }

  final int targetOf(Object key) {
    int hash = usesHash ? keys.hash(key) : 0;
    int target = partitioner.partition(key, hash);
    if (target < 0 || target >= targetCount)
      throw outOfRange(spec.operation(), target, targetCount);
    return target;
  }

  static EngineException outOfRange(String operation, int target, int targetCount) {
    return new EngineException(
        CoreError.PARTITION_OUT_OF_RANGE,
        "The partitioner of " + operation + " gave partition " + target + " of " + targetCount,
        "Let it return a number from 0 to one below its partition count");
  }

  /**
   * Makes the output readable in the {@link MapOutputStore} that opened this writer. When the same
   * attempt has finished there before, that output stays and is returned.
   */
  public final MapOutput finish() {
    if (isEnded) throw new IllegalStateException(id + " has ended");
    end();
    MapOutput output = hasSpilled() || isForFile() ? finishInFile() : finishInHeap();
    isEnded = true;
    context.metrics().rowsWritten += output.totalRows();
    context.metrics().bytesWritten += output.totalBytes();
    return output;
  }

  /** Whether the output goes to a file however little of it there is. */
  final boolean isForFile() {
    return handover == Handover.ENCODED || store.prefersFiles(id.shuffle());
  }

  private MapOutput finishInFile() {
    Run run;
    try (RunWriter file = store.newFile(id, targetCount)) {
      writeTargets(file);
      run = file.finish();
    }
    release();
    return put(run);
  }

  private MapOutput put(Run run) {
    long[] bytes = new long[targetCount];
    for (int target = 0; target < targetCount; target++) bytes[target] = run.bytes(target);
    return store.put(summary.build(id, bytes), run);
  }

  private MapOutput finishInHeap() {
    Block[] blocks;
    Run run;
    try (HeapSink heap =
        new HeapSink(id, targetCount, context, () -> store.newFile(id, targetCount))) {
      writeTargets(heap);
      run = heap.finishFile();
      blocks = heap.blocks();
    }
    // First given back, then taken again by the store: counted twice it would be refused for
    // nothing.
    release();
    if (run != null) return put(run);
    long[] bytes = new long[targetCount];
    for (int target = 0; target < targetCount; target++) bytes[target] = blocks[target].sizeBytes();
    return store.put(summary.build(id, bytes), blocks);
  }

  private void writeTargets(MapSink sink) {
    for (int target = 0; target < targetCount; target++) {
      writeTarget(target, sink);
      sink.endTarget();
    }
  }

  /** Forgets everything written and deletes its files. */
  public final void abort() {
    if (isEnded) return;
    isEnded = true;
    release();
  }

  abstract void accept(Object key, Object value);

  /** All records are in. */
  abstract void end();

  /** Whether the output has to go to a file. */
  abstract boolean hasSpilled();

  /** Everything that belongs to a target, once, in the order of the targets. */
  abstract void writeTarget(int target, MapSink sink);

  /** Gives back memory and deletes spills. */
  abstract void release();
}
