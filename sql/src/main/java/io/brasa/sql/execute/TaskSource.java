package io.brasa.sql.execute;

import io.brasa.columnar.source.Scratch;
import io.brasa.columnar.source.SourceContext;
import io.brasa.core.lineage.TaskContext;
import io.brasa.runtime.memory.Reservation;
import io.brasa.runtime.storage.Storages;
import java.time.ZoneId;

/** What a task lends to a source. */
record TaskSource(TaskContext task, ZoneId zone, Scratch scratch) implements SourceContext {
  TaskSource(TaskContext task, ZoneId zone) {
    this(task, zone, new Scratch(task.shuffle().memory()));
  }

  @Override
  public Storages storages() {
    return task.storages();
  }

  @Override
  public void checkCancelled() {
    task.checkCancelled();
  }

  @Override
  public Reservation memory() {
    return task.shuffle().memory();
  }

  @Override
  public void countInput(long rows, long bytes) {
    task.countInput(rows, bytes);
  }

  @Override
  public void countDamage(long count) {
    task.countDamage(count);
  }
}
