package io.brasa.core.commit;

import java.time.Instant;
import java.util.Optional;

/**
 * Owners are processes: host, process id and time of start, since ids are used again. A process of
 * this host is dead if its id is free or belongs to one with another time of start; one of another
 * host is never taken for dead, because a clock or a network that stands still looks the same from
 * here. Containers that share files must have host names of their own, as they have unless told
 * otherwise.
 */
public final class ProcessOwnership implements Ownership {
  /** The system derives times of start from its clock, so an adjusted clock moves them a little. */
  private static final long START_TOLERANCE_MILLIS = 10_000;

  private final String host;
  private final String self;

  /**
   * @param hostName the name of this host
   */
  public ProcessOwnership(String hostName) {
    host = hostName.replace('_', '-');
    ProcessHandle process = ProcessHandle.current();
    self = host + "_" + process.pid() + "_" + startMillis(process);
  }

  @Override
  public String self() {
    return self;
  }

  @Override
  public boolean isDead(String owner) {
    int startAt = owner.lastIndexOf('_');
    int processAt = owner.lastIndexOf('_', startAt - 1);
    if (processAt < 0 || !owner.substring(0, processAt).equals(host)) return false;
    try {
      long process = Long.parseLong(owner.substring(processAt + 1, startAt));
      long start = Long.parseLong(owner.substring(startAt + 1));
      return isDead(process, start);
    } catch (NumberFormatException e) {
      return false;
    }
  }

  private static boolean isDead(long processId, long start) {
    Optional<ProcessHandle> process = ProcessHandle.of(processId);
    if (process.isEmpty() || !process.get().isAlive()) return true;
    long actual = startMillis(process.get());
    return actual > 0 && start > 0 && Math.abs(actual - start) > START_TOLERANCE_MILLIS;
  }

  /** Zero where the system does not tell. */
  private static long startMillis(ProcessHandle process) {
    return process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
  }
}
