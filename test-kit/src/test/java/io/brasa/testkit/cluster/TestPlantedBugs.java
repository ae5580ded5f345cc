package io.brasa.testkit.cluster;

import static io.brasa.testkit.simulation.PlantedBug.answering;
import static io.brasa.testkit.simulation.PlantedBug.doingNothing;
import static io.brasa.testkit.simulation.PlantedBug.returning;
import static io.brasa.testkit.simulation.PlantedBug.withoutCalling;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.brasa.testkit.simulation.PlantedBug;
import io.brasa.testkit.simulation.PlantedBug.Change;
import io.brasa.testkit.simulation.PlantedWorld;
import java.util.List;
import java.util.function.LongFunction;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Shows that the simulated cluster would notice: each bug, planted into the byte code of the real
 * engine, makes one of the first seeds fail; without a bug none does.
 */
final class TestPlantedBugs {
  /** Each job meets each misfortune ten times. */
  private static final int SEEDS = 1_500;

  private static final List<PlantedBug> BUGS =
      List.of(
          bug("damaged bytes are taken as they are", "block.Chunk", "checksum", returning(0)),
          bug("a spilled run is forgotten", "shuffle.Spills", "add", withoutCalling("add")),
          bug(
              "a lost block counts as the fault of its reader",
              "execute.TaskErrors",
              "lossBelow",
              answering("orElse", 0)),
          bug(
              "what a lost executor had been given is never given again",
              "schedule.Scheduler",
              "loseExecutor",
              withoutCalling("forEachOpen")),
          bug(
              "a lost output keeps its winner",
              "schedule.Scheduler",
              "loseInput",
              withoutCalling("lose")),
          bug(
              "an executor may end without the scheduler's knowing",
              "execute.Driver",
              "lose",
              withoutCalling("post")),
          bug(
              "outcomes do not end their claims",
              "schedule.Scheduler",
              "end",
              answering("close", 1)),
          bug(
              "readers of changed output are not rolled back",
              "schedule.Scheduler",
              "succeed",
              withoutCalling("rollBackAllBelow")),
          bug(
              "all outputs have the same content checksum",
              "shuffle.MapOutput",
              "contentChecksum",
              returning(0)),
          bug(
              "accumulators count what was withdrawn",
              "shared.Accumulators",
              "withdraw",
              doingNothing()),
          bug(
              "accumulators count a partition once per job",
              "shared.Accumulators",
              "add",
              answering("containsKey", 0)),
          bug("staging folders stay", "commit.Publication", "discard", doingNothing()),
          bug("silence is no sign of death", "remote.Heartbeat", "count", withoutCalling("close")),
          bug(
              "threads outlive the context",
              "remote.OrderedWork",
              "close",
              withoutCalling("signal")),
          bug("outcomes of withdrawn inputs count", "schedule.Stage", "isStale", returning(0)),
          bug(
              "what was made from a withdrawn shuffle is used again",
              "schedule.Scheduler",
              "rollBack",
              withoutCalling("rollBack")),
          bug(
              "what was kept of withdrawn inputs is used again",
              "task.TaskRun",
              "generation",
              returning(0)),
          bug("what is recalled is lost", "execute.Executor", "recall", withoutCalling("ended")),
          bug(
              "a group that was cancelled for good goes on",
              "execute.CancelledGroups",
              "contains",
              returning(0)),
          bug(
              "nobody is told the end of an asynchronous action",
              "AsyncAction",
              "end",
              withoutCalling("signal")),
          bug(
              "a destroyed variable is still given away",
              "shared.Broadcast",
              "destroy",
              doingNothing()));

  /** Those that show in who waits how long. */
  private static final List<PlantedBug> UNFAIR =
      List.of(
          bug("a pool's tasks are not counted", "schedule.Stage", "grantedCount", returning(0)),
          bug("weights do not count", "schedule.PoolPolicy$Pool", "weight", returning(1)));

  private static PlantedBug bug(String name, String className, String method, Change change) {
    return new PlantedBug(name, "io.brasa.core." + className, method, change);
  }

  @TestFactory
  Stream<DynamicTest> findsThat() {
    return Stream.concat(
        BUGS.stream()
            .map(bug -> DynamicTest.dynamicTest(bug.name(), () -> find(bug, ClusterRun.class))),
        UNFAIR.stream()
            .map(bug -> DynamicTest.dynamicTest(bug.name(), () -> find(bug, PoolRun.class))));
  }

  private static void find(PlantedBug bug, Class<? extends LongFunction<String>> type) {
    System.out.println(PlantedWorld.find(bug, type, LongStream.range(0, SEEDS)));
  }

  @Test
  void findsNothingWhereNothingIsPlanted() {
    LongFunction<String> program = PlantedWorld.sound().program(ClusterRun.class);
    for (long seed = 0; seed < 50; seed++) assertEquals("", program.apply(seed), "seed " + seed);
    LongFunction<String> pools = PlantedWorld.sound().program(PoolRun.class);
    for (long seed = 0; seed < 50; seed++) assertEquals("", pools.apply(seed), "seed " + seed);
  }
}
