package io.brasa.cluster.launch;

import static io.brasa.cluster.launch.FakeDriver.next;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brasa.cluster.wire.Secret;
import io.brasa.core.remote.Peer;
import io.brasa.core.remote.TaskMessage;
import io.brasa.runtime.storage.LocalStorage;
import io.brasa.runtime.storage.ProcessFolder;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** With real processes; each takes about half a second to come up. */
@Timeout(120)
final class TestExecutorProcesses {
  @TempDir private Path folder;

  private FakeDriver driver(int executors) {
    return new FakeDriver(new LocalClusterSize(executors, 1, 64), folder.toString());
  }

  private static ProcessHandle process(TaskMessage.Register register) {
    return ProcessHandle.of(register.processId()).orElseThrow();
  }

  private static void awaitEnd(ProcessHandle process) throws Exception {
    process.onExit().get(20, TimeUnit.SECONDS);
    assertFalse(process.isAlive());
  }

  @Test
  void startsProcessesThatRegisterAndEndWithTheDriver() throws Exception {
    List<ProcessHandle> processes;
    try (FakeDriver driver = driver(2)) {
      driver.start();
      Set<String> names = new HashSet<>();
      Set<Long> ids = new HashSet<>();
      for (int i = 0; i < 2; i++) {
        TaskMessage.Register register = next(driver.registered);
        names.add(register.executor());
        ids.add(register.processId());
        assertEquals(1, register.slots());
        assertTrue(register.memoryBytes() <= 64L << 20);
      }
      assertEquals(Set.of("executor-0-0", "executor-1-0"), names);
      processes = driver.processes.processes();
      assertEquals(ids, new HashSet<>(processes.stream().map(ProcessHandle::pid).toList()));
      assertFalse(ids.contains(ProcessHandle.current().pid()));
      assertTrue(driver.ended.isEmpty());
    }
    for (ProcessHandle process : processes) assertFalse(process.isAlive());
    try (Stream<Path> left = Files.list(folder)) {
      assertEquals(List.of(folder.resolve("logs")), left.toList());
    }
  }

  @Test
  void showsTheSecretToNobody() throws Exception {
    Secret secret = Secret.random();
    try (FakeDriver driver =
        new FakeDriver(new LocalClusterSize(1, 1, 64), folder.toString(), secret, null)) {
      driver.start();
      long id = next(driver.registered).processId();
      for (String file : List.of("cmdline", "environ")) {
        String text =
            Files.readString(Path.of("/proc/" + id + "/" + file), StandardCharsets.ISO_8859_1);
        assertFalse(text.contains(secret.toHexadecimal()), file);
        assertFalse(
            text.contains("junit-platform") && file.equals("cmdline"),
            "the user's class path must not reach executors");
      }
    }
  }

  @Test
  void replacesAnExecutorThatWasKilled() throws Exception {
    try (FakeDriver driver = driver(1)) {
      driver.start();
      TaskMessage.Register first = next(driver.registered);
      Path own = Files.createDirectories(folder.resolve(first.executor()).resolve("spill"));
      process(first).destroyForcibly();
      String reason = next(driver.ended);
      assertTrue(
          reason.startsWith(
              "executor-0-0: process " + first.processId() + " was killed by signal 9"),
          reason);
      assertTrue(Files.notExists(own));
      TaskMessage.Register second = next(driver.registered);
      assertEquals("executor-0-1", second.executor());
      assertNotEquals(first.processId(), second.processId());
      assertTrue(driver.exhausted.isEmpty());
    }
  }

  @Test
  void endsAnExecutorThatIsToldTo() throws Exception {
    try (FakeDriver driver = driver(1)) {
      driver.start();
      TaskMessage.Register first = next(driver.registered);
      next(driver.peers).send(new TaskMessage.Shutdown("no longer needed"));
      awaitEnd(process(first));
      assertTrue(next(driver.ended).contains("ends: no longer needed"));
    }
  }

  @Test
  void endsAnExecutorWhoseControlChannelEnds() throws Exception {
    try (FakeDriver driver = driver(1)) {
      driver.start();
      TaskMessage.Register first = next(driver.registered);
      Peer peer = next(driver.peers);
      peer.close("planted");
      awaitEnd(process(first));
      assertTrue(next(driver.ended).contains("the control channel ended"));
    }
  }

  @Test
  void addsPlacesAndRemovesThemWithTheirProcesses() throws Exception {
    try (FakeDriver driver = driver(1)) {
      driver.start();
      TaskMessage.Register first = next(driver.registered);
      driver.processes.add(driver.place("more"));
      TaskMessage.Register second = next(driver.registered);
      assertEquals("executor-more-0", second.executor());
      driver.processes.remove("0", "no longer wanted");
      assertEquals("no longer wanted", next(driver.removed));
      assertFalse(ProcessHandle.of(first.processId()).map(ProcessHandle::isAlive).orElse(false));
      assertTrue(process(second).isAlive());
      assertTrue(driver.ended.isEmpty(), "a removal is no loss");
      assertEquals(1, driver.processes.processes().size());
    }
  }

  @Test
  @Tag("slow")
  void givesUpAPlaceWhoseProcessesEndTooOften() throws Exception {
    FakeDriver driver =
        new FakeDriver(
            new LocalClusterSize(1, 1, 64), folder.toString(), Secret.random(), Secret.random());
    try (driver) {
      driver.start();
      String reason = next(driver.exhausted);
      assertTrue(reason.contains("PEER_LOST"), reason);
      assertEquals(5, driver.ended.size());
      assertTrue(driver.registered.isEmpty());
      assertTrue(driver.processes.processes().isEmpty());
    }
  }

  private Process startDriver(String mode, List<ProcessHandle> executors) throws Exception {
    Process driver =
        new ProcessBuilder(
                System.getProperty("java.home") + "/bin/java",
                "-Xmx64m",
                "-cp",
                System.getProperty("java.class.path"),
                DriverProgram.class.getName(),
                folder.toString(),
                mode)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(driver.getInputStream(), StandardCharsets.UTF_8));
    for (int i = 0; i < 2; i++)
      executors.add(ProcessHandle.of(Long.parseLong(lines.readLine())).orElseThrow());
    return driver;
  }

  @Test
  void leavesNoProcessWhenTheDriverIsKilled() throws Exception {
    List<ProcessHandle> executors = new ArrayList<>();
    startDriver("wait", executors).destroyForcibly().waitFor();
    for (ProcessHandle executor : executors) awaitEnd(executor);
    try (Stream<Path> left = Files.list(folder)) {
      assertEquals(1, left.count());
    }
    ProcessFolder.open(new LocalStorage(), folder.toString(), "next").close();
    try (Stream<Path> left = Files.list(folder)) {
      assertEquals(0, left.count());
    }
  }

  @Test
  void leavesNoProcessWhenTheDriverEndsWithoutClosing() throws Exception {
    List<ProcessHandle> executors = new ArrayList<>();
    Process driver = startDriver("end", executors);
    assertTrue(driver.waitFor(20, TimeUnit.SECONDS), "executors must not keep their driver alive");
    assertEquals(0, driver.exitValue());
    for (ProcessHandle executor : executors) awaitEnd(executor);
  }
}
