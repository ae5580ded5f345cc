package io.brasa.cluster.master;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brasa.cluster.protocol.ClusterMessage;
import io.brasa.cluster.protocol.ClusterMessage.HeldPlace;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class TestClusterState {
  private final ScriptedCluster cluster = new ScriptedCluster(ClusterLimits.USUAL, 1);

  private Map<String, Integer> coresByWorker(String application) {
    Map<String, Integer> cores = new HashMap<>();
    for (ClusterMessage.RunExecutors order : cluster.ordersFor(application))
      cores.merge(cluster.workerOf(order.place().place()), order.place().cores(), Integer::sum);
    return cores;
  }

  @Test
  void spreadsExecutorsOverWorkers() {
    for (int i = 0; i < 4; i++) cluster.workerJoins("w" + i, 4, 4_000);
    cluster.applicationJoins("a", 4, 1, 500);
    assertEquals(Map.of("w0", 1, "w1", 1, "w2", 1, "w3", 1), coresByWorker("a"));
  }

  @Test
  void packsExecutorsOntoFewWorkersWhenToldTo() {
    ClusterLimits packed = new ClusterLimits(false, 15_000, 5_000, 10);
    ScriptedCluster other = new ScriptedCluster(packed, 1);
    for (int i = 0; i < 4; i++) other.workerJoins("w" + i, 4, 4_000);
    other.applicationJoins("a", 4, 1, 500);
    assertEquals(4, other.ordersFor("a").size());
    assertEquals(
        1,
        other.ordersFor("a").stream()
            .map(order -> other.workerOf(order.place().place()))
            .distinct()
            .count());
  }

  @Test
  void givesOneExecutorPerWorkerWhenCoresAreNotSaid() {
    cluster.workerJoins("w0", 4, 4_000);
    cluster.workerJoins("w1", 2, 4_000);
    cluster.applicationJoins("a", 0, 0, 500);
    assertEquals(Map.of("w0", 4, "w1", 2), coresByWorker("a"));
    assertEquals(2, cluster.ordersFor("a").size());
    cluster.applicationJoins("capped", 3, 0, 500);
    assertEquals(Map.of(), coresByWorker("capped"));
    cluster.applicationEnds("a");
    assertEquals(3, coresByWorker("capped").values().stream().mapToInt(x -> x).sum());
  }

  @Test
  void gathersNoMoreExecutorsThanThereIsMemoryFor() {
    cluster.workerJoins("w0", 8, 1_200);
    cluster.applicationJoins("a", 0, 1, 500);
    assertEquals(Map.of("w0", 2), coresByWorker("a"));
  }

  @Test
  void servesApplicationsInTheOrderInWhichTheyCame() {
    cluster.workerJoins("w0", 2, 4_000);
    cluster.applicationJoins("first", 2, 1, 500);
    cluster.applicationJoins("second", 2, 1, 500);
    cluster.applicationJoins("third", 2, 1, 500);
    assertEquals(Map.of(), coresByWorker("second"));
    cluster.applicationEnds("first");
    assertEquals(Map.of("w0", 2), coresByWorker("second"));
    assertEquals(Map.of(), coresByWorker("third"));
  }

  @Test
  void anApplicationThatFitsNowhereDoesNotKeepOthersWaiting() {
    cluster.workerJoins("w0", 2, 1_000);
    cluster.applicationJoins("large", 2, 1, 5_000);
    cluster.applicationJoins("small", 2, 1, 500);
    assertEquals(Map.of("w0", 2), coresByWorker("small"));
    ClusterMessage.Granted told =
        assertInstanceOf(ClusterMessage.Granted.class, cluster.lastTold("large"));
    assertEquals(0, told.executors());
    assertTrue(told.waiting().contains("1 core and 5000 MiB"), told.waiting());
    assertTrue(told.waiting().contains("2 cores and 1000 MiB"), told.waiting());
    cluster.workerJoins("w1", 1, 6_000);
    assertEquals(Map.of("w1", 1), coresByWorker("large"));
  }

  @Test
  void givesWhatAnApplicationAsksForAndTakesBackWhatItReturns() {
    cluster.workerJoins("w0", 4, 4_000);
    cluster.applicationJoins("elastic", 3, 1, 500);
    assertEquals(Map.of("w0", 3), coresByWorker("elastic"));
    String executor = "executor-" + cluster.ordersFor("elastic").getFirst().place().place();
    cluster.applicationWants("elastic", 2);
    cluster.applicationGivesBack("elastic", executor);
    cluster.applicationGivesBack("elastic", "executor-unknown");
    assertEquals(2, cluster.status().applications().getFirst().cores());
    cluster.applicationJoins("other", 0, 1, 500);
    assertEquals(Map.of("w0", 2), coresByWorker("other"), "what was given back is others'");
    cluster.applicationWants("elastic", 100);
    assertEquals(2, cluster.status().applications().getFirst().cores(), "nothing is free");
    cluster.applicationEnds("other");
    assertEquals(3, cluster.status().applications().getFirst().cores(), "no more than its cap");
    cluster.applicationWants("elastic", 0);
    assertEquals(3, cluster.status().applications().getFirst().cores(), "nothing is taken away");
  }

  @Test
  void whatIsBeingStoppedIsNotFreeYet() {
    cluster.stopsSlowly();
    cluster.workerJoins("w0", 1, 1_000);
    cluster.applicationJoins("a", 0, 1, 500);
    cluster.applicationJoins("b", 0, 1, 500);
    cluster.applicationEnds("a");
    assertEquals(Map.of(), coresByWorker("b"));
    cluster.finishStops();
    assertEquals(Map.of("w0", 1), coresByWorker("b"));
  }

  @Test
  void replacesElsewhereWhatALostWorkerHeld() {
    cluster.workerJoins("w0", 1, 1_000);
    cluster.applicationJoins("a", 1, 1, 500);
    cluster.workerJoins("w1", 1, 1_000);
    assertEquals(Map.of("w0", 1), coresByWorker("a"));
    cluster.workerIsLost("w0");
    assertEquals(Map.of("w1", 1), coresByWorker("a"));
    assertTrue(cluster.toldTo("a", ClusterMessage.ExecutorGone.class).size() == 1);
  }

  @Test
  void goesElsewhereWhenExecutorsDoNotStayAlive() {
    cluster.workerJoins("w0", 1, 1_000);
    cluster.workerJoins("w1", 1, 1_000);
    cluster.applicationJoins("a", 1, 1, 500);
    String first = cluster.ordersFor("a").getFirst().place().place();
    String worker = cluster.workerOf(first);
    cluster.placeFails(first, "ended too often");
    assertEquals(1, cluster.ordersFor("a").size());
    String second = cluster.ordersFor("a").getFirst().place().place();
    assertFalse(cluster.workerOf(second).equals(worker));
    cluster.placeFails(second, "ended too often: code 3");
    ClusterMessage.Exhausted told =
        assertInstanceOf(ClusterMessage.Exhausted.class, cluster.lastTold("a"));
    assertTrue(told.reason().contains("code 3"), told.reason());
    cluster.workerJoins("w2", 1, 1_000);
    assertEquals(Map.of("w2", 1), coresByWorker("a"));
  }

  @Test
  void takesThePlacesOfADriverThatDoesNotComeBack() {
    cluster.workerJoins("w0", 1, 1_000);
    cluster.time(60_000);
    cluster.applicationJoins("a", 1, 1, 500);
    cluster.applicationJoins("b", 1, 1, 500);
    cluster.applicationGoesAway("a");
    cluster.time(64_000);
    assertEquals(Map.of("w0", 1), coresByWorker("a"));
    cluster.applicationJoins("a", 1, 1, 500);
    cluster.time(70_000);
    assertEquals(Map.of("w0", 1), coresByWorker("a"));
    cluster.applicationGoesAway("a");
    cluster.time(76_000);
    assertEquals(Map.of("w0", 1), coresByWorker("b"));
  }

  @Test
  void keepsWhatASuccessorMustKnowBeforeItActs() {
    cluster.workerJoins("w0", 2, 1_000);
    List<ClusterCommand> commands = cluster.applicationJoins("a", 1, 1, 500);
    assertInstanceOf(ClusterCommand.Keep.class, commands.getFirst());
    assertTrue(commands.stream().anyMatch(ClusterCommand.TellWorker.class::isInstance));
  }

  @Test
  void aSuccessorLeavesRunningApplicationsAlone() {
    cluster.workerJoins("w0", 1, 1_000);
    cluster.workerJoins("w1", 1, 1_000);
    cluster.applicationJoins("a", 2, 1, 500);
    cluster.applicationJoins("b", 2, 1, 500);
    List<HeldPlace> held = cluster.held();
    assertEquals(2, held.size());
    cluster.masterDies(2);
    cluster.applicationJoins("a", 2, 1, 500);
    cluster.workerJoins("w0", 1, 1_000);
    assertEquals(List.of(), cluster.orders(), "nothing is given away before all are back");
    cluster.applicationJoins("b", 2, 1, 500);
    cluster.workerJoins("w1", 1, 1_000);
    assertEquals(List.of(), cluster.orders());
    assertEquals(held, cluster.held());
    cluster.applicationEnds("a");
    assertEquals(2, cluster.ordersFor("b").size());
  }

  @Test
  void aSuccessorWaitsOnlySoLong() {
    cluster.workerJoins("w0", 1, 1_000);
    cluster.workerJoins("w1", 1, 1_000);
    cluster.applicationJoins("a", 2, 1, 500);
    cluster.applicationJoins("gone", 2, 1, 500);
    cluster.masterDies(2);
    cluster.forgetsWorker("w1");
    cluster.workerJoins("w0", 1, 1_000);
    cluster.workerJoins("w2", 1, 1_000);
    cluster.applicationJoins("a", 2, 1, 500);
    assertEquals(Map.of("w0", 1), coresByWorker("a"));
    cluster.time(cluster.now() + 16_000);
    assertEquals(Map.of("w0", 1, "w2", 1), coresByWorker("a"));
    assertTrue(cluster.kept().keySet().stream().noneMatch(key -> key.contains("gone")));
    assertTrue(cluster.kept().keySet().stream().noneMatch(key -> key.contains("w1")));
  }

  @Test
  void stopsWhatIsHeldForAnApplicationThatIsGone() {
    cluster.workerJoins("w0", 1, 1_000);
    cluster.applicationJoins("a", 1, 1, 500);
    cluster.masterDiesWithoutTrace(2);
    cluster.workerJoins("w0", 1, 1_000);
    assertEquals(List.of(), cluster.held());
  }

  @Test
  void aWorkerThatRegistersAgainKeepsItsPlaces() {
    cluster.workerJoins("w0", 2, 1_000);
    cluster.applicationJoins("a", 2, 1, 500);
    List<HeldPlace> held = cluster.held();
    cluster.workerJoins("w0", 2, 1_000);
    assertEquals(held, cluster.held());
    cluster.workerLosesItsChannel("w0");
    cluster.workerJoins("w0", 2, 1_000);
    assertEquals(held, cluster.held());
  }
}
