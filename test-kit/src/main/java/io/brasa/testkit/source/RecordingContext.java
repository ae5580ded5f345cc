package io.brasa.testkit.source;

import io.brasa.columnar.source.SourceContext;
import io.brasa.runtime.memory.Reservation;
import io.brasa.runtime.storage.Storages;
import java.time.ZoneId;
import java.util.concurrent.CancellationException;

/** What the engine would lend, counting what is taken. */
public final class RecordingContext implements SourceContext, Reservation {
  private final Storages storages = Storages.ofThisHost();
  private final ZoneId zone;
  public long inputRows;
  public long inputBytes;
  public long damage;
  public long held;
  public boolean isCancelled;

  public RecordingContext() {
    this(ZoneId.of("Europe/Berlin"));
  }

  public RecordingContext(ZoneId zone) {
    this.zone = zone;
  }

  @Override
  public Storages storages() {
    return storages;
  }

  @Override
  public ZoneId zone() {
    return zone;
  }

  @Override
  public void checkCancelled() {
    if (isCancelled) throw new CancellationException("cancelled");
  }

  @Override
  public Reservation memory() {
    return this;
  }

  @Override
  public void countInput(long rows, long bytes) {
    inputRows += rows;
    inputBytes += bytes;
  }

  @Override
  public void countDamage(long count) {
    damage += count;
  }

  @Override
  public boolean grow(long bytes) {
    held += bytes;
    return true;
  }

  @Override
  public void shrink(long bytes) {
    held -= bytes;
  }

  @Override
  public long heldBytes() {
    return held;
  }

  @Override
  public void close() {}
}
