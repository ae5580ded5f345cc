package io.brasa.core.shuffle;

import java.util.Arrays;

/**
 * For many targets: one buffer of records with their targets, brought into the order of the targets
 * by a counting sort. Records that somebody may change are copied.
 */
final class SortingWriter extends AppendingWriter {
  private static final int MIN_ROWS = 64;

  private final CodecCache keyCodecs;
  private final CodecCache valueCodecs;
  private final SizeSample keySizes;
  private final SizeSample valueSizes;

  /** Keys and values alternately. */
  private Object[] cells;

  private int[] targets;
  private int rowCount;
  private TargetOrder order;

  SortingWriter(
      ShuffleSpec spec,
      MapOutputId id,
      Handover handover,
      ShuffleContext context,
      MapOutputStore store) {
    super(spec, id, handover, context, store);
    this.keyCodecs = new CodecCache(context.codecs());
    this.valueCodecs = new CodecCache(context.codecs());
    this.keySizes = new SizeSample(context.codecs());
    this.valueSizes = new SizeSample(context.codecs());
    clear();
  }

  @Override
  void append(int target, Object key, Object value) {
    if (rowCount == targets.length) {
      cells = Arrays.copyOf(cells, 2 * cells.length);
      targets = Arrays.copyOf(targets, 2 * targets.length);
    }
    cells[2 * rowCount] = keyCodecs.owned(key);
    cells[2 * rowCount + 1] = valueCodecs.owned(value);
    targets[rowCount++] = target;
    // Beside the record: two references and a target, all with room to grow, and the order by
    // target.
    if (!share.useForRecord(keySizes.of(key) + valueSizes.of(value) + 32)) spill();
  }

  @Override
  void prepare() {
    long[] rows = new long[rowCount];
    for (int row = 0; row < rowCount; row++) rows[row] = row;
    order = TargetOrder.of(rows, targets, targetCount);
  }

  @Override
  void writeBuffered(int target, MapSink sink) {
    for (int i = order.starts()[target]; i < order.starts()[target + 1]; i++) {
      int row = (int) order.order()[i];
      sink.row(cells[2 * row], cells[2 * row + 1]);
    }
  }

  @Override
  void clear() {
    cells = new Object[2 * MIN_ROWS];
    targets = new int[MIN_ROWS];
    rowCount = 0;
    order = null;
  }
}
