package io.brasa.core.execute;

import io.brasa.runtime.environment.Await;
import io.brasa.runtime.error.EngineException;
import java.lang.ref.Reference;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A submitted job: gathers what its result tasks give until the scheduler ends it. Thread-safe. */
public final class Job {
  final long id;
  final long target;
  final JobLabels labels;

  /** What the job reads could else become unreachable, and be dropped, while it runs. */
  private final Object held;

  private final Await ended;

  /** By partition, as far as there is one. */
  private TaskResult[] results = {};

  private int resultCount;
  private volatile boolean isEnded;
  private volatile EngineException error;

  Job(long id, long target, JobLabels labels, Object held, Await ended) {
    this.id = id;
    this.target = target;
    this.labels = labels;
    this.held = held;
    this.ended = ended;
  }

  /** Counts the jobs of a context, from zero. */
  public long id() {
    return id;
  }

  synchronized void add(TaskResult result) {
    if (result.partition() >= results.length)
      results = Arrays.copyOf(results, Math.max(result.partition() + 1, 2 * results.length));
    if (results[result.partition()] == null) resultCount++;
    results[result.partition()] = result;
  }

  synchronized void withdraw() {
    results = new TaskResult[] {};
    resultCount = 0;
  }

  void end(EngineException failure) {
    error = failure;
    isEnded = true;
    ended.signal();
  }

  /**
   * Waits for the end; the results in the order of partitions. Fails with what the job failed with.
   */
  List<TaskResult> await() throws InterruptedException {
    ended.until(() -> isEnded);
    Reference.reachabilityFence(held);
    if (error != null) throw rethrowable(error);
    synchronized (this) {
      List<TaskResult> given = new ArrayList<>(resultCount);
      for (TaskResult result : results) if (result != null) given.add(result);
      return given;
    }
  }

  /** A new exception each time, with the waiting thread's stack: the user's line is in it. */
  private static EngineException rethrowable(EngineException error) {
    Throwable cause = error.getCause() == null ? error : error.getCause();
    return new EngineException(error.code(), error.what(), error.remedy(), cause);
  }
}
