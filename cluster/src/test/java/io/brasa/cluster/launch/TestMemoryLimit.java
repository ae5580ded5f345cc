package io.brasa.cluster.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.brasa.core.BrasaContext;
import io.brasa.core.event.Event;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** An executor in a control group whose limit it exceeds: the kernel kills it without a word. */
@Tag("slow")
@Timeout(120)
final class TestMemoryLimit {
  private static final long LIMIT_BYTES = 160L << 20;
  private static final long TAKEN_BYTES = 400L << 20;

  @TempDir private Path folder;
  private final List<Event> events = new CopyOnWriteArrayList<>();
  private Path group;

  /** Of version 1 or 2; only root may make one, and not in every container. */
  @BeforeEach
  void makeGroup() throws Exception {
    for (String root : List.of("/sys/fs/cgroup/memory", "/sys/fs/cgroup")) {
      Path parent = Path.of(root);
      boolean isFirst = Files.exists(parent.resolve("memory.limit_in_bytes"));
      boolean isSecond = Files.exists(parent.resolve("cgroup.subtree_control"));
      if (!isFirst && !isSecond || !Files.isWritable(parent)) continue;
      Path made = parent.resolve("brasa-test-" + ProcessHandle.current().pid());
      try {
        Files.createDirectory(made);
        Files.writeString(
            made.resolve(isFirst ? "memory.limit_in_bytes" : "memory.max"), "" + LIMIT_BYTES);
        group = made;
        return;
      } catch (IOException notHere) {
        Files.deleteIfExists(made);
      }
    }
    assumeTrue(group != null, "no control group can be made here");
  }

  @AfterEach
  void removeGroup() throws Exception {
    for (int round = 0; group != null && Files.exists(group); round++) {
      try {
        Files.delete(group);
      } catch (IOException busy) {
        if (round > 100) throw busy;
        Thread.sleep(100);
      }
    }
  }

  private List<Event.ExecutorAdded> executors() {
    return events.stream()
        .filter(Event.ExecutorAdded.class::isInstance)
        .map(Event.ExecutorAdded.class::cast)
        .toList();
  }

  private static long take(long bytes) {
    try (Arena arena = Arena.ofConfined()) {
      return arena.allocate(bytes).fill((byte) 1).byteSize();
    }
  }

  @Test
  void isReportedAsExit137WithTheLimitAndWhatUsedIt() throws Exception {
    try (BrasaContext brasa =
        BrasaContext.builder()
            .master("local-cluster[1,1,96m]")
            .set("local.folder", folder.toString())
            .listener(events::add)
            .build()) {
      assertEquals(1, brasa.parallelize(List.of(1), 1).count());
      Files.writeString(group.resolve("cgroup.procs"), "" + executors().getFirst().processId());
      // the next look at the process finds it in its new group
      Thread.sleep(2_500);
      assertEquals(
          List.of(TAKEN_BYTES),
          brasa.parallelize(List.of(TAKEN_BYTES), 1).map(TestMemoryLimit::take).collect());
    }
    assertEquals(2, executors().size());
    String reason =
        events.stream()
            .filter(Event.ExecutorLost.class::isInstance)
            .map(event -> ((Event.ExecutorLost) event).reason())
            .findFirst()
            .orElseThrow();
    for (String word :
        List.of("exit code 137", "memory limit", "160 MiB", "resident", "heap may be 96 MiB"))
      assertTrue(reason.contains(word), reason);
  }
}
