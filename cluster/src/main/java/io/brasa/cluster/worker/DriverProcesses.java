package io.brasa.cluster.worker;

import io.brasa.cluster.protocol.ClusterMessage;
import io.brasa.cluster.protocol.ClusterMessage.DriverWish;
import io.brasa.cluster.protocol.ClusterMessage.HeldDriver;
import io.brasa.runtime.environment.Environment;
import io.brasa.runtime.environment.ThreadKind;
import io.brasa.runtime.error.EngineException;
import io.brasa.runtime.storage.Storage;
import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * Drivers that run at this worker, each in a process and a folder of its own. A driver ends with
 * its worker: its standard input is a pipe, which the program that was started watches. What its
 * end was is told until a master has heard of it, since nobody else knows. Thread-safe.
 */
final class DriverProcesses implements AutoCloseable {
  private static final long RELEASE_MILLIS = 5_000;
  private static final int NOT_STARTED = -1;

  private final Environment environment;
  private final Storage storage;
  private final WorkerSettings settings;
  private final String folder;
  private final LogFiles logs;
  private final FetchedFiles programFiles;
  private final Consumer<ClusterMessage> tell;
  private final Map<String, Running> all = new ConcurrentHashMap<>();
  private final Map<String, ClusterMessage.DriverEnded> ends = new ConcurrentHashMap<>();
  private volatile boolean isClosed;

  private static final class Running {
    final DriverWish wish;
    volatile Process process;
    volatile boolean isStopped;

    /** Of one whose end is nobody's business but this; else null. */
    volatile Runnable whenUndone;

    Running(DriverWish wish) {
      this.wish = wish;
    }
  }

  DriverProcesses(
      Environment environment,
      Storage storage,
      WorkerSettings settings,
      String folder,
      LogFiles logs,
      FetchedFiles programFiles,
      Consumer<ClusterMessage> tell) {
    this.environment = environment;
    this.storage = storage;
    this.settings = settings;
    this.folder = folder;
    this.logs = logs;
    this.programFiles = programFiles;
    this.tell = tell;
  }

  /** Fetches its files and starts it, on a thread of its own. */
  void run(String driver, DriverWish wish) {
    Running running = new Running(wish);
    if (all.putIfAbsent(driver, running) != null) return;
    ends.remove(driver);
    environment.start("start of " + driver, ThreadKind.WAITING, () -> start(driver, wish, running));
  }

  private void start(String driver, DriverWish wish, Running running) {
    try {
      String own = folder + "/" + driver;
      storage.delete(own);
      programFiles.fetch(wish.files(), own);
      Process process = launch(driver, wish, own);
      running.process = process;
      if (isClosed || running.isStopped) release(process);
      whenEnded(driver, process);
    } catch (EngineException | IOException notStarted) {
      end(driver, NOT_STARTED, "it could not be started: " + notStarted.getMessage());
    }
  }

  @SuppressWarnings("FutureReturnValueIgnored") // It never fails, and nobody waits for the action.
  private void whenEnded(String driver, Process process) {
    Runnable ended = () -> ended(driver, process);
    process
        .onExit()
        .thenRun(() -> environment.start("end of " + driver, ThreadKind.WAITING, ended));
  }

  private Process launch(String driver, DriverWish wish, String own) throws IOException {
    String log = logs.folder(driver) + "/driver.log";
    if (storage.status(log).isEmpty()) storage.create(log).close();
    if (storage.status(own).isEmpty()) storage.create(own + "/.begun").close();
    List<String> words = new ArrayList<>();
    words.add(settings.driverCommand().getFirst());
    words.add("-Xmx" + wish.memoryMiB() + "m");
    words.add("-Dbrasa.driver=" + driver);
    words.addAll(settings.driverCommand().subList(1, settings.driverCommand().size()));
    words.addAll(wish.words());
    return new ProcessBuilder(words)
        .directory(new File(own))
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(new File(log)))
        .start();
  }

  private void ended(String driver, Process process) {
    int code = process.exitValue();
    end(driver, code, code == 0 ? "" : "its process ended with code " + code + "; see its log");
  }

  private void end(String driver, int code, String reason) {
    if (isClosed) return;
    ClusterMessage.DriverEnded end = new ClusterMessage.DriverEnded(driver, code, reason);
    Running running = all.get(driver);
    Runnable whenUndone = running == null ? null : running.whenUndone;
    if (whenUndone == null) ends.put(driver, end);
    storage.delete(folder + "/" + driver);
    all.remove(driver);
    if (whenUndone == null) tell.accept(end);
    else whenUndone.run();
  }

  /** Ends a driver of which no master knows that it runs here, and tells none of its end. */
  void undo(String driver, Runnable whenUndone) {
    Running running = all.get(driver);
    if (running != null) running.whenUndone = whenUndone;
    stop(driver);
  }

  /** Tells again what a master that is gone may have kept to itself. */
  void repeatEnds() {
    ends.values().forEach(tell);
  }

  void stop(String driver) {
    ends.remove(driver);
    Running running = all.get(driver);
    if (running == null) return;
    running.isStopped = true;
    Process process = running.process;
    if (process != null) release(process);
  }

  private void release(Process process) {
    try {
      process.getOutputStream().close();
    } catch (IOException alreadyGone) {
      // that is what was asked for
    }
    environment.after(RELEASE_MILLIS, process::destroyForcibly);
  }

  boolean isRunning(String driver) {
    return all.containsKey(driver);
  }

  /** Ended ones are told of as running, so that a new master waits for word of their end. */
  List<HeldDriver> running() {
    Map<String, HeldDriver> held = new TreeMap<>();
    for (String ended : ends.keySet()) held.put(ended, new HeldDriver(ended, 0, 0));
    all.forEach(
        (name, running) -> {
          DriverWish wish = running.wish;
          if (running.whenUndone == null)
            held.put(name, new HeldDriver(name, wish.cores(), wish.memoryMiB()));
        });
    return List.copyOf(held.values());
  }

  @Override
  public void close() {
    isClosed = true;
    for (Running running : all.values()) {
      running.isStopped = true;
      Process process = running.process;
      if (process != null) process.destroyForcibly();
    }
  }
}
