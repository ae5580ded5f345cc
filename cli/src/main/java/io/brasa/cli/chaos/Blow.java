package io.brasa.cli.chaos;

import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Strikes as planned, waits, and makes good again what is not to last. */
final class Blow {
  private static final int FILL_BYTES = 1 << 20;
  private static final String FULL = "STORAGE_FULL";
  private static final long MEMORY_BYTES = 1 << 20;
  private static final long MASTER_RESTART_MILLIS = 1_000;

  private final Plan plan;
  private final Ground ground;
  private final History history;
  private final History.Begun task;
  private final long executorProcess;
  private final Set<String> hit = new HashSet<>();
  private long atMillis;
  private int damagedFiles;

  /**
   * @param task the one whose begin is the moment
   */
  Blow(Plan plan, Ground ground, History history, History.Begun task) {
    this.plan = plan;
    this.ground = ground;
    this.history = history;
    this.task = task;
    this.executorProcess = history.process(task.executor());
  }

  /** When it struck. */
  long atMillis() {
    return atMillis;
  }

  /** Whether those it struck were at work, by what the driver went through. */
  boolean hasHit() {
    if (plan.fault() == Fault.CORRUPTION)
      return damagedFiles > 0 && history.hasErrorSince(atMillis, "");
    if (plan.fault() == Fault.DISK_FULL && !history.hasErrorSince(atMillis, FULL)) return false;
    return history.isAtWork(hit, atMillis);
  }

  /** What is to be known of it; empty if nothing is. */
  String note() {
    return plan.fault() == Fault.DISK_FULL && !history.hasErrorSince(atMillis, FULL)
        ? "no task met the full disk"
        : "";
  }

  /** What is wrong with how it was reported; empty if nothing is. */
  String misreport() {
    if (plan.fault() != Fault.MEMORY_LIMIT) return "";
    for (String loss : history.losses())
      if (loss.startsWith(task.executor() + " ") && !loss.contains("exit code 137"))
        return "what the kernel has killed is reported as: " + loss;
    return "";
  }

  void strike() throws Exception {
    chooseHit();
    atMillis = System.currentTimeMillis();
    switch (plan.fault()) {
      case KILL -> kill();
      case PAUSE -> pause(process());
      case CUT, ONE_WAY_CUT -> cut(((OwnGround) ground).hosts().orElseThrow());
      case DISK_FULL -> fillDisk(ground.disk(executorProcess).resolve("filled"));
      case MEMORY_LIMIT -> limitMemory();
      case CORRUPTION -> damage();
    }
  }

  /** All executors for those on whom all depend. */
  private void chooseHit() {
    switch (plan.victim()) {
      case EXECUTOR -> hit.add(task.executor());
      case MASTER, DRIVER, JOURNALED_DRIVER -> hit.addAll(history.executors());
      case WORKER -> {
        OwnGround own = (OwnGround) ground;
        int worker = own.workerOf(executorProcess);
        for (String executor : history.executors())
          if (own.workerOf(history.process(executor)) == worker) hit.add(executor);
      }
    }
  }

  private long process() {
    return switch (plan.victim()) {
      case EXECUTOR -> executorProcess;
      case DRIVER, JOURNALED_DRIVER -> history.driver();
      case MASTER -> ((OwnGround) ground).master().pid();
      case WORKER -> {
        OwnGround own = (OwnGround) ground;
        yield own.workerProcess(own.workerOf(executorProcess));
      }
    };
  }

  private void kill() throws Exception {
    Machine.signal("KILL", process());
    if (plan.victim() != Victim.MASTER) return;
    OwnGround own = (OwnGround) ground;
    own.master().waitFor();
    Thread.sleep(MASTER_RESTART_MILLIS);
    own.startMaster();
  }

  private void pause(long process) throws InterruptedException {
    Machine.signal("STOP", process);
    Thread.sleep(plan.millis());
    Machine.signal("CONT", process);
  }

  private void cut(Hosts hosts) throws Exception {
    int host =
        switch (plan.victim()) {
          case MASTER -> OwnGround.masterHost();
          case DRIVER, JOURNALED_DRIVER -> OwnGround.driverHost();
          case WORKER, EXECUTOR -> ((OwnGround) ground).workerOf(executorProcess);
        };
    boolean isOneWay = plan.fault() == Fault.ONE_WAY_CUT;
    if (isOneWay) hosts.silence(host);
    else hosts.cut(host);
    Thread.sleep(plan.millis());
    if (isOneWay) hosts.hear(host);
    else hosts.join(host);
  }

  private void fillDisk(Path file) throws Exception {
    byte[] bytes = new byte[FILL_BYTES];
    long end = System.currentTimeMillis() + plan.millis();
    while (System.currentTimeMillis() < end) {
      // What others give back is taken as well, and nothing is given back meanwhile.
      try (OutputStream out =
          Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
        while (true) out.write(bytes);
      } catch (IOException full) {
        Thread.sleep(100);
      }
    }
    Files.deleteIfExists(file);
  }

  private void limitMemory() throws Exception {
    Path group = Machine.limitMemory(executorProcess, MEMORY_BYTES);
    ProcessHandle.of(executorProcess)
        .ifPresent(
            process ->
                process
                    .onExit()
                    .orTimeout(60, java.util.concurrent.TimeUnit.SECONDS)
                    .exceptionally(late -> null)
                    .join());
    Files.deleteIfExists(group);
  }

  /** Changes a byte in the middle of each map output that the executor keeps. */
  private void damage() throws IOException {
    Path disk = ground.disk(executorProcess);
    List<Path> files;
    try (Stream<Path> all = Files.walk(disk)) {
      String folder = "/" + task.executor() + "/shuffle/";
      files = all.filter(Files::isRegularFile).filter(f -> f.toString().contains(folder)).toList();
    }
    for (Path file : files) {
      try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
        if (bytes.length() == 0) continue;
        long middle = bytes.length() / 2;
        bytes.seek(middle);
        int before = bytes.read();
        bytes.seek(middle);
        bytes.write(before ^ 0x40);
        damagedFiles++;
      }
    }
  }
}
