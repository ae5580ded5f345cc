package io.brasa.ui.state;

import io.brasa.core.event.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One job. Guarded by the lock of its application. */
final class JobState extends Changing {
  final Event.JobStarted started;
  private Event.JobEnded ended;
  private Status status = Status.RUNNING;

  JobState(Event.JobStarted started) {
    this.started = started;
  }

  boolean isRunning() {
    return status == Status.RUNNING;
  }

  Status status() {
    return status;
  }

  void end(Event.JobEnded event) {
    ended = event;
    status = Status.ofEnd(event.error());
  }

  JobView view(StageLookup stages, StageNumbers numbers, long nowMillis) {
    List<StageLink> links = new ArrayList<>();
    TaskCounts counts = new TaskCounts(0, 0, 0, 0);
    for (long id : started.stages()) {
      StageState stage = stages.latest(id);
      if (stage == null) {
        links.add(new StageLink(numbers.of(id), 0, isRunning() ? Status.WAITING : Status.REUSED));
        continue;
      }
      links.add(new StageLink(numbers.of(id), stage.started.attempt(), stage.status()));
      counts = counts.plus(stage.counts());
    }
    for (long id : started.reusedStages()) {
      StageState stage = stages.latest(id);
      // One that is computed again for this job has an attempt that runs.
      if (stage != null && stage.isRunning()) {
        links.add(new StageLink(numbers.of(id), stage.started.attempt(), Status.RUNNING));
        counts = counts.plus(stage.counts());
      } else {
        links.add(
            new StageLink(
                numbers.of(id), stage == null ? 0 : stage.started.attempt(), Status.REUSED));
      }
    }
    String site = started.site();
    return new JobView(
        started.job(),
        started.description().isEmpty() ? site : started.description(),
        site,
        status,
        started.atMillis(),
        ended == null ? Optional.empty() : Optional.of(ended.atMillis()),
        Math.max(0, (ended == null ? nowMillis : ended.atMillis()) - started.atMillis()),
        started.group(),
        started.pool(),
        started.tags(),
        links,
        counts,
        ended == null || ended.error().isEmpty() ? Optional.empty() : Optional.of(ended.error()),
        started.query() == 0 ? Optional.empty() : Optional.of(started.query()),
        ended == null ? List.of() : ended.accumulators());
  }

  /** Finds stages by id. */
  @FunctionalInterface
  interface StageLookup {
    /** The latest attempt, or null if none is known. */
    StageState latest(long stage);
  }
}
