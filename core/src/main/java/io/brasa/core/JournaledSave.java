package io.brasa.core;

import io.brasa.core.closure.CallSite;
import io.brasa.core.commit.OutputCommit;
import io.brasa.core.commit.Staging;
import io.brasa.core.commit.TaskOutput;
import io.brasa.core.execute.JobRequest;
import io.brasa.core.journal.Journal;
import io.brasa.core.lineage.Lineage;
import io.brasa.runtime.error.EngineException;
import io.brasa.runtime.storage.Storages.Located;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * One save of an application with a journal. That it begins is written down before there is a
 * staging folder, so that another driver can take that away; that it is decided before it is
 * published, so that another driver does not save again.
 */
record JournaledSave(
    BrasaContext context,
    Lineage<?> lineage,
    String folder,
    Located target,
    CallSite site,
    Output.Writing writing,
    Consumer<OutputCommit.Step> steps) {

  /**
   * @param job the number of the save, the same in all lives of the application
   */
  List<TaskOutput> run(Journal journal, long job) {
    String name = context.applicationId() + "-" + job;
    Staging each = Staging.ofEachEpoch(target.path(), name, context.applicationId());
    JobRequest request = JobRequest.ofSave(lineage, writing.into(each), site);
    String work = context.engine().driver().identify(request);
    Optional<List<TaskOutput>> saved =
        journal
            .decided(work, folder)
            .flatMap(manifest -> OutputCommit.published(target.storage(), target.path(), manifest));
    if (saved.isPresent()) return saved.get();
    try {
      return save(journal, each, request, work);
    } catch (EngineException failure) {
      // Whatever it met: if another driver has the application, that is why.
      journal.requireLatest();
      throw failure;
    }
  }

  private List<TaskOutput> save(Journal journal, Staging each, JobRequest request, String work) {
    Staging own = each.in(journal.epoch());
    OutputCommit commit =
        new OutputCommit(target.storage(), target.path(), own, context.engine().ownership(), steps);
    journal.saveBegins(work, folder, own.path());
    OutputCommit.undoOthers(target.storage(), target.path(), each, own);
    commit.begin();
    return Output.run(
        context,
        request,
        commit,
        winners -> commit.decide(winners, manifest -> journal.saveDecided(work, folder, manifest)));
  }
}
