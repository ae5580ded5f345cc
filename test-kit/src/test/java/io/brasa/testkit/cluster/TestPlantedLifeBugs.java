package io.brasa.testkit.cluster;

import static io.brasa.testkit.simulation.PlantedBug.doingNothing;
import static io.brasa.testkit.simulation.PlantedBug.withoutCalling;

import io.brasa.testkit.simulation.PlantedBug;
import io.brasa.testkit.simulation.PlantedBug.Change;
import io.brasa.testkit.simulation.PlantedWorld;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/** Shows that the simulated lives would notice: each bug makes one of the first seeds fail. */
@Tag("slow")
final class TestPlantedLifeBugs {
  private static final int SEEDS = 900;

  private static final List<PlantedBug> BUGS =
      List.of(
          bug(
              "what tasks have counted in an earlier life is forgotten",
              "execute.PastLives",
              "count",
              withoutCalling("accept")),
          bug(
              "a lost output that is computed again is not compared",
              "execute.PastLives",
              "recall",
              withoutCalling("set")),
          bug(
              "what was rolled back counts in a later life",
              "journal.JournalState",
              "apply",
              withoutCalling("rollBack")),
          bug(
              "the values of variables do not tell lives apart",
              "execute.LastingIdentity",
              "addTo",
              doingNothing()),
          bug(
              "that a save is decided is not written down",
              "journal.Journal",
              "saveDecided",
              withoutCalling("append")),
          bug(
              "that a save begins to be put to its place is not written down",
              "journal.Journal",
              "savePlaced",
              withoutCalling("append")),
          bug(
              "a driver that was stopped decides as well",
              "journal.JournalFolder",
              "requireLatest",
              doingNothing()));

  private static PlantedBug bug(String name, String className, String method, Change change) {
    return new PlantedBug(name, "io.brasa.core." + className, method, change);
  }

  @TestFactory
  Stream<DynamicTest> findsThat() {
    return BUGS.stream().map(bug -> DynamicTest.dynamicTest(bug.name(), () -> find(bug)));
  }

  /** Only every third application does what may be mixed of several lives. */
  private static void find(PlantedBug bug) {
    boolean isAboutMixing = List.of("recall", "apply").contains(bug.methodName());
    LongStream seeds = LongStream.range(0, SEEDS).filter(seed -> !isAboutMixing || seed % 3 == 1);
    System.out.println(PlantedWorld.find(bug, LivesRun.class, seeds));
  }
}
