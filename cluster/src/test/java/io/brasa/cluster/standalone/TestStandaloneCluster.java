package io.brasa.cluster.standalone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brasa.cluster.error.ClusterError;
import io.brasa.cluster.wire.Certificates;
import io.brasa.cluster.wire.NettyTransport;
import io.brasa.cluster.wire.Secret;
import io.brasa.core.BrasaContext;
import io.brasa.core.PairRDD;
import io.brasa.core.event.Event;
import io.brasa.core.event.EventListener;
import io.brasa.core.function.Pair;
import io.brasa.runtime.environment.SystemEnvironment;
import io.brasa.runtime.error.EngineException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A master and workers in this process, executors in processes of their own. */
@Timeout(400)
final class TestStandaloneCluster {
  @TempDir private Path folder;

  @Test
  void answersAsOneProcessDoesAndLeavesOnlyLogs() throws Exception {
    try (OwnCluster cluster = new OwnCluster(folder)) {
      cluster.startWorker(1, 200);
      cluster.startWorker(1, 200);
      try (BrasaContext brasa = cluster.context().build()) {
        assertEquals(Jobs.expected(), Jobs.sums(brasa, 100));
        assertEquals(2, brasa.defaultParallelism());
      }
      assertEquals(2, cluster.executors().size());
      for (Event.ExecutorAdded executor : cluster.executors()) awaitEnd(executor.processId());
      try (BrasaContext again = cluster.context().build()) {
        assertEquals(Jobs.expected(), Jobs.sums(again, 0), "the places are free again");
      }
    }
    try (Stream<Path> left = Files.walk(folder.resolve("worker0"))) {
      assertEquals(
          2, left.filter(Files::isRegularFile).peek(TestStandaloneCluster::requireLog).count());
    }
  }

  private static void requireLog(Path file) {
    assertTrue(
        file.toString().matches(".*/worker0/logs/brasa-[^/]*/executor-[^/]*\\.log"),
        file::toString);
  }

  private static void awaitEnd(long process) throws Exception {
    ProcessHandle handle = ProcessHandle.of(process).orElse(null);
    if (handle != null) handle.onExit().get(20, TimeUnit.SECONDS);
  }

  /** Kills the first executor that has won a task. */
  private static final class Killer implements EventListener {
    private final AtomicBoolean hasKilled = new AtomicBoolean();
    private final OwnCluster cluster;

    Killer(OwnCluster cluster) {
      this.cluster = cluster;
    }

    @Override
    public void on(Event event) {
      if (!(event instanceof Event.TaskEnded ended) || !ended.isWinner()) return;
      for (Event.ExecutorAdded executor : cluster.executors()) {
        if (!executor.executor().equals(ended.executor())) continue;
        if (hasKilled.compareAndSet(false, true))
          ProcessHandle.of(executor.processId()).ifPresent(ProcessHandle::destroyForcibly);
      }
    }
  }

  @Test
  void allChannelsCanHaveTls() throws Exception {
    Certificates authority = new Certificates(folder.resolve("authority"));
    String certificates = authority.folder("all").toString();
    try (OwnCluster cluster = new OwnCluster(folder, certificates)) {
      cluster.startWorker(1, 200);
      cluster.startWorker(1, 200);
      try (BrasaContext brasa = cluster.context().build()) {
        assertEquals(Jobs.expected(), Jobs.sums(brasa, 0));
      }
      BrasaContext.Builder plain = cluster.context().set("tls.folder", "none");
      EngineException refused = assertThrows(EngineException.class, plain::build);
      assertEquals(ClusterError.MASTER_UNREACHABLE, refused.code());
      assertFalse(cluster.executors().isEmpty());
    }
  }

  @Test
  void aWorkerReplacesAnExecutorThatIsKilled() throws Exception {
    try (OwnCluster cluster = new OwnCluster(folder)) {
      cluster.startWorker(1, 200);
      cluster.startWorker(1, 200);
      try (BrasaContext brasa = cluster.context().listener(new Killer(cluster)).build()) {
        assertEquals(Jobs.expected(), Jobs.sums(brasa, 400));
      }
      assertEquals(1, cluster.events.stream().filter(Event.ExecutorLost.class::isInstance).count());
      assertTrue(cluster.executors().size() >= 3, "a replacement has joined while the job ran");
    }
  }

