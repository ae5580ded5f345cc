package io.brasa.cluster.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brasa.core.BarrierTaskContext;
import io.brasa.core.BrasaContext;
import io.brasa.core.error.CoreError;
import io.brasa.core.event.Event;
import io.brasa.core.event.EventListener;
import io.brasa.runtime.error.EngineException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Tasks that run together in several processes, one of which is killed. */
@Timeout(120)
final class TestBarrierProcesses implements EventListener {
  @TempDir private Path folder;
  private final Map<String, Long> processes = new ConcurrentHashMap<>();
  private final AtomicInteger started = new AtomicInteger();
  private final AtomicBoolean hasKilled = new AtomicBoolean();

  @Override
  public void on(Event event) {
    switch (event) {
      case Event.ExecutorAdded added -> processes.put(added.executor(), added.processId());
      case Event.TaskStarted task -> {
        if (started.incrementAndGet() == 2 && hasKilled.compareAndSet(false, true))
          ProcessHandle.of(processes.get(task.executor()))
              .ifPresent(ProcessHandle::destroyForcibly);
      }
      default -> {}
    }
  }

  private static Iterator<String> meeting(Iterator<Integer> numbers) throws InterruptedException {
    BarrierTaskContext task = BarrierTaskContext.get();
    task.barrier();
    Thread.sleep(300);
    return List.of(String.join(" ", task.allGather("p" + task.partitionId()))).iterator();
  }

  @Test
  void allRunAgainWhenTheProcessOfOneIsKilled() {
    BrasaContext brasa =
        BrasaContext.builder()
            .master("local-cluster[2,1,128m]")
            .set("local.folder", folder.toString())
            .listener(this)
            .build();
    try (brasa) {
      List<Integer> numbers = IntStream.range(0, 10).boxed().toList();
      assertEquals(
          List.of("p0 p1", "p0 p1"),
          brasa
              .parallelize(numbers, 2)
              .barrier()
              .mapPartitions(TestBarrierProcesses::meeting)
              .collect());
      assertTrue(hasKilled.get());
      assertEquals(10, brasa.parallelize(numbers, 4).count());
    }
  }

  @Test
  void isRefusedWhenExecutorsComeAndGo() {
    BrasaContext brasa =
        BrasaContext.builder()
            .master("local-cluster[2,1,128m]")
            .set("local.folder", folder.toString())
            .set("allocation", "dynamic")
            .build();
    try (brasa) {
      EngineException refused =
          assertThrows(EngineException.class, () -> brasa.parallelize(List.of(1, 2), 2).barrier());
      assertSame(CoreError.BARRIER_REFUSED, refused.code());
    }
  }
}
