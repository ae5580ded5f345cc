package io.brasa.core.shuffle;

import io.brasa.core.function.Pair;
import java.util.Iterator;

/** Records that come from an iterator; closes it if it can be closed. */
final class RecordRows extends Rows {
  private final Iterator<? extends Pair<?, ?>> records;

  RecordRows(Iterator<? extends Pair<?, ?>> records) {
    this.records = records;
  }

  @Override
  boolean advance() {
    if (!records.hasNext()) return false;
    Pair<?, ?> next = records.next();
    key = next._1();
    value = next._2();
    return true;
  }

  @Override
  public void close() {
    if (!(records instanceof AutoCloseable closeable)) return;
    try {
      closeable.close();
    } catch (Exception e) {
      throw Thrown.unchecked(e);
    }
  }
}
