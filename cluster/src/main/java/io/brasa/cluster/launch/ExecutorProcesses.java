package io.brasa.cluster.launch;

import static java.util.Objects.requireNonNull;

import io.brasa.cluster.wire.Secret;
import io.brasa.core.remote.Transport;
import io.brasa.runtime.environment.Await;
import io.brasa.runtime.environment.Environment;
import io.brasa.runtime.environment.ThreadKind;
import io.brasa.runtime.error.EngineException;
import io.brasa.runtime.storage.Storage;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Keeps a number of executor processes running. Each has a place; a place whose process ends gets
 * another one, under another id, a bounded number of times in a minute, and is then given up.
 *
 * <p>No process outlives the driver: {@link #close} asks them to end and then kills them; a hook
 * does when the program ends without it; and when the driver is killed, its end of the pipes
 * closes, which executors take as their own end. Thread-safe.
 */
public final class ExecutorProcesses implements AutoCloseable {
  private static final int RESTARTS = 4;
  private static final long RESTART_PERIOD_MILLIS = 60_000;
  private static final long FIRST_DELAY_MILLIS = 100;
  private static final long RELEASE_MILLIS = 2_000;
  private static final long KILL_MILLIS = 5_000;

  /**
   * Hears of processes that end while they should not. Called on a thread of its own; may block.
   */
  public interface Listener {
    /**
     * A process has ended and its folder is gone. A replacement, if any, registers under another
     * id.
     */
    void ended(String executor, String reason);

    /** The last place was given up: no executor will come any more. */
    void exhausted(String reason);
  }

  private final Environment environment;
  private final Storage storage;
  private final LocalClusterSize size;
  private final Transport.Address driver;
  private final Secret secret;
  private final String folder;
  private final String workingFolder;
  private final Listener listener;
  private final ExecutorCommand command;
  private final Await changed;
  private final List<Place> places = new ArrayList<>();
  private final Set<ExecutorProcess> running = ConcurrentHashMap.newKeySet();
  private final AtomicInteger givenUp = new AtomicInteger();
  private final Thread hook = new Thread(this::killAll, "brasa-executors-hook");
  private volatile boolean isClosed;

  /**
   * @param driver where executors are to register
   * @param folder where the folders and logs of executors go
   * @param workingFolder the current folder of executors; the driver's own, as a rule, so that
   *     relative paths mean the same
   */
  public ExecutorProcesses(
      Environment environment,
      Storage storage,
      LocalClusterSize size,
      Transport.Address driver,
      Secret secret,
      String folder,
      String workingFolder,
      Listener listener) {
    this.environment = requireNonNull(environment);
    this.storage = requireNonNull(storage);
    this.size = requireNonNull(size);
    this.driver = requireNonNull(driver);
    this.secret = requireNonNull(secret);
    this.folder = requireNonNull(folder);
    this.workingFolder = requireNonNull(workingFolder);
    this.listener = requireNonNull(listener);
    this.command = new ExecutorCommand(size);
    this.changed = environment.newAwait();
  }

  /**
   * Starts all processes; returns before they have registered. Fails with {@code
   * EXECUTOR_NOT_STARTED}.
   */
  public void start() {
    Runtime.getRuntime().addShutdownHook(hook);
    try {
      for (int number = 0; number < size.executors(); number++) {
        Place place = new Place(number);
        places.add(place);
        place.start();
      }
    } catch (RuntimeException notStarted) {
      close();
      throw notStarted;
    }
  }

  /** The processes that run at this moment. */
  public List<ProcessHandle> processes() {
    return running.stream().filter(ExecutorProcess::isAlive).map(ExecutorProcess::handle).toList();
  }

  /**
   * Kills the process of an executor, if it still runs: one that is alive but no longer answers
   * must not do harm.
   */
  public void kill(String executor) {
    for (ExecutorProcess process : running) if (process.executor().equals(executor)) process.kill();
  }

  /**
   * Where one process after the other runs. Its fields are used by one thread at a time: each start
   * follows an end.
   */
  private final class Place {
    private final int number;
    private final RestartBudget budget =
        new RestartBudget(RESTARTS, RESTART_PERIOD_MILLIS, FIRST_DELAY_MILLIS);
    private int starts;

    Place(int number) {
      this.number = number;
    }

    void start() {
      if (isClosed) return;
      String executor = "executor-" + number + "-" + starts++;
      ExecutorArguments arguments =
          new ExecutorArguments(executor, driver, size.cores(), folder + "/" + executor);
      String log = folder + "/logs/" + executor;
      ExecutorProcess process =
          ExecutorProcess.start(
              executor,
              command.words(arguments, log + ".crash"),
              workingFolder,
              secret,
              storage,
              log + ".log");
      running.add(process);
      if (isClosed) process.kill();
      process.whenEnded(
          () -> environment.start("end of " + executor, ThreadKind.WAITING, () -> ended(process)));
    }

    private void ended(ExecutorProcess process) {
      String reason = process.obituary();
      storage.delete(folder + "/" + process.executor());
      running.remove(process);
      changed.signal();
      if (isClosed) return;
      listener.ended(process.executor(), reason);
      OptionalLong delay = budget.take(environment.nanoTime() / 1_000_000);
      if (delay.isPresent()) {
        environment.after(
            delay.getAsLong(),
            () -> environment.start("restart", ThreadKind.WAITING, this::restart));
      } else {
        giveUp(reason);
      }
    }

    private void restart() {
      try {
        start();
      } catch (EngineException notStarted) {
        giveUp(notStarted.what());
      }
    }

    private void giveUp(String reason) {
      if (givenUp.incrementAndGet() < size.executors()) return;
      listener.exhausted(
          "all "
              + size.executors()
              + " executors have ended too often ("
              + (RESTARTS + 1)
              + " times in a minute); the last one: "
              + reason);
    }
  }

  private void killAll() {
    isClosed = true;
    running.forEach(ExecutorProcess::kill);
  }

  /** Ends all processes and waits until they are gone. Idempotent. */
  @Override
  public void close() {
    isClosed = true;
    running.forEach(ExecutorProcess::release);
    try {
      if (!changed.until(running::isEmpty, RELEASE_MILLIS)) {
        killAll();
        changed.until(running::isEmpty, KILL_MILLIS);
      }
    } catch (InterruptedException interrupted) {
      killAll();
      Thread.currentThread().interrupt();
    }
    removeHook();
  }

  private void removeHook() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException alreadyEnding) {
      // The hook runs, and does what this has done.
    }
  }
}
