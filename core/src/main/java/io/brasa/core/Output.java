package io.brasa.core;

import io.brasa.core.closure.CallSite;
import io.brasa.core.commit.OutputCommit;
import io.brasa.core.commit.Staging;
import io.brasa.core.commit.TaskOutput;
import io.brasa.core.commit.TextOutput;
import io.brasa.core.event.Event;
import io.brasa.core.execute.JobRequest;
import io.brasa.core.execute.TaskResult;
import io.brasa.core.lineage.Lineage;
import io.brasa.core.lineage.TaskContext;
import io.brasa.core.task.End;
import io.brasa.runtime.environment.Environment;
import io.brasa.runtime.storage.Storages.Located;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * Saves datasets into folders through the commit protocol: attempts stage, the driver decides and
 * publishes.
 */
final class Output {
  private Output() {}

  /** Writes a partition as lines into the attempt's own staging folder. */
  record SaveText(Staging staging) implements End.Action {
    @Override
    public Object finish(Iterator<?> records, TaskContext context) {
      Located place = context.storages().resolve(staging.path());
      return new TextOutput(
              place.storage(),
              new Staging(place.path()),
              context.partition(),
              context.attempt(),
              false)
          .write(records);
    }
  }

  static void saveText(BrasaContext context, Lineage<?> lineage, String folder, CallSite site) {
    save(context, lineage, folder, site, SaveText::new);
    context.saveCheckpoints(lineage);
  }

  /** Gives the action that writes a partition below a staging folder. */
  interface Writing {
    End.Action into(Staging staging);
  }

  /**
   * Runs a job whose tasks write below a staging folder, and publishes what the winners wrote;
   * returns the winners.
   */
  static List<TaskOutput> save(
      BrasaContext context, Lineage<?> lineage, String folder, CallSite site, Writing writing) {
    Located target = context.engine().storages().resolve(folder);
    Environment environment = context.engine().environment();
    long job = context.nextDataset();
    OutputCommit commit =
        new OutputCommit(
            target.storage(),
            target.path(),
            context.applicationId() + "-" + job,
            context.engine().ownership(),
            step ->
                context.note(
                    new Event.OutputCommit(
                        environment.currentTimeMillis(), job, target.path(), step.name())));
    context.engine().recoverBeside(target);
    commit.begin();
    try {
      List<TaskOutput> winners = new ArrayList<>();
      for (TaskResult result :
          context.runOnly(new JobRequest(lineage, writing.into(commit.staging()), site))) {
        winners.add((TaskOutput) result.value());
      }
      commit.decide(winners);
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
