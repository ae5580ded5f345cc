package io.brasa.connectors.parquet;

import io.brasa.columnar.source.SourceContext;
import io.brasa.runtime.memory.Reservation;
import io.brasa.runtime.storage.Storages;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** What the engine would lend, counting what is taken. */
final class TestContext implements SourceContext {
  private final Storages storages = Storages.ofThisHost();
  long inputRows;
  long inputBytes;
  long heldBytes;
  long grantedBytes = Long.MAX_VALUE;

  @Override
  public Storages storages() {
    return storages;
  }

  @Override
  public ZoneId zone() {
    return ZoneOffset.UTC;
  }

  @Override
  public void checkCancelled() {}

  @Override
  public Reservation memory() {
    return new Reservation() {
      @Override
      public boolean grow(long bytes) {
        if (heldBytes + bytes > grantedBytes) return false;
        heldBytes += bytes;
        return true;
      }

      @Override
      public void shrink(long bytes) {
        heldBytes -= bytes;
      }

      @Override
      public long heldBytes() {
        return heldBytes;
      }

      @Override
      public void close() {}
    };
  }

  @Override
  public void countInput(long rows, long bytes) {
    inputRows += rows;
    inputBytes += bytes;
  }

  @Override
  public void countDamage(long count) {}
}
