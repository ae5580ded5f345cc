package io.brasa.core.execute;

import io.brasa.core.error.CoreError;
import io.brasa.runtime.environment.Environment;
import io.brasa.runtime.error.EngineException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;

/** The jobs that run, and which ones never will. Thread-safe. */
final class Jobs {
  private final Environment environment;
  private final Map<Long, Job> running = new ConcurrentHashMap<>();
  private final AtomicLong next = new AtomicLong();
  private final CancelledGroups cancelled = new CancelledGroups();

  Jobs(Environment environment) {
    this.environment = environment;
  }

  Job begin(long target, JobLabels labels, Object held) {
    Job job = new Job(next.getAndIncrement(), target, labels, held, environment.newAwait());
    running.put(job.id, job);
    return job;
  }

  /** It runs no more; empty if it did not. */
  Optional<Job> remove(long id) {
    return Optional.ofNullable(running.remove(id));
  }

  boolean isEmpty() {
    return running.isEmpty();
  }

  /** In the order in which they began. */
  List<Long> ids(Predicate<JobLabels> which) {
    List<Long> chosen = new ArrayList<>();
    for (Job job : running.values()) if (which.test(job.labels)) chosen.add(job.id);
    chosen.sort(null);
    return chosen;
  }

  /** A named error is better than waiting. */
  void endAll(EngineException error) {
    for (Long id : List.copyOf(running.keySet())) remove(id).ifPresent(job -> job.end(error));
  }

  // ---- cancelling

  /** No job of the group begins any more. */
  void refuse(String group) {
    cancelled.add(group);
  }

  boolean isRefused(JobLabels labels) {
    return cancelled.contains(labels.group());
  }

  static EngineException cancelled(String what, String reason) {
    return new EngineException(
        CoreError.JOB_CANCELLED,
        what + " was cancelled: " + reason,
        "Run it again if it is still wanted");
  }
}
