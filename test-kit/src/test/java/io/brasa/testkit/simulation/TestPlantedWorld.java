package io.brasa.testkit.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brasa.runtime.error.EngineException;
import org.junit.jupiter.api.Test;

final class TestPlantedWorld {
  private static String run(String method, PlantedBug.Change change) {
    PlantedBug bug = new PlantedBug("for a test", Tally.class.getName(), method, change);
    return PlantedWorld.with(bug).program(Tally.class).apply(7);
  }

  @Test
  void runsTheSameProgramInAWorldOfItsOwn() {
    assertEquals("", new Tally().apply(7));
    assertEquals("", PlantedWorld.sound().program(Tally.class).apply(7));
  }

  @Test
  void makesAMethodDoNothing() {
    assertEquals("count 0", run("add", PlantedBug.doingNothing()));
  }

  @Test
  void makesAMethodReturnAConstant() {
    assertEquals("heavier", run("isHeavier", PlantedBug.returning(1)));
  }

  @Test
  void leavesCallsOut() {
    assertEquals("count 0", run("addAll", PlantedBug.withoutCalling("add")));
    assertEquals("heavier", run("apply", PlantedBug.answering("isHeavier", 1)));
  }

  @Test
  void makesCallsTwice() {
    assertEquals("count 6", run("addAll", PlantedBug.callingTwice("add")));
  }

  @Test
  void refusesAMethodThatIsNotThere() {
    EngineException failure =
        assertThrows(EngineException.class, () -> run("renamed", PlantedBug.doingNothing()));
    assertTrue(failure.getMessage().contains("renamed"), failure.getMessage());
  }
}
