package io.brasa.core.shuffle;

import io.brasa.core.block.BlockGroup;
import io.brasa.core.block.ChunkEncoder;
import io.brasa.runtime.codec.Group;
import io.brasa.runtime.codec.ValueColumn;
import io.brasa.runtime.error.EngineException;

/**
 * Makes groups of values that come one by one: in the heap while the task's memory has room for
 * them, in a file of the task when it has none, or when a group would take more than a fair part of
 * it. A group counts against the memory until its builder is {@linkplain #release told} that its
 * consumer has gone on, then it is the consumer's to account for; files stay until the task ends.
 */
final class GroupBuilder implements AutoCloseable {
  /** One group takes at most this part of the whole account. */
  private static final int FAIR_PART = 8;

  private final ShuffleContext context;
  private final long mostBytes;
  private final MemoryShare share;
  private final SizeSample sizes;

  /** Null unless somebody may change values after handing them over. */
  private final CodecCache borrowed;

  private Object first;
  private boolean hasFirst;
  private ValueColumn column = new ValueColumn();
  private long bytes;
  private RunWriter file;
  private ChunkEncoder encoder;

  /**
   * @param operation of the user, for errors
   * @param borrowsValues whether somebody may change values after handing them over
   */
  GroupBuilder(ShuffleContext context, String operation, boolean borrowsValues) {
    this(context, new MemoryShare(context, operation), borrowsValues);
  }

  private GroupBuilder(ShuffleContext context, MemoryShare share, boolean borrowsValues) {
    this.context = context;
    this.mostBytes = Math.max(MemoryShare.FLOOR_BYTES, context.account().totalBytes() / FAIR_PART);
    this.share = share;
    this.sizes = new SizeSample(context.codecs());
    this.borrowed = borrowsValues ? new CodecCache(context.codecs()) : null;
  }

  /** Another one that counts against the same memory, for groups that are made side by side. */
  GroupBuilder sibling() {
    return new GroupBuilder(context, share, borrowed != null);
  }

  /** Whether the group that is being made is in a file. */
  boolean isStoring() {
    return file != null;
  }

  EngineException exhausted(int keyCount) {
    return share.exhausted(
        "the groups of " + keyCount + " keys that have one hash", share.usedBytes());
  }

  void begin() {
    column.clear();
    hasFirst = false;
    first = null;
    bytes = 0;
  }

  void add(Object value) {
    Object kept = borrowed == null ? value : borrowed.owned(value);
    if (file != null) {
      write(kept);
    } else if (column.size() > 0) {
      hold(kept);
    } else if (hasFirst) {
      hold(first);
      if (file == null) hold(kept);
      else write(kept);
    } else {
      first = kept;
      hasFirst = true;
    }
  }

  private void hold(Object value) {
    long more = column.growthBytes(value);
    column.add(value);
    if (column.holdsReferences()) more += sizes.of(value);
    bytes += more;
    if (more > 0 && (!share.use(more) || bytes > mostBytes)) putAside();
  }

  private void putAside() {
    ShuffleMetrics metrics = context.metrics();
    String path = context.spillFolder().path() + "/group-" + metrics.spillCount++;
    file = new RunWriter(context.storage(), path, 1, context.codecs());
    encoder = new ChunkEncoder(context.codecs());
    for (int i = 0; i < column.size(); i++) write(column.get(i));
    column.clear();
    share.use(-bytes);
    bytes = 0;
  }

  private void write(Object value) {
    encoder.write(value);
    if (encoder.isFull()) {
      context.cancellation().run();
      file.chunk(encoder.seal());
    }
  }

  Group<Object> finish() {
    if (file != null) return finishFile();
    if (column.size() > 0) return column.group();
    Group<Object> one = ValueColumn.groupOfOne(first);
    first = null;
    return one;
  }

  private Group<Object> finishFile() {
    try (RunWriter finished = file) {
      if (!encoder.isEmpty()) finished.chunk(encoder.seal());
      finished.endTarget();
      Run run = finished.finish();
      context.metrics().spillBytes += run.totalBytes();
      return new BlockGroup<>(run.spilled(0), context.codecs());
    } finally {
      file = null;
      encoder = null;
    }
  }

  /** The groups made so far are somebody else's. */
  void release() {
    share.close();
  }

  /** Forgets the group that is being made. */
  void abandon() {
    begin();
    if (file != null) file.close();
    file = null;
  }

  @Override
  public void close() {
    abandon();
    release();
  }
}
