package io.brasa.columnar.source.files;

import io.brasa.columnar.source.SourceContext;
import io.brasa.runtime.memory.Reservation;
import io.brasa.runtime.storage.Storages;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** What the driver reads files with while a table is opened: nothing is counted or refused. */
public record OpeningContext(Storages storages) implements SourceContext, Reservation {
  @Override
  public ZoneId zone() {
    return ZoneOffset.UTC;
  }

  @Override
  public void checkCancelled() {}

  @Override
  public Reservation memory() {
    return this;
  }

  @Override
  public void countInput(long rows, long bytes) {}

  @Override
  public void countDamage(long count) {}

  @Override
  public boolean grow(long bytes) {
    return true;
  }

  @Override
  public void shrink(long bytes) {}

  @Override
  public long heldBytes() {
    return 0;
  }

  @Override
  public void close() {}
}
