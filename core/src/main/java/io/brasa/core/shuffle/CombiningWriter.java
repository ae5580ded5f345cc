package io.brasa.core.shuffle;

/** Combines on the map side. */
final class CombiningWriter extends ShuffleWriter {
  private final CombineBuffer buffer;

  CombiningWriter(
      ShuffleSpec spec, MapOutputId id, Handover handover, ShuffleContext context, MapOutputStore store) {
    super(spec, id, handover, context, store);
    Merging merging = Merging.of(spec.aggregation(), false);
    this.buffer =
        new CombineBuffer(targetCount, spec.partitioner(), keys, merging, context, spec.operation(), true);
  }

  @Override
  void accept(int target, int hash, Object key, Object value) {
    buffer.add(target, hash, key, value);
  }

  @Override
  void end() {
    buffer.end();
  }

  @Override
  boolean hasSpilled() {
    return buffer.hasSpilled();
  }

  @Override
  void writeTarget(int target, MapSink sink) {
    try (Rows rows = buffer.rows(target)) {
      while (rows.advance()) {
        summary.add(target, rows.key, rows.value);
        sink.row(rows.key, rows.value);
      }
    }
  }

  @Override
  void release() {
    buffer.close();
  }
}