  @Test
  void executorsComeWithTheTasksAndGoAndNothingIsComputedTwice() throws Exception {
    try (OwnCluster cluster = new OwnCluster(folder)) {
      cluster.startWorker(1, 200);
      cluster.startWorker(1, 200);
      BrasaContext.Builder elastic =
          cluster.context().set("allocation", "dynamic").set("executors.idle", "1500");
      try (BrasaContext brasa = elastic.build()) {
        assertEquals(1, cluster.executors().size());
        PairRDD<Integer, Integer> sums =
            brasa
                .parallelize(IntStream.range(0, 800).boxed().toList(), 8)
                .mapPartitions(TestStandaloneCluster::slowly)
                .mapToPair(x -> new Pair<>(x % 10, x))
                .reduceByKey(Integer::sum, 2);
        assertEquals(319_600, sums.values().reduce(Integer::sum));
        assertEquals(2, cluster.executors().size(), "another one came while tasks waited");
        for (int i = 0; i < 4_000 && lost(cluster) < 1; i++) Thread.sleep(5);
        assertEquals(1, lost(cluster), "one was given back");
        long before = started(cluster);
        assertEquals(319_600, sums.values().reduce(Integer::sum));
        assertEquals(before + 2, started(cluster), "its worker serves what it has written");
      }
    }
  }

  private static <T> Iterator<T> slowly(Iterator<T> records) throws InterruptedException {
    Thread.sleep(900);
    return records;
  }

  private static long lost(OwnCluster cluster) {
    return cluster.events.stream().filter(Event.ExecutorLost.class::isInstance).count();
  }

  private static long started(OwnCluster cluster) {
    return cluster.events.stream().filter(Event.TaskStarted.class::isInstance).count();
  }

  @Test
  void refusesAProgramWithAnotherSecret() throws Exception {
    Path wrong = OwnCluster.secret(folder.resolve("wrong"), "another secret, as long");
    try (OwnCluster cluster = new OwnCluster(folder)) {
      cluster.startWorker(1, 200);
      BrasaContext.Builder builder = cluster.context().set("secret.file", wrong.toString());
      EngineException refused = assertThrows(EngineException.class, builder::build);
      assertEquals(ClusterError.MASTER_UNREACHABLE, refused.code());
      assertTrue(refused.remedy().contains("secret"), refused.getMessage());
      try (BrasaContext brasa = cluster.context().build()) {
        assertEquals(Jobs.expected(), Jobs.sums(brasa, 0), "nobody else is disturbed");
      }
    }
  }

  @Test
  void saysThatNoMasterIsThere() throws Exception {
    int free;
    try (ServerSocket socket = new ServerSocket(0)) {
      free = socket.getLocalPort();
    }
    Path secret = OwnCluster.secret(folder.resolve("secret"), "a secret of a cluster");
    BrasaContext.Builder builder =
        BrasaContext.builder()
            .master("brasa://127.0.0.1:" + free + ",no-such-host.invalid:7700")
            .set("secret.file", secret.toString());
    EngineException failure = assertThrows(EngineException.class, builder::build);
    assertEquals(ClusterError.MASTER_UNREACHABLE, failure.code());
    assertTrue(failure.what().contains("refused"), failure.what());
    assertTrue(failure.what().contains("no such host"), failure.what());
    assertTrue(failure.remedy().contains("brasa master"), failure.remedy());
  }

  @Test
  void saysThatAPortIsTaken() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName(OwnCluster.HOST));
        NettyTransport transport =
            NettyTransport.at(
                new SystemEnvironment(), Secret.random(), OwnCluster.HOST, socket.getLocalPort())) {
      EngineException taken =
          assertThrows(EngineException.class, () -> transport.serve(new IgnoringHandler()));
      assertEquals(ClusterError.LISTEN_FAILED, taken.code());
      assertTrue(
          taken.what().contains(OwnCluster.HOST + ":" + socket.getLocalPort()), taken.what());
    }
  }

  private static final class IgnoringHandler implements io.brasa.core.remote.Transport.Handler {
    @Override
    public void opened(io.brasa.core.remote.Transport.Channel channel) {}

    @Override
    public void received(io.brasa.core.remote.Transport.Channel channel, byte[] frame) {}

    @Override
    public void closed(io.brasa.core.remote.Transport.Channel channel, String reason) {}
  }

  @Test
  void doesWithoutASecretOnOneMachineOnly() {
    BrasaContext.Builder builder =
        BrasaContext.builder().master("brasa://192.0.2.1:7700").set("secret.file", "none");
    EngineException refused = assertThrows(EngineException.class, builder::build);
    assertEquals(ClusterError.SECRET_MISSING, refused.code());
    assertFalse(refused.remedy().isEmpty());
  }

  @Test
  void refusesACapBelowTheCoresOfOneExecutor() {
    BrasaContext.Builder builder =
        BrasaContext.builder()
            .master("brasa://127.0.0.1:7700")
            .set("cores.max", "1")
            .set("executor.cores", "2");
    EngineException refused = assertThrows(EngineException.class, builder::build);
    assertTrue(refused.what().contains("cores.max"), refused.what());
  }
}
