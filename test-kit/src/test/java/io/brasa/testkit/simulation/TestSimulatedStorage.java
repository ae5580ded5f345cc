package io.brasa.testkit.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brasa.runtime.environment.ThreadKind;
import io.brasa.runtime.error.EngineException;
import io.brasa.runtime.error.RuntimeError;
import io.brasa.runtime.storage.Storage;
import io.brasa.testkit.contract.StorageContract;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class TestSimulatedStorage extends StorageContract {
  private final SimulatedStorage outside = new SimulatedStorage(new Simulation(1), "disk");

  TestSimulatedStorage() throws IOException {
    outside.create("/place/made").close();
    outside.delete("/place/made");
  }

  @Override
  protected Storage storage() {
    return outside;
  }

  @Override
  protected String folder() {
    return "/work";
  }

  private static void write(Storage storage, String path, byte[] bytes) throws IOException {
    try (OutputStream out = storage.create(path)) {
      out.write(bytes);
    }
  }

  private static byte[] read(Storage storage, String path) throws IOException {
    try (InputStream in = storage.open(path, 0, Long.MAX_VALUE)) {
      return in.readAllBytes();
    }
  }

  private static void writeBlocks(Storage storage, String path, int count) {
    try (OutputStream out = storage.create(path)) {
      for (int i = 0; i < count; i++) out.write(new byte[10]);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void keepsAPrefixOfWhatAKilledProcessWrote() {
    Set<Long> sizes = new HashSet<>();
    for (long seed = 0; seed < 40; seed++) {
      Simulation simulation = new Simulation(seed);
      SimulatedStorage disk = new SimulatedStorage(simulation, "disk");
      SimulatedProcess writer = simulation.process("writer");
      simulation.run(
          () -> {
            writer
                .environment()
                .start("write", ThreadKind.COMPUTE, () -> writeBlocks(disk, "/a", 50));
            simulation.awaitStep(30);
            writer.kill();
          });
      disk.status("/a").ifPresent(file -> sizes.add(file.sizeBytes()));
    }
    assertTrue(sizes.size() > 5, "sizes " + sizes);
    assertTrue(sizes.stream().anyMatch(size -> size % 10 != 0), "torn within a write: " + sizes);
  }

  @Test
  void losesOnlyUnsyncedBytesWithThePower() {
    for (long seed = 0; seed < 20; seed++) {
      Simulation simulation = new Simulation(seed);
      SimulatedStorage disk = new SimulatedStorage(simulation, "disk");
      simulation.run(
          () -> {
            SimulatedOutput out = (SimulatedOutput) disk.create("/a");
            out.write(new byte[100]);
            out.sync();
            out.write(new byte[100]);
            out.close();
            disk.losePower(simulation.test());
            long size = disk.status("/a").orElseThrow().sizeBytes();
            assertTrue(size >= 100 && size <= 200, "size " + size);
          });
    }
  }

  @Test
  void aDiskMayGoWithItsProcess() {
    Simulation simulation = new Simulation(4);
    SimulatedStorage disk = new SimulatedStorage(simulation, "disk");
    SimulatedProcess writer = simulation.process("writer");
    writer.atDeath(disk::wipe);
    simulation.run(
        () -> {
          writer.environment().start("write", ThreadKind.COMPUTE, () -> writeBlocks(disk, "/a", 2));
          simulation.sleepMillis(1_000);
          assertTrue(disk.status("/a").isPresent());
          writer.kill();
          assertFalse(disk.status("/a").isPresent());
        });
  }

  @Test
  void strikesOnlyBelowTheNamedFolder() {
    Simulation simulation = new Simulation(4);
    SimulatedStorage disk = new SimulatedStorage(simulation, "disk");
    disk.inject(StorageFaults.NONE.below("/shuffle/").withFull(1));
    simulation.run(
        () -> {
          write(disk, "/output/a", new byte[10]);
          EngineException failure =
              assertThrows(EngineException.class, () -> write(disk, "/shuffle/a", new byte[10]));
          assertEquals(RuntimeError.STORAGE_FULL, failure.code());
          assertFalse(disk.status("/shuffle/a").isPresent());
        });
  }

  @Test
  void runsFullAtItsCapacity() {
    Simulation simulation = new Simulation(4);
    SimulatedStorage disk = new SimulatedStorage(simulation, "disk");
    disk.limitBytes(100);
    simulation.run(
        () -> {
          write(disk, "/a", new byte[60]);
          assertThrows(EngineException.class, () -> write(disk, "/b", new byte[60]));
          disk.delete("/a");
          write(disk, "/c", new byte[60]);
        });
  }

  @Test
  void flipsABitForOneReaderOrForGood() {
    Simulation simulation = new Simulation(4);
    SimulatedStorage disk = new SimulatedStorage(simulation, "disk");
    byte[] bytes = "some bytes that should stay what they are".getBytes(StandardCharsets.UTF_8);
    simulation.run(
        () -> {
          write(disk, "/a", bytes);
          disk.inject(StorageFaults.NONE.withFlip(1));
          assertFalse(Arrays.equals(bytes, read(disk, "/a")));
          disk.inject(StorageFaults.NONE);
          assertTrue(Arrays.equals(bytes, read(disk, "/a")));
          assertTrue(disk.corrupt("/a"));
          assertFalse(Arrays.equals(bytes, read(disk, "/a")));
        });
  }

  @Test
  void losesAFileForGood() {
    Simulation simulation = new Simulation(4);
    SimulatedStorage disk = new SimulatedStorage(simulation, "disk");
    simulation.run(
        () -> {
          write(disk, "/a", new byte[10]);
          disk.inject(StorageFaults.NONE.withLoss(1));
          EngineException failure = assertThrows(EngineException.class, () -> read(disk, "/a"));
          assertEquals(RuntimeError.PATH_NOT_FOUND, failure.code());
          assertFalse(disk.status("/a").isPresent());
        });
  }

  @Test
  void slowOperationsTakeVirtualTime() {
    Simulation simulation = new Simulation(4);
    SimulatedStorage disk = new SimulatedStorage(simulation, "disk");
    disk.inject(StorageFaults.NONE.withSlow(1));
    simulation.run(
        () -> {
          for (int i = 0; i < 20; i++) disk.status("/a");
        });
    assertTrue(simulation.nowNanos() > 5_000_000_000L, "virtual ns: " + simulation.nowNanos());
  }

  @Test
  void aKillMayLeaveHalfOfADeletedFolder() {
    Set<Integer> left = new HashSet<>();
    for (long seed = 0; seed < 40; seed++) {
      Simulation simulation = new Simulation(seed);
      SimulatedStorage disk = new SimulatedStorage(simulation, "disk");
      SimulatedProcess deleter = simulation.process("deleter");
      simulation.run(
          () -> {
            for (int i = 0; i < 20; i++) write(disk, "/folder/" + i, new byte[1]);
            long step = simulation.stepCount();
            deleter.environment().start("delete", ThreadKind.COMPUTE, () -> disk.delete("/folder"));
            simulation.awaitStep(step + 10);
            deleter.kill();
          });
      left.add(disk.files("/folder").size());
    }
    assertTrue(left.stream().anyMatch(count -> count > 0 && count < 20), "left: " + left);
  }
}
