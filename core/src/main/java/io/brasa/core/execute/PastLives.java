package io.brasa.core.execute;

import io.brasa.core.journal.Journal;
import io.brasa.core.journal.StageHistory;
import io.brasa.core.schedule.SchedulerCommand;
import io.brasa.core.schedule.SchedulerEvent.Outcome;
import io.brasa.core.schedule.StagePast;
import io.brasa.core.shared.Accumulators;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/**
 * The driver's side of its journal: what tasks have reported is written down when it counts, and
 * counts again in a later life, once. Reports are encoded before anybody can change what they hold.
 *
 * <p>Results of jobs are written down as well, unless they are long: a job that had ended before is
 * then not run again at all. What a save returns is not, since staged files go with their driver.
 */
final class PastLives {
  private static final int RESULT_MOST_BYTES = 1 << 20;

  private final Journal journal;
  private final ReportFormat format;
  private final Accumulators accumulators;

  PastLives(Journal journal, ReportFormat format, Accumulators accumulators) {
    this.journal = journal;
    this.format = format;
    this.accumulators = accumulators;
    journal.shrinkBy(format::withoutOutput);
  }

  /** A report, and what the journal is to hold of it; null if that is nothing. */
  record Written(TaskReport report, long checksum, byte[] bytes) implements Outcome.Timed {
    @Override
    public long nanos() {
      return report.nanos();
    }
  }

  /** The outcomes with their reports encoded. Called by whoever brings them. */
  List<Outcome> write(StageRecord stage, List<Outcome> outcomes) {
    if (stage == null || !stage.isJournaled) return outcomes;
    List<Outcome> written = new ArrayList<>(outcomes.size());
    for (Outcome outcome : outcomes) {
      written.add(outcome instanceof Outcome.Succeeded success ? written(stage, success) : outcome);
    }
    return written;
  }

  private Outcome written(StageRecord stage, Outcome.Succeeded success) {
    TaskReport report = (TaskReport) success.payload();
    byte[] bytes = null;
    try {
      boolean isLeftOut = stage.isResult && !journal.hasRoomForResults();
      bytes = isLeftOut ? null : format.write(report);
      if (stage.isResult && bytes != null && bytes.length > RESULT_MOST_BYTES) bytes = null;
    } catch (RuntimeException | StackOverflowError | LinkageError unencodable) {
      // What reads the stage would count without it.
      if (!stage.isResult) journal.giveUp("a report cannot be encoded: " + unencodable);
    }
    return new Outcome.Succeeded(
        success.partition(),
        success.attempt(),
        success.contentChecksum(),
        new Written(report, success.contentChecksum(), bytes));
  }

  void won(StageRecord stage, SchedulerCommand.Accept accept, Written written) {
    if (written.bytes() == null) return;
    journal.won(
        stage.id,
        stage.fingerprint,
        stage.partitionCount,
        stage.isResult,
        accept.partition(),
        accept.attempt(),
        accept.executor(),
        written.checksum(),
        written.bytes());
  }

  /** What has counted before counts now; says what is left of the stage. */
  StagePast recall(StageRecord stage) {
    StagePast nothing = StagePast.beginning(journal.firstAttempt());
    if (!stage.isJournaled) return nothing;
    Optional<StageHistory> found = journal.take(stage.id, stage.fingerprint);
    if (found.isEmpty() || found.get().partitionCount() != stage.partitionCount) return nothing;
    StageHistory history = found.get();
    int[] winners = new int[stage.partitionCount];
    String[] holders = new String[stage.partitionCount];
    long[] checksums = new long[stage.partitionCount];
    BitSet checked = new BitSet();
    for (int p = 0; p < stage.partitionCount; p++) {
      boolean isCounted = count(stage, history, p);
      winners[p] = isCounted && history.isThere(p) ? history.winner(p) : -1;
      holders[p] = winners[p] < 0 ? null : history.executor(p);
      checksums[p] = history.checksum(p);
      if (history.isChecked(p)) checked.set(p);
    }
    return new StagePast(journal.firstAttempt(), winners, holders, checksums, checked);
  }

  /** Returns whether the partition has counted, and does again. */
  private boolean count(StageRecord stage, StageHistory history, int partition) {
    byte[] bytes = history.report(partition);
    if (bytes == null) return false;
    TaskReport report;
    try {
      report = format.read(bytes);
    } catch (RuntimeException | LinkageError undecodable) {
      return false;
    }
    accumulators.accept(stage.id, partition, report.accumulators());
    if (stage.isResult)
      stage.recalled.add(new TaskResult(partition, history.winner(partition), report.value()));
    else if (report.value() != null)
      synchronized (stage) {
        stage.reports.put(partition, report);
      }
    return true;
  }

  void rolledBack(long stage) {
    journal.rolledBack(stage);
  }

  void forgotten(StageRecord stage) {
    // Results of jobs stay: the same job may be asked for again in a later life.
    if (!stage.isResult) journal.forgotten(stage.id);
  }

  void outputsLost(List<String> executors) {
    journal.outputsLost(executors);
  }
}
