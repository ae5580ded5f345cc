package io.brasa.testkit.scale;

import static io.brasa.testkit.simulation.PlantedBug.answering;
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

/** Shows that the world of many executors would notice bugs of the scheduler. */
final class TestPlantedSchedulerBugs {
  private static final int SEEDS = 600;

  private static final List<PlantedBug> BUGS =
      List.of(
          bug("an outcome counts each time it comes", "Scheduler", "end", answering("close", 1)),
          bug(
              "an outcome counts whoever has the claim",
              "Scheduler",
              "settle",
              answering("isGrantedTo", 1)),
          bug(
              "what a lost executor had been given is never given again",
              "Scheduler",
              "loseExecutor",
              withoutCalling("forEachOpen")),
          bug("a lost executor gets work", "Scheduler", "loseExecutor", answering("remove", 0)),
          bug("a lost output keeps its winner", "Scheduler", "loseInput", withoutCalling("lose")),
          bug(
              "readers of changed output are not rolled back",
              "Scheduler",
              "succeed",
              withoutCalling("rollBackAllBelow")),
          bug("outcomes of withdrawn inputs count", "Stage", "isStale", returning(0)),
          bug(
              "what is given back is not given again",
              "Scheduler",
              "settle",
              withoutCalling("giveBack")));

  private static PlantedBug bug(String name, String className, String method, Change change) {
    return new PlantedBug(name, "io.brasa.core.schedule." + className, method, change);
  }

  @TestFactory
  Stream<DynamicTest> findsThat() {
    return BUGS.stream().map(bug -> DynamicTest.dynamicTest(bug.name(), () -> find(bug)));
  }

  private static void find(PlantedBug bug) {
    System.out.println(PlantedWorld.find(bug, SchedulerRun.class, LongStream.range(0, SEEDS)));
  }

  @Test
  void findsNothingWhereNothingIsPlanted() {
    LongFunction<String> program = PlantedWorld.sound().program(SchedulerRun.class);
    for (long seed = 0; seed < 50; seed++) assertEquals("", program.apply(seed), "seed " + seed);
  }
}
