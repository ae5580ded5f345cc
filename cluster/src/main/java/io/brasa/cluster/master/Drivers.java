package io.brasa.cluster.master;

import io.brasa.cluster.master.DriverRecord.State;
import io.brasa.cluster.protocol.ClusterMessage;
import io.brasa.cluster.protocol.ClusterMessage.DriverStatus;
import io.brasa.cluster.protocol.ClusterMessage.HeldDriver;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The part of {@link ClusterState} that is about drivers in the cluster: in the order in which they
 * came each is started at a worker with room, and a supervised one again after a failure, later
 * each time. What is ended is remembered for a while, for people to see.
 */
final class Drivers {
  private static final int ENDED_MOST = 100;
  private static final long FIRST_DELAY_MILLIS = 1_000;
  private static final int DOUBLINGS_MOST = 6;

  private final ClusterLimits limits;
  private final Workers workers;
  private final Consumer<ClusterCommand> commands;

  /** In the order in which they came. */
  private final Map<String, DriverRecord> live = new LinkedHashMap<>();

  private final Deque<DriverStatus> ended = new ArrayDeque<>();
  private long lastOrder;

  Drivers(ClusterLimits limits, Workers workers, Consumer<ClusterCommand> commands) {
    this.limits = limits;
    this.workers = workers;
    this.commands = commands;
  }

  /** In any order. */
  void recover(List<KeptEntry.KeptDriver> kept, long nowMillis) {
    kept.stream()
        .sorted((left, right) -> Long.compare(left.order(), right.order()))
        .forEach(
            entry -> {
              DriverRecord driver = DriverRecord.of(entry);
              live.put(driver.id, driver);
              lastOrder = Math.max(lastOrder, driver.order);
              workers
                  .find(driver.worker)
                  .ifPresent(worker -> workers.change(worker, w -> w.put(driver)));
            });
    // One whose worker was lost just before its master is as if it were lost now.
    for (DriverRecord driver : live.values())
      if (driver.state == State.RUNNING && workers.find(driver.worker).isEmpty())
        driver.awaySinceMillis = nowMillis;
  }

  void submit(String id, ClusterMessage.DriverWish wish) {
    DriverRecord driver = new DriverRecord(id, wish, ++lastOrder);
    live.put(id, driver);
    commands.accept(new ClusterCommand.Keep(driver.key(), driver.kept()));
  }

  /** Time has passed: gives up those whose worker has not come back. */
  void tick(long nowMillis) {
    for (DriverRecord driver : List.copyOf(live.values()))
      if (driver.awaySinceMillis != DriverRecord.NOT_AWAY
          && nowMillis - driver.awaySinceMillis >= limits.absenceMillis())
        lose(driver, "its worker " + driver.worker + " is lost");
  }

  /** Starts those that wait and fit. */
  void start(long nowMillis, long epoch) {
    for (DriverRecord driver : List.copyOf(live.values())) {
      if (driver.state != State.WAITING || nowMillis < driver.notBeforeMillis) continue;
      for (WorkerRecord worker : workers.mostFreeFirst()) {
        // Where it was given up and still ends, word of its end would be taken for this start's.
        if (worker.isEnding(driver.id)
            || !worker.hasRoom(driver.wish.cores(), driver.wish.memoryMiB())) continue;
        start(driver, worker, epoch);
        break;
      }
    }
  }

  private void start(DriverRecord driver, WorkerRecord worker, long epoch) {
    driver.state = State.RUNNING;
    driver.worker = worker.id;
    driver.starts++;
    workers.change(worker, w -> w.put(driver));
    commands.accept(new ClusterCommand.Keep(driver.key(), driver.kept()));
    commands.accept(
        new ClusterCommand.TellWorker(
            worker.id, new ClusterMessage.RunDriver(epoch, driver.id, driver.wish)));
  }

  /** Returns whether there is such a driver, and it has not ended. */
  boolean kill(String id, long epoch) {
    DriverRecord driver = live.get(id);
    if (driver == null) return false;
    if (driver.state == State.WAITING) {
      end(driver, State.KILLED, "on demand, before it was started");
    } else if (!driver.isStopping) {
      driver.isStopping = true;
      commands.accept(
          new ClusterCommand.TellWorker(
              driver.worker, new ClusterMessage.StopDriver(epoch, id, "on demand")));
    }
    return true;
  }

