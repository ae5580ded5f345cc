package io.brasa.core.execute;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The tasks that run of which those who hear events know. Thread-safe. */
final class ToldStarts {
  private record Task(long stage, int stageAttempt, int partition, int attempt) {}

  private final Map<Task, String> executors = new ConcurrentHashMap<>();

  void add(long stage, int stageAttempt, int partition, int attempt, String executor) {
    executors.put(new Task(stage, stageAttempt, partition, attempt), executor);
  }

  /** A task has ended; returns whether its start was told. */
  boolean remove(long stage, int stageAttempt, int partition, int attempt) {
    return !executors.isEmpty()
        && executors.remove(new Task(stage, stageAttempt, partition, attempt)) != null;
  }

  /** Nothing more will be heard of an executor's tasks. */
  void lose(String executor) {
    executors.values().removeIf(executor::equals);
  }

  /** Nothing more will be heard of a stage's tasks. */
  void forget(long stage) {
    if (executors.isEmpty()) return;
    executors.keySet().removeIf(task -> task.stage == stage);
  }
}
