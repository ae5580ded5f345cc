package io.brasa.core.remote;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brasa.core.BrasaContext;
import io.brasa.core.PairRDD;
import io.brasa.core.event.Event;
import io.brasa.core.function.Pair;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Map outputs that are served by somebody else outlive their executors. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class TestPipedOutputs {
  private static final int MAPS = 6;

  @TempDir private Path folder;
  private final List<Event> events = new CopyOnWriteArrayList<>();
  private BrasaContext brasa;
  private PipedCluster cluster;

  private void open(String name) throws Exception {
    brasa =
        BrasaContext.builder()
            .master("pipes[" + name + ",0,65536]")
            .set("local.folder", folder.toString())
            .set("parallelism", "4")
            .listener(events::add)
            .build();
    cluster = PipedCluster.named(name);
    cluster.serveOutputs();
    for (int i = 0; i < 3; i++) cluster.add("executor-" + i);
    until(() -> cluster.servedCount() == 3);
  }

  @AfterEach
  void leavesNothingBehind() throws Exception {
    brasa.close();
    try (Stream<Path> left = Files.list(folder)) {
      assertEquals(List.of(), left.toList());
    }
  }

  private static void until(BooleanSupplier condition) throws InterruptedException {
    for (int i = 0; i < 4_000 && !condition.getAsBoolean(); i++) Thread.sleep(5);
    assertTrue(condition.getAsBoolean(), "it did not happen within twenty seconds");
  }

  private void kill(int executor) throws InterruptedException {
    cluster.kill(executor);
    String lost = "executor-" + executor + " lost";
    until(() -> cluster.heard.stream().anyMatch(heard -> heard.startsWith(lost)));
  }

  private PairRDD<Integer, Integer> sums() {
    return brasa
        .parallelize(IntStream.range(0, 6_000).boxed().toList(), MAPS)
        .mapToPair(x -> new Pair<>(x % 100, 1))
        .reduceByKey(Integer::sum, 4);
  }

  /** How many tasks of stages of that many have begun. */
  private long started(int ofStageTasks) {
    List<Long> stages =
        events.stream()
            .filter(e -> e instanceof Event.StageStarted s && s.partitionCount() == ofStageTasks)
            .map(e -> ((Event.StageStarted) e).stage())
            .toList();
    return events.stream()
        .filter(e -> e instanceof Event.TaskStarted t && stages.contains(t.stage()))
        .count();
  }

  @Test
  void areNotComputedAgainWhenTheirExecutorIsGone() throws Exception {
    open("outlived");
    PairRDD<Integer, Integer> sums = sums();
    assertEquals(6_000, sums.values().reduce(Integer::sum));
    assertEquals(MAPS, started(MAPS));
    kill(0);
    kill(1);
    assertEquals(6_000, sums.values().reduce(Integer::sum));
    assertEquals(MAPS, started(MAPS), "the outputs of the dead are read from their files");
  }

  @Test
  void areComputedAgainWhenNobodyServesThemAnyMore() throws Exception {
    open("lost");
    PairRDD<Integer, Integer> sums = sums();
    assertEquals(6_000, sums.values().reduce(Integer::sum));
    kill(0);
    kill(1);
    cluster.killOutputs();
    until(() -> cluster.servedCount() == 0);
    assertEquals(6_000, sums.values().reduce(Integer::sum));
    assertTrue(started(MAPS) > MAPS);
  }

  @Test
  void goWhenNobodyNeedsThem() throws Exception {
    open("dropped");
    assertEquals(6_000, sums().values().reduce(Integer::sum));
    kill(0);
    assertTrue(outputFiles() > 0);
    until(
        () -> {
          System.gc();
          return outputFiles() == 0;
        });
  }

  private long outputFiles() {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(path -> path.getFileName().toString().startsWith("map-")).count();
    } catch (java.io.IOException | java.io.UncheckedIOException changing) {
      return -1;
    }
  }

  @Test
  void theServiceEndsWithTheApplication() throws Exception {
    open("ended");
    assertEquals(6_000, sums().values().reduce(Integer::sum));
    assertTrue(!cluster.ends.contains("outputs"));
    brasa.close();
    until(() -> cluster.ends.contains("outputs"));
  }
}