  void ended(long nowMillis, String worker, ClusterMessage.DriverEnded what) {
    workers
        .find(worker)
        .ifPresent(place -> workers.change(place, w -> w.removeEnding(what.driver())));
    DriverRecord driver = live.get(what.driver());
    if (driver == null || !driver.worker.equals(worker)) return;
    release(driver);
    if (driver.isStopping) end(driver, State.KILLED, "on demand");
    else if (what.exitCode() == 0) end(driver, State.FINISHED, "");
    else again(driver, nowMillis, State.FAILED, what.reason());
  }

  /** A worker has registered, with those of its drivers that run. The record holds none yet. */
  void join(WorkerRecord worker, List<HeldDriver> running, long epoch) {
    Map<String, HeldDriver> stillThere = new LinkedHashMap<>();
    for (HeldDriver held : running) stillThere.put(held.driver(), held);
    for (DriverRecord driver : List.copyOf(live.values())) {
      if (!driver.worker.equals(worker.id) || driver.state != State.RUNNING) continue;
      if (stillThere.remove(driver.id) != null) {
        driver.awaySinceMillis = DriverRecord.NOT_AWAY;
        workers.change(worker, w -> w.put(driver));
        if (driver.isStopping) kill(driver.id, epoch);
      } else {
        lose(driver, "its worker no longer runs it");
      }
    }
    for (HeldDriver stranger : stillThere.values()) {
      workers.change(worker, w -> w.putEnding(stranger));
      commands.accept(
          new ClusterCommand.TellWorker(
              worker.id,
              new ClusterMessage.StopDriver(
                  epoch, stranger.driver(), "it is given up, or runs elsewhere")));
    }
  }

  /**
   * The channel to a worker has ended. Most often its drivers are gone with it; but if only the
   * network was, a second one of each would run beside the first: so this waits a little for the
   * worker to come back.
   */
  void lose(WorkerRecord worker, long nowMillis) {
    for (DriverRecord driver : worker.drivers()) driver.awaySinceMillis = nowMillis;
  }

  private void lose(DriverRecord driver, String reason) {
    driver.awaySinceMillis = DriverRecord.NOT_AWAY;
    if (driver.isStopping) end(driver, State.KILLED, "on demand");
    else again(driver, Long.MIN_VALUE, State.LOST, reason);
  }

  private void again(DriverRecord driver, long nowMillis, State otherwise, String reason) {
    boolean isOver = !driver.wish.isSupervised() || driver.starts >= limits.driverStarts();
    if (isOver) {
      end(driver, otherwise, reason);
      return;
    }
    driver.state = State.WAITING;
    driver.worker = "";
    driver.reason = reason;
    driver.notBeforeMillis =
        nowMillis == Long.MIN_VALUE
            ? nowMillis
            : nowMillis + (FIRST_DELAY_MILLIS << Math.min(DOUBLINGS_MOST, driver.starts - 1));
    commands.accept(new ClusterCommand.Keep(driver.key(), driver.kept()));
    commands.accept(
        new ClusterCommand.Note("Driver " + driver.id + " is started again: " + reason));
  }

  private void end(DriverRecord driver, State state, String reason) {
    driver.state = state;
    driver.reason = reason;
    live.remove(driver.id);
    ended.addLast(driver.status());
    if (ended.size() > ENDED_MOST) ended.removeFirst();
    commands.accept(new ClusterCommand.Forget(driver.key()));
    commands.accept(
        new ClusterCommand.Note(
            "Driver " + driver.id + " " + state + (reason.isEmpty() ? "" : ": " + reason)));
  }

  private void release(DriverRecord driver) {
    workers.find(driver.worker).ifPresent(worker -> workers.change(worker, w -> w.remove(driver)));
  }

  Optional<DriverStatus> status(String id) {
    return status().stream().filter(driver -> driver.driver().equals(id)).findFirst();
  }

  /** Those that have ended, then those that have not. */
  List<DriverStatus> status() {
    List<DriverStatus> all = new ArrayList<>(ended);
    for (DriverRecord driver : live.values()) all.add(driver.status());
    return all;
  }
}
