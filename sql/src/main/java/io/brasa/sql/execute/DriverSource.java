package io.brasa.sql.execute;

import io.brasa.columnar.source.SourceContext;
import io.brasa.runtime.memory.MemoryAccount;
import io.brasa.runtime.memory.Reservation;
import io.brasa.runtime.storage.Storages;
import java.time.ZoneId;
import java.util.function.Consumer;

/** What the driver lends to a source while a query is planned. Grants all memory. */
public record DriverSource(Storages storages, ZoneId zone, Consumer<String> warnings)
    implements SourceContext {
  @Override
  public void checkCancelled() {}

  @Override
  public Reservation memory() {
    return new MemoryAccount(Long.MAX_VALUE, 0).forTask("planning");
  }

  @Override
  public void countInput(long rows, long bytes) {}

  @Override
  public void countDamage(long count) {}

  @Override
  public void warn(String what) {
    warnings.accept(what);
  }
}
