package io.brasa.core.task;

import io.brasa.core.error.CoreError;
import io.brasa.runtime.environment.Await;
import io.brasa.runtime.environment.Environment;
import io.brasa.runtime.error.EngineException;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The meetings of all stages, in the driver's process. Of each attempt the first meeting, at which
 * tasks tell their hosts, is remembered and the two latest: nobody can ask for one before, since
 * whoever has come to a meeting knew how the one before had ended. Thread-safe.
 */
public final class Meetings implements Barriers {
  /** Of more attempts at stages than run at a time. */
  private static final int ATTEMPTS_MAX = 256;

  private final Environment environment;
  private final String host;

  // Guarded by this.
  private final Map<Attempt, Map<Integer, Meeting>> attempts =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Attempt, Map<Integer, Meeting>> eldest) {
          return size() > ATTEMPTS_MAX;
        }
      };

  private record Attempt(long stage, int stageAttempt) {}

  private static final class Meeting {
    final String[] brought;
    final BitSet come = new BitSet();
    final Await changed;

    Meeting(int count, Await changed) {
      this.brought = new String[count];
      this.changed = changed;
    }

    synchronized boolean isComplete() {
      return come.cardinality() == brought.length;
    }

    synchronized void come(int partition, String what) {
      if (come.get(partition)) return;
      come.set(partition);
      brought[partition] = what;
    }
  }

  /**
   * @param host of tasks that run in this process
   */
  public Meetings(Environment environment, String host) {
    this.environment = environment;
    this.host = host;
  }

  @Override
  public Optional<List<String>> meet(Member member, int number, String brought, long waitMillis) {
    Meeting meeting = meeting(member, number);
    meeting.come(member.partition(), brought);
    meeting.changed.signal();
    try {
      boolean isComplete =
          waitMillis > 0
              ? meeting.changed.until(meeting::isComplete, waitMillis)
              : meeting.isComplete();
      return isComplete ? Optional.of(Arrays.asList(meeting.brought)) : Optional.empty();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new EngineException(
          CoreError.WAIT_INTERRUPTED,
          "A task was interrupted while it waited for others",
          "Run the job again",
          interrupted);
    }
  }

  private synchronized Meeting meeting(Member member, int number) {
    Map<Integer, Meeting> known =
        attempts.computeIfAbsent(
            new Attempt(member.stage(), member.stageAttempt()), _ -> new HashMap<>());
    Meeting found =
        known.computeIfAbsent(number, _ -> new Meeting(member.count(), environment.newAwait()));
    known.keySet().removeIf(other -> other > 0 && other < number - 1);
    return found;
  }

  @Override
  public String host() {
    return host;
  }
}
