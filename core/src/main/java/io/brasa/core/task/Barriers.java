package io.brasa.core.task;

import java.util.List;
import java.util.Optional;

/** Where the tasks of a stage meet that run at the same time. Thread-safe. */
public interface Barriers {
  /**
   * One of the tasks of an attempt at a stage.
   *
   * @param count how many there are
   */
  record Member(long stage, int stageAttempt, int partition, int count) {}

  /**
   * A task has come to a meeting, and brings something. Meetings of an attempt are counted; each
   * task comes to all, one after the other, and may say several times that it has come.
   *
   * @param waitMillis how long to wait for others
   * @return what all have brought, in the order of partitions; empty if not all have come yet
   */
  Optional<List<String>> meet(Member member, int meeting, String brought, long waitMillis);

  /** The host of this process, as others know it. */
  String host();
}
