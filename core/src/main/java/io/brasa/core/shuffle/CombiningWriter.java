package io.brasa.core.shuffle;

/** Combines on the map side. */
final class CombiningWriter extends ShuffleWriter {
  private final CombineBuffer buffer;

  /** What the plain table holds, by target; null before the first is written. */
  private long[][] plainRows;

  CombiningWriter(
      ShuffleSpec spec,
      MapOutputId id,
      Handover handover,
      ShuffleContext context,
      MapOutputStore store) {
    super(spec, id, handover, context, store);
    Merging merging = Merging.of(spec.aggregation(), false);
    this.buffer =
        new CombineBuffer(
            targetCount, spec.partitioner(), keys, merging, context, spec.operation(), true);
  }

  @Override
  void accept(Object key, Object value) {
    buffer.combine(key, value);
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
    if (buffer.hasSpilled()) {
      writeRows(target, buffer.rows(target), sink);
      return;
    }
    PlainTable plain = buffer.plainTable();
    if (plain != null) writePlain(target, plain, sink);
    CombineTable table = buffer.ownTable(target);
    if (table != null) writeTable(target, table, sink);
    else writeRows(target, buffer.tableRows(target), sink);
  }

  private void writeRows(int target, Rows given, MapSink sink) {
    try (Rows rows = given) {
      while (rows.advance()) {
        summary.add(target, rows.key, rows.value);
        sink.row(rows.key, rows.value);
      }
    }
  }

  private void writePlain(int target, PlainTable table, MapSink sink) {
    if (plainRows == null) plainRows = buffer.plainRows();
    long[] rows = plainRows[target];
    plainRows[target] = null;
    if (rows == null) return;
    for (int at = 0; at < rows.length; at += table.stride)
      summary.add(target, table.keyContent(rows, at), table.valueContent(rows, at));
    if (sink instanceof HeapSink heap && heap.takesReferences()) {
      heap.columns(table.keys, table.numbers, rows);
      return;
    }
    for (int at = 0; at < rows.length; at += table.stride)
      sink.row(table.keys.read(rows, at), table.numbers.read(rows, at + table.stride - 1));
  }

  private void writeTable(int target, CombineTable table, MapSink sink) {
    for (int i = 0; i < table.size(); i++) summary.add(target, table.key(i), table.value(i));
    if (sink instanceof HeapSink heap && heap.takesReferences() && refer(table, heap)) return;
    for (int i = 0; i < table.size(); i++) sink.row(table.key(i), table.value(i));
  }

  /** Hands over the array of the table as it is, unless somebody may change something in it. */
  private static boolean refer(CombineTable table, HeapSink heap) {
    long bytes = 0;
    for (int i = 0; i < table.size(); i++) {
      if (!heap.isImmutable(table.key(i), table.value(i))) return false;
      bytes += heap.sizeOf(table.key(i), table.value(i));
    }
    heap.references(table.cells(), 2 * table.size(), bytes);
    return true;
  }

  @Override
  void release() {
    buffer.close();
  }
}
