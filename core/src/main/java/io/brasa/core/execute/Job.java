package io.brasa.core.execute;

import io.brasa.runtime.environment.Await;
import io.brasa.runtime.error.EngineException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** A running job: gathers what its result tasks give until the scheduler ends it. Thread-safe. */
final class Job {
  final long id;
  final long target;
  private final Await ended;
  private final TreeMap<Integer, TaskResult> results = new TreeMap<>();
  private volatile boolean isEnded;
  private volatile EngineException error;

  Job(long id, long target, Await ended) {
    this.id = id;
    this.target = target;
    this.ended = ended;
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
