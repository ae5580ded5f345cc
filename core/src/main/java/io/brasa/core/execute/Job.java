package io.brasa.core.execute;

import io.brasa.runtime.environment.Await;
import io.brasa.runtime.error.EngineException;
import java.lang.ref.Reference;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** A submitted job: gathers what its result tasks give until the scheduler ends it. Thread-safe. */
public final class Job {
  final long id;
  final long target;
  final JobLabels labels;

  /** What the job reads could else become unreachable, and be dropped, while it runs. */
  private final Object held;

  private final Await ended;
  private final TreeMap<Integer, TaskResult> results = new TreeMap<>();
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
    results.put(result.partition(), result);
  }

  synchronized void withdraw() {
    results.clear();
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
      return new ArrayList<>(results.values());
    }
  }

  /** A new exception each time, with the waiting thread's stack: the user's line is in it. */
  private static EngineException rethrowable(EngineException error) {
    Throwable cause = error.getCause() == null ? error : error.getCause();
    return new EngineException(error.code(), error.what(), error.remedy(), cause);
  }
}
