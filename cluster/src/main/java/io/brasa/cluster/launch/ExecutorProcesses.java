package io.brasa.cluster.launch;

import static java.util.Objects.requireNonNull;

import io.brasa.core.remote.Transport;
import io.brasa.runtime.environment.Await;
import io.brasa.runtime.environment.Environment;
import io.brasa.runtime.environment.ThreadKind;
import io.brasa.runtime.error.EngineException;
import io.brasa.runtime.storage.Storage;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Keeps executor processes running, for a driver or a worker. Each has a place; a place whose
 * process ends gets another one, under another id, a bounded number of times in a minute, and is
 * then given up.
 *
 * <p>No process outlives this one: {@link #close} asks them to end and then kills them; a hook does
 * when the program ends without it; and when it is killed, its end of the pipes closes, which
 * executors take as their own end. Thread-safe.
 */
public final class ExecutorProcesses implements AutoCloseable {
  private static final int RESTARTS = 4;
  private static final long RESTART_PERIOD_MILLIS = 60_000;
  private static final long FIRST_DELAY_MILLIS = 100;
  private static final long RELEASE_MILLIS = 2_000;
  private static final long KILL_MILLIS = 5_000;
  private static final long HOOK_MILLIS = 1_000;
  private static final long LOOK_MILLIS = 1_000;

  /**
   * Hears of processes. Called on threads of their own, except for the first start of a place; may
   * block.
   */
  public interface Listener {
    /** A process was started. It has not registered yet. */
    void started(String place, String executor, long processId);

    /**
     * A process has ended while it should not; of its folder only map outputs are left. A
     * replacement, if any, registers under another id.
     */
    void ended(String place, String executor, String reason);

    /**
     * No process will run at this place any more, and none does: it was removed, or its processes
     * have ended too often.
     */
    void gone(String place, boolean isRemoved, String reason);

    /** No place uses a folder any more, and nobody reads what executors have left there. */
    void unneeded(String folder);
  }

  private final Environment environment;
  private final Storage storage;
  private final Listener listener;
  private final Runnable farewell;
  private final ServedFolders served;
  private final ExecutorCommand command = new ExecutorCommand();
  private final Await changed;
  private final Map<String, Place> places = new ConcurrentHashMap<>();
  private final Set<ExecutorProcess> running = ConcurrentHashMap.newKeySet();
  private final Thread hook = new Thread(this::endWithProgram, "brasa-executors-hook");
  private volatile boolean isClosed;

  /**
   * @param farewell what to do when the program ends without having closed this, once the processes
   *     are gone; must be quick
   */
  public ExecutorProcesses(
      Environment environment, Storage storage, Listener listener, Runnable farewell) {
    this.environment = requireNonNull(environment);
    this.storage = requireNonNull(storage);
    this.listener = requireNonNull(listener);
    this.farewell = requireNonNull(farewell);
    this.changed = environment.newAwait();
    this.served = new ServedFolders(environment, storage, listener::unneeded, this::supersede);
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /**
   * Adds a place and starts its first process; returns before that has registered. Fails with
   * {@code EXECUTOR_NOT_STARTED}, and then there is no such place.
   */
  public void add(ExecutorPlace what) {
    Place place = new Place(what, served.enter(what));
    if (places.putIfAbsent(what.name(), place) != null) {
      served.leave(what);
      throw new IllegalArgumentException("There is a place " + what.name() + " already");
    }
    try {
      place.start();
    } catch (RuntimeException notStarted) {
      places.remove(what.name());
      served.leave(what);
      throw notStarted;
    }
  }

  /**
   * Ends a place and its process. The listener hears when that is done; unknown ones are ignored.
   */
  public void remove(String name, String reason) {
    Place place = places.get(name);
    if (place != null) place.remove(reason);
  }

  /** Executors in a folder are for a driver that another one has followed: they do no more harm. */
  private void supersede(String folder) {
    for (Place place : places.values()) {
      if (!place.what.folder().equals(folder)) continue;
      place.remove("a later driver has the application");
      ExecutorProcess process = place.process;
      if (process != null) process.kill();
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
   * One process after the other. {@code process} and {@code starts} are used by one thread at a
   * time: each start follows an end. A removal is noted first, and only then is the process told;
   * whoever starts a process looks at the note afterwards: so no process is forgotten.
   */
  private final class Place {
    private final ExecutorPlace what;
    private final Transport.Address outputs;
    private final RestartBudget budget =
        new RestartBudget(RESTARTS, RESTART_PERIOD_MILLIS, FIRST_DELAY_MILLIS);
    private final AtomicReference<String> removal = new AtomicReference<>();
    private final AtomicBoolean isGone = new AtomicBoolean();
    private volatile ExecutorProcess process;
    private int starts;

    Place(ExecutorPlace what, Transport.Address outputs) {
      this.what = what;
      this.outputs = outputs;
    }

    void start() {
      if (isClosed) return;
      String executor = "executor-" + what.name() + "-" + starts++;
      ExecutorArguments arguments =
          new ExecutorArguments(
              executor,
              what.driver(),
              what.cores(),
              what.folder() + "/" + executor,
              what.host(),
              outputs.port(),
              what.tlsFolder(),
              command.isJson());
      String log = what.logFolder() + "/" + executor;
      ExecutorProcess started =
          ExecutorProcess.start(
              executor,
              command.words(what, arguments, log + ".crash"),
              what.workingFolder(),
              what.secret(),
              storage,
              log + ".log");
      running.add(started);
      process = started;
      if (isClosed) started.kill();
      if (removal.get() != null) end(started);
      listener.started(what.name(), executor, started.handle().pid());
      look(started);
      started.whenEnded(
          () -> environment.start("end of " + executor, ThreadKind.WAITING, () -> ended(started)));
    }

    private void ended(ExecutorProcess ended) {
      String reason = ended.obituary(what.memoryMiB());
      if (isClosed) storage.delete(what.folder() + "/" + ended.executor());
      else served.tidy(what, ended.executor());
      process = null;
      running.remove(ended);
      changed.signal();
      if (isClosed) return;
      if (removal.get() != null) {
        leave(true, removal.get());
        return;
      }
      listener.ended(what.name(), ended.executor(), reason);
      OptionalLong delay = budget.take(environment.nanoTime() / 1_000_000);
      if (delay.isPresent()) {
        environment.after(
            delay.getAsLong(),
            () -> environment.start("restart", ThreadKind.WAITING, this::restart));
      } else {
        leave(false, "ended too often (" + (RESTARTS + 1) + " times in a minute): " + reason);
      }
    }

    private void restart() {
      if (removal.get() != null) {
        leave(true, removal.get());
        return;
      }
      try {
        start();
      } catch (EngineException notStarted) {
        leave(false, notStarted.what());
      }
    }

    void remove(String reason) {
      if (!removal.compareAndSet(null, reason)) return;
      ExecutorProcess current = process;
      if (current != null) end(current);
    }

    private void end(ExecutorProcess current) {
      current.release();
      environment.after(RELEASE_MILLIS, current::kill);
    }

    private void leave(boolean isRemoved, String reason) {
      if (!isGone.compareAndSet(false, true)) return;
      places.remove(what.name());
      listener.gone(what.name(), isRemoved, reason);
      served.leave(what);
    }
  }

  /**
   * The program ends without having closed this: by Ctrl-C, or by exit. What cannot be deleted in
   * time is left to the next driver.
   */
  private void endWithProgram() {
    killAll();
    try {
      changed.until(running::isEmpty, HOOK_MILLIS);
      farewell.run();
    } catch (InterruptedException | EngineException leftToTheNext) {
      // nobody is there any more to hear of it
    }
  }

  private void look(ExecutorProcess process) {
    if (!running.contains(process)) return;
    environment.start("look at " + process.executor(), ThreadKind.WAITING, process::look);
    environment.after(LOOK_MILLIS, () -> look(process));
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
    served.close();
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
