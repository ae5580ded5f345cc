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
 * published, so that another driver does not save again; that it begins to be put to its target
 * before it does, so that another driver brings that to an end, once. What was put is known by the
 * journal alone: others may change the target afterwards.
 *
 * @param made the folder of the placement
 */
record JournaledSave(
    BrasaContext context,
    Lineage<?> lineage,
    Placement placement,
    Located made,
    CallSite site,
    Writing writing,
    Consumer<OutputCommit.Step> steps) {

  /**
   * @param job the number of the save, the same in all lives of the application
   */
  List<TaskOutput> run(Journal journal, long job) {
    String name = context.applicationId() + "-" + job;
    // Named after the target, wherever it is saved: that may differ from life to life.
    Staging each = Staging.ofEachEpoch(target(), name, context.applicationId());
    String work =
        context
            .engine()
            .driver()
            .identify(JobRequest.ofSave(lineage, writing.identity(each), site));
    try {
      Optional<List<TaskOutput>> saved = recognised(journal, work);
      return saved.isPresent() ? saved.get() : save(journal, each, work);
    } catch (EngineException failure) {
      // Whatever it met: if another driver has the application, that is why.
      journal.requireLatest();
      throw failure;
    }
  }

  private String target() {
    return context.engine().storages().resolve(placement.target()).path();
  }

  /** What was saved in an earlier life, if it was; it is at its target then. */
  private Optional<List<TaskOutput>> recognised(Journal journal, String work) {
    Optional<Journal.Decided> known = journal.decided(work);
    if (known.isEmpty()) return Optional.empty();
    Journal.Decided decided = known.get();
    if (decided.isFollowed()) return OutputCommit.winners(decided.manifest());
    String folder = decided.folder();
    boolean isDirect = folder.equals(target());
    if (!decided.isPlaced()) {
      Located place = context.engine().storages().resolve(folder);
      Optional<List<TaskOutput>> found =
          OutputCommit.published(place.storage(), place.path(), decided.manifest());
      if (isDirect || found.isEmpty()) return found;
    }
    put(journal, work, folder);
    return OutputCommit.winners(decided.manifest());
  }

  private List<TaskOutput> save(Journal journal, Staging each, String work) {
    String folder = made.path();
    journal.outran(target());
    Staging own = each.in(journal.epoch());
    OutputCommit commit =
        new OutputCommit(made.storage(), made.path(), own, context.engine().ownership(), steps);
    journal.saveBegins(work, folder, own.path());
    OutputCommit.undoOthers(made.storage(), made.path(), each, own);
    commit.begin();
    List<TaskOutput> winners =
        Output.run(
            context,
            JobRequest.ofSave(lineage, writing.into(each), site),
            commit,
            ended -> commit.decide(ended, manifest -> journal.saveDecided(work, folder, manifest)));
    if (!folder.equals(target())) put(journal, work, folder);
    return winners;
  }

  private void put(Journal journal, String work, String folder) {
    journal.savePlaced(work, target());
    Output.put(placement, folder, () -> journal.saveWithdrawn(work));
  }
}
