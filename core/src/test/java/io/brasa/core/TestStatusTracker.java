package io.brasa.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brasa.core.StatusTracker.ExecutorInfo;
import io.brasa.core.StatusTracker.JobExecutionStatus;
import io.brasa.core.StatusTracker.JobInfo;
import io.brasa.core.StatusTracker.StageInfo;
import io.brasa.core.event.Event;
import io.brasa.core.event.TaskMetrics;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class TestStatusTracker {
  private final StatusTracker tracker = new StatusTracker();

  private void tell(Event... events) {
    for (Event event : events) tracker.listener().on(event);
  }

  private static Event.JobStarted job(long job, String group, Long... stages) {
    return new Event.JobStarted(
        1, job, "count", List.of(stages), List.of(90L), group, "", List.of(), "");
  }

  private static Event.StageStarted stage(long stage, int attempt) {
    return new Event.StageStarted(5, stage, attempt, "f", "map", 4, 6, List.of());
  }

  private static Event.TaskStarted began(long stage, int attempt, int partition) {
    return new Event.TaskStarted(6, stage, attempt, partition, 0, "executor-0");
  }

  private static Event.TaskEnded ended(long stage, int attempt, int partition, boolean isWinner) {
    return new Event.TaskEnded(
        7, stage, attempt, partition, 0, "executor-0", isWinner, "", TaskMetrics.NONE);
  }

  private void assertStage(int attempt, int active, int completed, int failed) {
    assertEquals(
        Optional.of(new StageInfo(3, attempt, 5, "map", 4, active, completed, failed)),
        tracker.getStageInfo(3));
  }

  @Test
  void jobsRunUntilTheyEnd() {
    tell(job(2, "g", 5L, 6L), job(1, "", 7L), job(0, "g", 8L));
    assertEquals(List.of(0L, 1L, 2L), tracker.getActiveJobIds());
    assertEquals(List.of(0L, 2L), tracker.getJobIdsForGroup("g"));
    assertEquals(List.of(1L), tracker.getJobIdsForGroup(""));
    assertEquals(
        Optional.of(new JobInfo(2, List.of(5L, 6L, 90L), JobExecutionStatus.RUNNING)),
        tracker.getJobInfo(2));
    tell(new Event.JobEnded(9, 2, ""), new Event.JobEnded(9, 1, "it failed"));
    tell(new Event.JobEnded(9, 77, "nobody knows it"));
    assertEquals(List.of(0L), tracker.getActiveJobIds());
    assertEquals(JobExecutionStatus.SUCCEEDED, tracker.getJobInfo(2).orElseThrow().status());
    assertEquals(JobExecutionStatus.FAILED, tracker.getJobInfo(1).orElseThrow().status());
    assertEquals(List.of(5L, 6L, 90L), tracker.getJobInfo(2).orElseThrow().stageIds());
    assertEquals(List.of(0L, 2L), tracker.getJobIdsForGroup("g"));
    assertTrue(tracker.getJobInfo(77).isEmpty());
  }

  @Test
  void countsTheTasksOfTheLatestAttempt() {
    tell(stage(3, 0), began(3, 0, 0), began(3, 0, 1), began(3, 0, 2));
    assertStage(0, 3, 0, 0);
    tell(ended(3, 0, 0, true), ended(3, 0, 1, false));
    assertStage(0, 1, 1, 1);
    tell(stage(3, 1), began(3, 1, 1));
    assertStage(1, 1, 0, 0);
    tell(ended(3, 0, 2, true), began(3, 0, 3));
    assertStage(1, 1, 0, 0);
    tell(ended(3, 1, 1, true), ended(3, 1, 2, true));
    assertStage(1, 0, 2, 0);
    assertEquals(List.of(3L), tracker.getActiveStageIds());
    tell(new Event.StageEnded(8, 3, 1, ""), new Event.StageEnded(8, 44, 0, ""));
    assertEquals(List.of(), tracker.getActiveStageIds());
    assertStage(1, 0, 2, 0);
    assertTrue(tracker.getStageInfo(44).isEmpty());
  }

  @Test
  void countsWhatExecutorsRun() {
    tell(
        new Event.ExecutorAdded(1, "executor-1", "b", 2, 4, 20),
        new Event.ExecutorAdded(1, "executor-0", "a", 1, 2, 10),
        stage(3, 0),
        began(3, 0, 0),
        began(3, 0, 1));
    ExecutorInfo other = new ExecutorInfo("executor-1", "b", 4, 0, 20);
    assertEquals(
        List.of(new ExecutorInfo("executor-0", "a", 2, 2, 10), other), tracker.getExecutorInfos());
    tell(ended(3, 0, 0, true), ended(3, 0, 1, true), ended(3, 0, 1, true));
    assertEquals(
        List.of(new ExecutorInfo("executor-0", "a", 2, 0, 10), other), tracker.getExecutorInfos());
    tell(new Event.ExecutorLost(2, "executor-0", "gone"), began(3, 0, 3), ended(3, 0, 3, false));
    assertEquals(List.of(other), tracker.getExecutorInfos());
  }

  @Test
  void forgetsTheOldestThatHaveEnded() {
    tell(job(0, "", 0L), stage(0, 0));
    for (long i = 1; i <= 2_000; i++) {
      tell(job(i, "", i), stage(i, 0));
      if (i < 2_000) tell(new Event.StageEnded(8, i, 0, ""), new Event.JobEnded(9, i, ""));
    }
    assertTrue(tracker.getJobInfo(0).isPresent(), "it runs");
    assertTrue(tracker.getStageInfo(0).isPresent(), "it runs");
    assertEquals(List.of(0L, 2_000L), tracker.getActiveJobIds());
    assertEquals(List.of(0L, 2_000L), tracker.getActiveStageIds());
    assertTrue(tracker.getJobInfo(1_001).isEmpty());
    assertTrue(tracker.getStageInfo(1_001).isEmpty());
    assertTrue(tracker.getJobInfo(1_002).isPresent());
    assertTrue(tracker.getStageInfo(1_002).isPresent());
  }
}
