package io.brasa.core.execute;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brasa.core.block.Block;
import io.brasa.core.block.BlockName;
import io.brasa.core.block.StorageLevel;
import io.brasa.core.block.TieredBlockStore;
import io.brasa.core.error.CoreError;
import io.brasa.core.lineage.UserFunctionException;
import io.brasa.core.schedule.SchedulerEvent.Outcome;
import io.brasa.core.shuffle.SpillFolder;
import io.brasa.runtime.codec.Codecs;
import io.brasa.runtime.error.EngineException;
import io.brasa.runtime.memory.MemoryAccount;
import io.brasa.runtime.storage.LocalStorage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of what a task threw. */
final class TestTaskErrors {
  @TempDir private Path folder;
  private final MemoryAccount memory = new MemoryAccount(1 << 20, 1 << 10);

  private TieredBlockStore blocks() {
    return new TieredBlockStore(
        memory,
        new MemoryAccount(0, 0),
        new Codecs(TestTaskErrors.class.getClassLoader()),
        new LocalStorage(),
        folder + "/blocks");
  }

  private TaskErrors errors(TieredBlockStore blocks) {
    return new TaskErrors(
        "map at A.java:7", 3, 1, memory, blocks, new SpillFolder(folder.toString(), 9, 3, 1));
  }

  private Outcome outcome(Throwable thrown) {
    try (TieredBlockStore blocks = blocks()) {
      return errors(blocks).outcome(thrown);
    }
  }

  private EngineException failure(Throwable thrown) {
    Outcome.Failed failed = assertInstanceOf(Outcome.Failed.class, outcome(thrown));
    assertEquals(3, failed.partition());
    assertEquals(1, failed.attempt());
    return failed.error();
  }

  private static EngineException about(BlockName block) {
    return new EngineException(CoreError.BLOCK_CORRUPT, "It is damaged", "Nothing").about(block);
  }

  @Test
  void aFunctionsExceptionNamesStagePartitionAttemptAndLine() {
    IOException thrown = new IOException("no such thing");
    EngineException failed = failure(new UserFunctionException(thrown));
    assertSame(CoreError.TASK_FAILED, failed.code());
    assertSame(thrown, failed.getCause());
    assertTrue(
        failed
            .what()
            .startsWith(
                "Partition 3 of 'map at A.java:7' failed (attempt 1):"
                    + " java.io.IOException: no such thing at TestTaskErrors.java:"),
        failed.what());
  }

  @Test
  void theEnginesErrorsStayAsTheyAre() {
    EngineException known = new EngineException(CoreError.INPUT_CORRUPT, "What", "Remedy");
    assertSame(known, failure(known));
    assertSame(known, failure(new UserFunctionException(known)));
  }

  @Test
  void exhaustionSaysOfWhatAndWhoHoldsIt() {
    EngineException heap = failure(new OutOfMemoryError("planted"));
    assertSame(CoreError.TASK_OUT_OF_MEMORY, heap.code());
    assertTrue(heap.what().contains("ran out of memory"), heap.what());
    assertTrue(heap.what().contains("held by: "), heap.what());
    EngineException stack = failure(new UserFunctionException(new Exception("of a user")));
    assertSame(CoreError.TASK_FAILED, stack.code());
    EngineException deep = failure(new StackOverflowError());
    assertSame(CoreError.TASK_OUT_OF_MEMORY, deep.code());
    assertTrue(deep.what().contains("ran out of stack"), deep.what());
  }

  @Test
  void aLostOutputOfAShuffleIsToldWhateverItIsWrappedIn() {
    EngineException lost = about(new BlockName.Shuffled(5, 2, 4, 3));
    List<Throwable> all =
        List.of(
            lost,
            new UserFunctionException(new Exception(lost)),
            new IllegalStateException("caught", new RuntimeException(lost)));
    for (Throwable thrown : all)
      assertEquals(new Outcome.InputLost(3, 1, 5, 2, 4, "It is damaged"), outcome(thrown));
  }

  @Test
  void aKeptBlockThatIsDamagedIsForgotten() {
    BlockName.Cached name = new BlockName.Cached(8, 3);
    try (TieredBlockStore blocks = blocks()) {
      blocks
          .keep(name, 0, List.<Object>of("a").iterator(), StorageLevel.MEMORY_ONLY, () -> true)
          .forEachRemaining(_ -> {});
      assertTrue(blocks.get(name).isPresent());
      assertEquals(
          new Outcome.BlockLost(3, 1, "It is damaged"), errors(blocks).outcome(about(name)));
      Optional<Block> left = blocks.get(name);
      assertTrue(left.isEmpty());
    }
  }

  @Test
  void aCheckpointCannotBeComputedAgain() {
    EngineException damaged = about(new BlockName.Checkpointed("/some/part-3"));
    EngineException failed = failure(damaged);
    assertSame(CoreError.CHECKPOINT_LOST, failed.code());
    assertSame(damaged, failed.getCause());
    assertTrue(failed.what().contains("/some/part-3"), failed.what());
  }

  @Test
  void aGroupOfAnotherTaskIsTheFunctionsFaultAndAnOwnOneIsLost() {
    String own = new SpillFolder(folder.toString(), 9, 3, 1).path() + "/group-1";
    String other = new SpillFolder(folder.toString(), 9, 3, 12).path() + "/group-1";
    EngineException expired = expired(other);
    assertSame(expired, failure(expired));
    assertInstanceOf(Outcome.BlockLost.class, outcome(expired(own)));
    assertInstanceOf(Outcome.BlockLost.class, outcome(about(new BlockName.Spilled(other))));
  }

  private static EngineException expired(String path) {
    return new EngineException(CoreError.GROUP_EXPIRED, "It is gone", "Nothing")
        .about(new BlockName.Spilled(path));
  }

  /** Throws when it is asked what it says. */
  private static final class Unspeakable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    @Override
    public String toString() {
      throw new IllegalStateException("no words");
    }
  }

  @Test
  void anExceptionThatCannotBePrintedFailsTheTaskAllTheSame() {
    EngineException failed = failure(new Unspeakable());
    assertSame(CoreError.TASK_FAILED, failed.code());
    assertTrue(failed.what().contains("Unspeakable"), failed.what());
  }

  @Test
  void placesAreTheUsersInnermost() {
    StackTraceElement[] frames = {
      new StackTraceElement("java.util.List", "of", "List.java", 1),
      new StackTraceElement("jdk.internal.X", "x", "X.java", 2),
      new StackTraceElement("sun.misc.Y", "y", "Y.java", 3),
      new StackTraceElement("io.brasa.core.RDD", "map", "RDD.java", 4),
      new StackTraceElement("a.Program", "run", "Program.java", 5),
      new StackTraceElement("a.Program", "main", "Program.java", 6)
    };
    assertEquals(" at Program.java:5", TaskErrors.place(frames));
    assertEquals("", TaskErrors.place(new StackTraceElement[] {frames[0], frames[3]}));
  }
}
