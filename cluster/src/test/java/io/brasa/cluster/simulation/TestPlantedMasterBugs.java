package io.brasa.cluster.simulation;

import static io.brasa.testkit.simulation.PlantedBug.doingNothing;
import static io.brasa.testkit.simulation.PlantedBug.returning;
import static io.brasa.testkit.simulation.PlantedBug.withoutCalling;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.brasa.testkit.simulation.PlantedBug;
import io.brasa.testkit.simulation.PlantedBug.Change;
import io.brasa.testkit.simulation.PlantedWorld;
import java.util.List;
import java.util.function.LongFunction;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Shows that the simulated masters would notice: each bug, planted into the byte code of masters or
 * of the links with them, makes one of the first seeds fail; without a bug none does.
 */
@Tag("slow")
final class TestPlantedMasterBugs {
  private static final int SEEDS = 400;
  private static final Logger LOG = Logger.getLogger("io.brasa.cluster");

  private static final List<PlantedBug> BUGS =
      List.of(
          bug(
              "a master that is to step down goes on",
              "master.MasterNode",
              "stepDown",
              doingNothing()),
          bug(
              "who follows a master would follow its predecessor again",
              "protocol.MasterLink",
              "follow",
              returning(1)),
          bug(
              "what is decided is not kept",
              "master.MasterNode",
              "carryOut",
              withoutCalling("put")),
          bug(
              "places of a worker that comes back are forgotten",
              "master.Places",
              "adopt",
              doingNothing()),
          bug(
              "executors of an ended application go on",
              "master.ClusterState",
              "end",
              withoutCalling("stop")),
          bug(
              "an application that is gone is kept for ever",
              "master.ClusterState",
              "tick",
              withoutCalling("end")),
          bug(
              "places of a lost worker stay",
              "master.ClusterState",
              "lose",
              withoutCalling("forgetPlaces")),
          bug(
              "what a place had is not free again",
              "master.Places",
              "gone",
              withoutCalling("change")),
          bug("drivers of a lost worker are waited for", "master.Drivers", "tick", doingNothing()),
          bug(
              "a driver that was given up goes on beside its successor",
              "master.Drivers",
              "join",
              withoutCalling("accept")),
          bug(
              "orders of a master that leads no longer are carried out late",
              "protocol.MasterOrders",
              "isOver",
              returning(0)),
          bug(
              "what was begun behind a successor's back goes on",
              "protocol.MasterOrders",
              "settle",
              withoutCalling("undo")),
          bug(
              "a successor's orders are carried out beside what nobody knows of",
              "protocol.MasterOrders",
              "follow",
              doingNothing()),
          bug("drivers take no room", "master.Drivers", "start", withoutCalling("change")),
          bug(
              "a driver that was given up takes no room",
              "master.WorkerRecord",
              "putEnding",
              withoutCalling("take")));

  private Level level;

  private static PlantedBug bug(String name, String className, String method, Change change) {
    return new PlantedBug(name, "io.brasa.cluster." + className, method, change);
  }

  @BeforeEach
  void beQuiet() {
    level = LOG.getLevel();
    LOG.setLevel(Level.OFF);
  }

  @AfterEach
  void beAsBefore() {
    LOG.setLevel(level);
  }

  @TestFactory
  Stream<DynamicTest> findsThat() {
    return BUGS.stream().map(bug -> DynamicTest.dynamicTest(bug.name(), () -> find(bug)));
  }

  private static void find(PlantedBug bug) {
    System.out.println(PlantedWorld.find(bug, MastersRun.class, LongStream.range(0, SEEDS)));
  }

  @Test
  void findsNothingWhereNothingIsPlanted() {
    LongFunction<String> program = PlantedWorld.sound().program(MastersRun.class);
    for (long seed = 0; seed < 10; seed++) assertEquals("", program.apply(seed), "seed " + seed);
  }
}
