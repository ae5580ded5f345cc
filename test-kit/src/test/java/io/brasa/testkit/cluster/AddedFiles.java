package io.brasa.testkit.cluster;

import io.brasa.core.Assembly;
import io.brasa.core.BrasaContext;
import io.brasa.core.Placement;
import io.brasa.core.closure.CallSite;
import io.brasa.core.commit.StagedPart;
import io.brasa.core.commit.Staging;
import io.brasa.core.commit.TextOutput;
import io.brasa.core.compression.Compression;
import io.brasa.core.lineage.TaskContext;
import io.brasa.core.task.End;
import io.brasa.runtime.error.EngineException;
import io.brasa.runtime.storage.Storage;
import io.brasa.runtime.storage.Storages.Located;
import io.brasa.runtime.storage.StoredFile;
import java.util.Iterator;
import java.util.List;

/**
 * Lines that are added to a folder, file by file under names that nobody else has: the hardest way
 * to a target, since it can be cut off in between.
 */
record AddedFiles(Storage storage, String target, String folder) implements Placement {
  /** Saves a line, of one partition, and an empty partition. */
  static void add(BrasaContext context, String line, String target) {
    Assembly assembly = new Assembly(context);
    Located place = assembly.storages().resolve(target);
    String id = Long.toHexString(assembly.environment().newRandom().nextLong());
    assembly.save(
        assembly.lineage(context.parallelize(List.of(line, line), 2)),
        new AddedFiles(place.storage(), target, target + "-add-" + id),
        CallSite.here("add"),
        Lines::new);
  }

  private record Lines(Staging staging) implements End.Action {
    @Override
    public Object finish(Iterator<?> records, TaskContext context) {
      Located place = context.storages().resolve(staging.of(context.attempt()).path());
      return new TextOutput(
              new StagedPart(
                  place.storage(),
                  new Staging(place.path()),
                  context.partition(),
                  context.attempt(),
                  Compression.NONE))
          .write(records);
    }
  }

  private static String name(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  private String added(String from, String file) {
    return target + "/" + name(from) + "-" + name(file);
  }

  @Override
  public void place(String from) {
    if (storage.status(from).isEmpty()) return;
    for (StoredFile file : storage.list(from)) {
      if (name(file.path()).equals(Staging.SUCCESS)) continue;
      try {
        storage.publish(file.path(), added(from, file.path()));
      } catch (EngineException e) {
        if (storage.status(added(from, file.path())).isEmpty()) throw e;
      }
    }
    storage.delete(from);
  }

  @Override
  public void withdraw(String from) {
    for (StoredFile file : storage.list(target))
      if (name(file.path()).startsWith(name(from) + "-")) storage.delete(file.path());
    storage.delete(from);
  }
}
