package io.brasa.cluster.master;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brasa.cluster.protocol.ClusterMessage;
import io.brasa.cluster.protocol.ClusterMessage.DriverStatus;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TestDrivers {
  private final ScriptedCluster cluster = new ScriptedCluster(ClusterLimits.USUAL, 1);

  private String state(String driver) {
    return cluster.status().drivers().stream()
        .filter(status -> status.driver().equals(driver))
        .map(DriverStatus::state)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void waitsForRoomAndThenRuns() {
    cluster.driverSubmitted("d", false);
    assertEquals("WAITING", state("d"));
    cluster.workerJoins("w0", 1, 1_000);
    assertEquals("RUNNING", state("d"));
    cluster.driverEnds("d", 0);
    assertEquals("FINISHED", state("d"));
    assertTrue(cluster.kept().keySet().stream().noneMatch(key -> key.startsWith("driver")));
    assertEquals(1, cluster.status().workers().getFirst().coresFree());
  }

  @Test
  void aFailureEndsADriverThatNobodySupervises() {
    cluster.workerJoins("w0", 1, 1_000);
    cluster.driverSubmitted("d", false);
    cluster.driverEnds("d", 1);
    assertEquals("FAILED", state("d"));
    cluster.driverSubmitted("e", false);
    cluster.workerIsLost("w0");
    cluster.time(cluster.now() + 5_000);
    assertEquals("LOST", state("e"));
  }

  @Test
  void startsASupervisedDriverElsewhereWhenItsWorkerIsLost() {
    cluster.workerJoins("w0", 1, 1_000);
    cluster.driverSubmitted("d", true);
    cluster.workerJoins("w1", 1, 1_000);
    cluster.workerIsLost("w0");
    cluster.time(cluster.now() + 4_999);
    assertNull(cluster.workerOfDriver("d"));
    cluster.time(cluster.now() + 1);
    assertEquals("w1", cluster.workerOfDriver("d"));
    assertEquals("RUNNING", state("d"));
  }

  @Test
  void leavesADriverAloneWhoseWorkerOnlyRegistersAgain() {
    cluster.workerJoins("w0", 1, 1_000);
    cluster.driverSubmitted("d", true);
    cluster.workerJoins("w1", 1, 1_000);
    cluster.workerLosesItsChannel("w0");
    cluster.workerJoins("w0", 1, 1_000);
    cluster.time(cluster.now() + 60_000);
    assertEquals("w0", cluster.workerOfDriver("d"));
    assertEquals("RUNNING", state("d"));
  }

  @Test
  void startsASupervisedDriverAgainLaterEachTimeAndNotForEver() {
    cluster.workerJoins("w0", 1, 1_000);
    cluster.driverSubmitted("d", true);
    long wait = 1_000;
    for (int start = 1; start < ClusterLimits.USUAL.driverStarts(); start++) {
      cluster.driverEnds("d", 1);
      assertEquals("WAITING", state("d"));
      cluster.time(cluster.now() + wait - 1);
      assertEquals("WAITING", state("d"), "start " + start);
      cluster.time(cluster.now() + 1);
      assertEquals("RUNNING", state("d"), "start " + start);
      wait = Math.min(64_000, 2 * wait);
    }
    cluster.driverEnds("d", 1);
    assertEquals("FAILED", state("d"));
  }

  @Test
  void killsADriverAndDoesNotStartItAgain() {
    cluster.workerJoins("w0", 1, 1_000);
    cluster.driverSubmitted("d", true);
    cluster.handle(new ClusterEvent.DriverKilled(0, "d"));
    assertEquals("KILLED", state("d"));
    assertNull(cluster.workerOfDriver("d"));
    cluster.driverSubmitted("e", true);
    cluster.driverSubmitted("waits", true);
    cluster.handle(new ClusterEvent.DriverKilled(0, "waits"));
    assertEquals("KILLED", state("waits"));
  }

  @Test
  void aSuccessorKnowsTheDrivers() {
    cluster.workerJoins("w0", 1, 1_000);
    cluster.workerJoins("w1", 1, 1_000);
    cluster.driverSubmitted("d", true);
    cluster.driverSubmitted("e", true);
    cluster.driverSubmitted("waits", false);
    String worker = cluster.workerOfDriver("d");
    cluster.masterDies(2);
    cluster.workerJoins("w0", 1, 1_000);
    cluster.workerJoins("w1", 1, 1_000);
    assertEquals("RUNNING", state("d"));
    assertEquals(worker, cluster.workerOfDriver("d"));
    assertEquals("WAITING", state("waits"));
    cluster.driverEnds("d", 0);
    assertEquals("FINISHED", state("d"));
    assertEquals("RUNNING", state("waits"));
  }

  @Test
  void oneThatIsGivenUpTakesRoomUntilItHasEnded() {
    cluster.handle(
        new ClusterEvent.WorkerJoined(
            0,
            new ClusterMessage.RegisterWorker(
                "w0",
                "h",
                1,
                1,
                1_000,
                List.of(),
                List.of(new ClusterMessage.HeldDriver("given up", 1, 100)))));
    cluster.driverSubmitted("d", true);
    assertEquals(0, free("w0"), "the process is there until word of its end");
    assertEquals("WAITING", state("d"));
    cluster.handle(
        new ClusterEvent.DriverEnded(
            0, "w0", new ClusterMessage.DriverEnded("given up", 143, "code 143")));
    assertEquals("RUNNING", state("d"));
  }

  private int free(String worker) {
    return cluster.status().workers().stream()
        .filter(status -> status.worker().equals(worker))
        .findFirst()
        .orElseThrow()
        .coresFree();
  }

  @Test
  void aSuccessorStartsAgainWhatItsWorkerNoLongerRuns() {
    cluster.workerJoins("w0", 1, 1_000);
    cluster.workerJoins("w1", 1, 1_000);
    cluster.driverSubmitted("d", true);
    String worker = cluster.workerOfDriver("d");
    cluster.masterDies(2);
    cluster.forgetsWorker(worker);
    cluster.workerJoins(worker.equals("w0") ? "w1" : "w0", 1, 1_000);
    cluster.time(cluster.now() + 16_000);
    cluster.time(cluster.now() + 5_000);
    assertEquals("RUNNING", state("d"));
    assertEquals(worker.equals("w0") ? "w1" : "w0", cluster.workerOfDriver("d"));
  }
}
