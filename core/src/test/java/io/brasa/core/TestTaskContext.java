package io.brasa.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brasa.runtime.error.EngineException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What functions may ask of their task, and how they hear of its end. */
final class TestTaskContext {
  private static final List<String> HEARD = Collections.synchronizedList(new ArrayList<>());

  private final BrasaContext brasa = BrasaContext.builder().master("local[1]").build();

  @BeforeEach
  void forget() {
    HEARD.clear();
  }

  @AfterEach
  void close() {
    brasa.close();
  }

  private static Integer listening(Integer value) {
    TaskContext task = TaskContext.get();
    if (task.isCompleted() || task.isFailed()) HEARD.add("too early");
    task.addTaskCompletionListener(
        at -> HEARD.add("end, failed: " + at.isFailed() + ", completed: " + at.isCompleted()));
    task.addTaskFailureListener((at, failure) -> HEARD.add("first: " + failure.getMessage()));
    task.addTaskFailureListener((at, failure) -> HEARD.add("second: " + failure.getMessage()));
    task.addTaskInterruptListener((at, failure) -> HEARD.add("interrupted"));
    if (value < 0) throw new IllegalStateException("negative");
    return value;
  }

  @Test
  void failureListenersHearWhyTheLatestFirstAndBeforeTheEnd() {
    var rdd = brasa.parallelize(List.of(-1), 1).map(TestTaskContext::listening);
    assertThrows(EngineException.class, rdd::collect);
    assertEquals(
        List.of("second: negative", "first: negative", "end, failed: true, completed: true"),
        HEARD);
  }

  @Test
  void failureListenersDoNotHearOfSuccess() {
    brasa.parallelize(List.of(1), 1).map(TestTaskContext::listening).collect();
    assertEquals(List.of("end, failed: false, completed: true"), HEARD);
  }

  @Test
  void aFailureListenerThatFailsHidesNothing() {
    var rdd =
        brasa
            .parallelize(List.of(1), 1)
            .map(
                value -> {
                  TaskContext.get()
                      .addTaskFailureListener(
                          (at, failure) -> {
                            throw new IllegalArgumentException("from the listener");
                          });
                  if (value > 0) throw new IllegalStateException("the true failure");
                  return value;
                });
    EngineException failure = assertThrows(EngineException.class, rdd::collect);
    assertTrue(failure.getMessage().contains("the true failure"), failure.getMessage());
  }

  private static Iterator<Long> rowsSeen(Iterator<Integer> values) {
    long count = 0;
    while (values.hasNext()) count += values.next() >= 0 ? 1 : 0;
    return List.of(count, TaskContext.get().taskMetrics().shuffleReadBytes()).iterator();
  }

  @Test
  void aTaskKnowsWhatItHasRead() {
    List<Long> seen =
        brasa
            .parallelize(List.of(1, 2, 3), 1)
            .repartition(1)
            .mapPartitions(TestTaskContext::rowsSeen)
            .collect();
    assertEquals(3, seen.get(0));
    assertTrue(seen.get(1) > 0, () -> "bytes read: " + seen.get(1));
  }

  @Test
  void eachAttemptHasANumberOfItsOwn() {
    RDD<Integer> numbers = brasa.parallelize(List.of(1, 2, 3, 4, 5, 6, 7, 8), 8);
    Set<Long> seen = new TreeSet<>();
    for (int job = 0; job < 20; job++) {
      List<Long> ids = numbers.map(n -> TaskContext.get().taskAttemptId()).collect();
      for (long id : ids) assertTrue(id >= 0 && seen.add(id), () -> id + " again");
    }
  }
}
