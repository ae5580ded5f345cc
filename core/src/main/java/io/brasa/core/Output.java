package io.brasa.core;

import io.brasa.core.closure.CallSite;
import io.brasa.core.commit.OutputCommit;
import io.brasa.core.commit.StagedPart;
import io.brasa.core.commit.Staging;
import io.brasa.core.commit.TaskOutput;
import io.brasa.core.commit.TextOutput;
import io.brasa.core.compression.Compression;
import io.brasa.core.compression.Packing;
import io.brasa.core.event.Event;
import io.brasa.core.execute.JobRequest;
import io.brasa.core.execute.TaskResult;
import io.brasa.core.journal.Journal;
import io.brasa.core.lineage.Lineage;
import io.brasa.core.lineage.TaskContext;
import io.brasa.core.objectfile.ObjectFileWriter;
import io.brasa.core.task.End;
import io.brasa.runtime.storage.Storages.Located;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Saves datasets into folders through the commit protocol: attempts stage, the driver decides and
 * publishes.
 */
final class Output {
  private Output() {}

  /** Writes a partition as lines into the attempt's own staging folder. */
  record SaveText(Staging staging, Compression compression) implements End.Action {
    @Override
    public Object finish(Iterator<?> records, TaskContext context) {
      return new TextOutput(part(staging, compression, context)).write(records);
    }
  }

  /** Writes a partition as a file of values into the attempt's own staging folder. */
  record SaveObjects(Staging staging) implements End.Action {
    @Override
    public Object finish(Iterator<?> records, TaskContext context) {
      return part(staging, Compression.NONE, context)
          .write(
              out -> {
                ObjectFileWriter writer = new ObjectFileWriter(out, context.codecs());
                while (records.hasNext()) writer.write(records.next());
                return writer.finish();
              });
    }
  }

  private static StagedPart part(Staging staging, Compression compression, TaskContext context) {
    Located place = context.storages().resolve(staging.of(context.attempt()).path());
    return new StagedPart(
        place.storage(),
        new Staging(place.path()),
        context.partition(),
        context.attempt(),
        compression);
  }

  static void saveText(RDD<?> rdd, String folder, Compression compression) {
    Packing.require(compression, folder + "/part-00000" + compression.extension());
    save(rdd, folder, "saveAsTextFile", staging -> new SaveText(staging, compression));
  }

  static void saveObjects(RDD<?> rdd, String folder) {
    save(rdd, folder, "saveAsObjectFile", SaveObjects::new);
  }

  private static void save(RDD<?> rdd, String folder, String operation, Writing writing) {
    save(rdd.context, rdd.lineage, folder, CallSite.here(operation), writing);
    rdd.context.saveCheckpoints(rdd.lineage);
  }

  /** Saved where it is to be, in one step. */
  private record Direct(String target) implements Placement {
    @Override
    public String folder() {
      return target;
    }

    @Override
    public void place(String from) {}

    @Override
    public void withdraw(String from) {}
  }

  /** As the longer form, into a folder that must not exist yet. */
  static List<TaskOutput> save(
      BrasaContext context, Lineage<?> lineage, String folder, CallSite site, Writing writing) {
    return save(context, lineage, new Direct(folder), site, writing);
  }

  /**
   * Runs a job whose tasks write below a staging folder, publishes what the winners wrote, and puts
   * it to its place; returns the winners.
   */
  static List<TaskOutput> save(
      BrasaContext context,
      Lineage<?> lineage,
      Placement placement,
      CallSite site,
      Writing writing) {
    Engine engine = context.engine();
    Located made = engine.storages().resolve(placement.folder());
    long job = context.lineages().nextDataset();
    engine.recoverBeside(made);
    Consumer<OutputCommit.Step> steps =
        step ->
            context.note(
                new Event.OutputCommit(
                    engine.environment().currentTimeMillis(), job, made.path(), step.name()));
    Optional<Journal> journal = engine.journal();
    if (journal.isPresent())
      return new JournaledSave(context, lineage, placement, made, site, writing, steps)
          .run(journal.get(), job);
    String name = context.applicationId() + "-" + job;
    OutputCommit commit =
        new OutputCommit(made.storage(), made.path(), name, engine.ownership(), steps);
    commit.begin();
    JobRequest request = JobRequest.ofSave(lineage, writing.into(commit.staging()), site);
    List<TaskOutput> winners = run(context, request, commit, commit::decide);
    if (!placement.folder().equals(placement.target())) put(placement, made.path(), () -> {});
    return winners;
  }

  /**
   * @param withdrawing is done before anything is taken back; if it fails, nothing is
   */
  static void put(Placement placement, String folder, Runnable withdrawing) {
    try {
      placement.place(folder);
    } catch (RuntimeException failure) {
      try {
        withdrawing.run();
        placement.withdraw(folder);
      } catch (RuntimeException e) {
        failure.addSuppressed(e);
      }
      throw failure;
    }
  }

  /** Computes, decides and publishes a save that has begun. */
  static List<TaskOutput> run(
      BrasaContext context,
      JobRequest request,
      OutputCommit commit,
      Consumer<List<TaskOutput>> decide) {
    try {
      List<TaskOutput> winners = new ArrayList<>();
      for (TaskResult result : context.runOnly(request)) winners.add((TaskOutput) result.value());
      decide.accept(winners);
      return winners;
    } catch (RuntimeException | Error failure) {
      abort(commit, failure);
      throw failure;
    }
  }

  /** What stays behind must not hide why the save failed. */
  private static void abort(OutputCommit commit, Throwable failure) {
    try {
      commit.abort();
    } catch (RuntimeException e) {
      failure.addSuppressed(e);
    }
  }
}
