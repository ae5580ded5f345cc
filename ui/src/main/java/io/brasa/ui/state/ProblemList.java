package io.brasa.ui.state;

import io.brasa.core.event.Event;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;

/** What went wrong, the newest. Guarded by the lock of its application. */
final class ProblemList {
  private static final int TITLE_LENGTH_MAX = 200;

  private final int most;
  private final Deque<Problem> problems = new ArrayDeque<>();
  private int count;

  ProblemList(int most) {
    this.most = most;
  }

  /** How many there were, also of those that were dropped. */
  int count() {
    return count;
  }

  /** Returns whether the event tells of a problem. */
  boolean add(Event event, StageNumbers numbers) {
    switch (event) {
      case Event.JobEnded job when Status.ofEnd(job.error()) == Status.FAILED ->
          add(
              Problem.Severity.ERROR,
              "job",
              "Job " + job.job() + " failed",
              job.error(),
              Map.of("job", job.job()),
              event);
      case Event.StageEnded stage when Status.ofEnd(stage.error()) == Status.FAILED ->
          add(
              Problem.Severity.ERROR,
              "stage",
              "Stage " + numbers.of(stage.stage()) + " failed",
              stage.error(),
              Map.of("stage", numbers.of(stage.stage()), "attempt", stage.attempt()),
              event);
      case Event.QueryEnded query when Status.ofEnd(query.error()) == Status.FAILED ->
          add(
              Problem.Severity.ERROR,
              "query",
              "Query " + query.query() + " failed",
              query.error(),
              Map.of("query", query.query()),
              event);
      case Event.TaskEnded task when Status.ofEnd(task.error()) == Status.FAILED ->
          add(
              Problem.Severity.WARNING,
              "task",
              "Partition "
                  + task.partition()
                  + " of stage "
                  + numbers.of(task.stage())
                  + " failed on "
                  + task.executor(),
              task.error(),
              Map.of("stage", numbers.of(task.stage()), "attempt", task.attempt()),
              event);
      case Event.ExecutorLost lost ->
          add(
              Problem.Severity.WARNING,
              "executor",
              "Executor " + lost.executor() + " was lost",
              lost.reason(),
              Map.of("executor", lost.executor()),
              event);
      case Event.TaskStuck stuck ->
          add(
              Problem.Severity.WARNING,
              "task",
              "A task of stage " + numbers.of(stuck.stage()) + " does not stop",
              "Its thread is " + stuck.place(),
              Map.of("stage", numbers.of(stuck.stage()), "attempt", stuck.attempt()),
              event);
      case Event.StageRolledBack back ->
          add(
              Problem.Severity.WARNING,
              "stage",
              "Stage " + numbers.of(back.stage()) + " was rolled back",
              "A recomputed output of stage "
                  + numbers.of(back.cause())
                  + " differs from the lost one",
              Map.of(),
              event);
      case Event.Warned warned ->
          add(
              Problem.Severity.WARNING,
              "warning",
              head(warned.text()),
              warned.text(),
              Map.of(),
              event);
      default -> {
        return false;
      }
    }
    return true;
  }

  private static String head(String text) {
    return text.length() <= TITLE_LENGTH_MAX ? text : text.substring(0, TITLE_LENGTH_MAX) + "…";
  }

  private void add(
      Problem.Severity severity,
      String kind,
      String title,
      String detail,
      Map<String, Object> link,
      Event event) {
    count++;
    problems.addFirst(new Problem(severity, kind, title, detail, link, event.atMillis()));
    if (problems.size() > most) drop();
  }

  /** The oldest warning, or if there is none the oldest error. */
  private void drop() {
    for (var each = problems.descendingIterator(); each.hasNext(); ) {
      if (each.next().severity() != Problem.Severity.WARNING) continue;
      each.remove();
      return;
    }
    problems.removeLast();
  }

  List<Problem> views() {
    List<Problem> sorted = new ArrayList<>(problems);
    sorted.sort(Comparator.comparing(Problem::severity));
    return sorted;
  }
}
