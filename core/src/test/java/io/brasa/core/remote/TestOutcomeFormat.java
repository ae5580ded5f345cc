package io.brasa.core.remote;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brasa.core.block.BlockName;
import io.brasa.core.error.CoreError;
import io.brasa.core.event.TaskMetrics;
import io.brasa.core.execute.StageWork.SourceSplit;
import io.brasa.core.execute.TaskReport;
import io.brasa.core.schedule.SchedulerCommand.Lease;
import io.brasa.core.schedule.SchedulerEvent.Outcome;
import io.brasa.runtime.codec.Codecs;
import io.brasa.runtime.error.EngineException;
import io.brasa.runtime.error.RuntimeError;
import java.io.Serializable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class TestOutcomeFormat {
  private final Codecs codecs = new Codecs(TestOutcomeFormat.class.getClassLoader());
  private long nanos = 5;
  private final OutcomeFormat format = new OutcomeFormat(codecs, () -> nanos);
  private final Map<BlockName.Result, byte[]> kept = new HashMap<>();

  private Outcome travelled(Outcome outcome) {
    return format.read(7, format.write(7, outcome, kept::put), kept::get);
  }

  private static Outcome succeeded(Object value) {
    TaskMetrics metrics = new TaskMetrics(9, 1, 2, 3, 4, 5, 6, 7, 8, "slow", 1);
    return new Outcome.Succeeded(3, 1, -99, new TaskReport(value, metrics, List.of()));
  }

  @Test
  void whatHasNoResultArrivesAsItWas() {
    List<Outcome> all =
        List.of(
            new Outcome.InputLost(3, 1, 1L << 40, 5, 2, "gone"),
            new Outcome.BlockLost(4, 0, "damaged"),
            new Outcome.Stopped(5, 2));
    for (Outcome outcome : all) assertEquals(outcome, travelled(outcome));
    EngineException error = new EngineException(CoreError.TASK_FAILED, "What", "Remedy");
    Outcome.Failed failed =
        assertInstanceOf(Outcome.Failed.class, travelled(new Outcome.Failed(6, 3, error)));
    assertEquals(6, failed.partition());
    assertEquals(3, failed.attempt());
    assertSame(CoreError.TASK_FAILED, failed.error().code());
    assertEquals("What", failed.error().what());
  }

  @Test
  void aShortResultTravelsAlongAndALongOneIsFetched() {
    Outcome.Succeeded shortOne = (Outcome.Succeeded) travelled(succeeded("a result"));
    assertEquals(-99, shortOne.contentChecksum());
    assertEquals(((Outcome.Succeeded) succeeded("a result")).payload(), shortOne.payload());
    assertEquals(Map.of(), kept);
    byte[] bytes = new byte[300 << 10];
    bytes[77] = 5;
    Outcome.Succeeded longOne = (Outcome.Succeeded) travelled(succeeded(bytes));
    assertArrayEquals(bytes, (byte[]) ((TaskReport) longOne.payload()).value());
    assertEquals(-99, longOne.contentChecksum());
    assertEquals(List.of(new BlockName.Result(7, 3, 1)), List.copyOf(kept.keySet()));
  }

  /** Cannot be encoded. */
  private record Bound(Thread thread) implements Serializable {}

  @Test
  void aResultThatCannotTravelFailsItsTask() {
    Outcome.Failed failed =
        (Outcome.Failed) travelled(succeeded(new Bound(Thread.currentThread())));
    assertEquals(3, failed.partition());
    assertEquals(1, failed.attempt());
    byte[] long1 = format.write(7, succeeded(new byte[300 << 10]), kept::put);
    Outcome.Failed damaged = (Outcome.Failed) format.read(7, long1, _ -> new byte[] {1, 2, 3});
    assertEquals(3, damaged.partition());
    Outcome.Failed other = OutcomeFormat.failure(new Outcome.Stopped(8, 2), new Error("planted"));
    assertSame(RuntimeError.CODEC_ENCODE_FAILED, other.error().code());
    assertTrue(other.error().what().contains("partition 8 cannot travel"), other.error().what());
    EngineException known = new EngineException(CoreError.TASK_FAILED, "What", "Remedy");
    assertSame(known, OutcomeFormat.failure(new Outcome.Stopped(8, 2), known).error());
  }

  @Test
  void refusesAnOutcomeOfAnUnknownKind() {
    byte[] bytes = format.write(7, new Outcome.Stopped(5, 2), kept::put);
    bytes[0] = 99;
    EngineException refused =
        assertThrows(EngineException.class, () -> format.read(7, bytes, kept::get));
    assertSame(CoreError.MESSAGE_MALFORMED, refused.code());
  }

  @Test
  void whatWasNotGrantedFails() {
    Lease lease = new Lease(1, "executor-0", 2, 0, List.of(4, 5, 6), List.of(0, 1, 2));
    List<Outcome> failed = RemoteRunner.failed(lease, 1, new IllegalStateException("planted"));
    assertEquals(2, failed.size());
    assertEquals(5, failed.getFirst().partition());
    assertEquals(1, failed.getFirst().attempt());
    assertEquals(6, failed.getLast().partition());
  }

  @Test
  void splitsArriveAsTheyWere() {
    SplitFormat splits = new SplitFormat(codecs);
    List<SourceSplit> all =
        List.of(new SourceSplit(0, 3, "a split"), new SourceSplit(7, 300, List.of(1, 2)));
    assertEquals(all, splits.read(splits.write(all)));
    assertEquals(List.of(), splits.read(splits.write(List.of())));
  }

  @Test
  void tracesShowTheUsersFramesOnly() {
    Exception cause = new IllegalArgumentException("cause");
    cause.setStackTrace(
        new StackTraceElement[] {
          new StackTraceElement("a.Program", "inner", "Program.java", 1),
          new StackTraceElement("io.brasa.core.RDD", "map", "RDD.java", 2),
          new StackTraceElement("a.Program", "outer", "Program.java", 3),
          new StackTraceElement("io.brasa.core.Engine", "run", "Engine.java", 4),
          new StackTraceElement("java.lang.Thread", "run", "Thread.java", 5)
        });
    Exception failure = new IllegalStateException("failure", cause);
    failure.setStackTrace(new StackTraceElement[] {new StackTraceElement("a.B", "c", "B.java", 6)});
    assertEquals(
        """
        java.lang.IllegalStateException: failure
        \tat a.B.c(B.java:6)
        Caused by: java.lang.IllegalArgumentException: cause
        \tat a.Program.inner(Program.java:1)
        \tat a.Program.outer(Program.java:3)""",
        UserTrace.of(failure));
  }

  @Test
  void textsAreCutAtALength() {
    String longText = "x".repeat(70_000);
    RemoteFailure failure =
        RemoteFailure.of(new EngineException(CoreError.TASK_FAILED, longText, "Remedy"));
    assertTrue(failure.what().endsWith("x … (70000 characters)"));
    assertEquals((64 << 10) + 21, failure.what().length());
    String fits = "x".repeat(64 << 10);
    assertEquals(
        fits, RemoteFailure.of(new EngineException(CoreError.TASK_FAILED, fits, "Remedy")).what());
  }
}
