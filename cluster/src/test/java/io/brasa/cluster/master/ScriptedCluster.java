package io.brasa.cluster.master;

import io.brasa.cluster.protocol.ClusterMessage;
import io.brasa.cluster.protocol.ClusterMessage.DriverWish;
import io.brasa.cluster.protocol.ClusterMessage.HeldPlace;
import io.brasa.cluster.protocol.ClusterMessage.HiddenText;
import io.brasa.cluster.protocol.ClusterMessage.Wishes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Workers and applications that do what a {@link ClusterState} orders, without processes or
 * threads. The invariants are checked after each event; entries are kept as bytes.
 */
final class ScriptedCluster {
  private final ClusterLimits limits;
  private final KeptFormat format = new KeptFormat();
  private final Map<String, byte[]> kept = new TreeMap<>();
  private final Map<String, Integer> cores = new TreeMap<>();
  private final Map<String, Integer> memory = new TreeMap<>();

  /** What runs where, as the workers know it. */
  private final Map<String, ClusterMessage.RunExecutors> running = new TreeMap<>();

  private final Map<String, String> workerOfPlace = new HashMap<>();
  private final Map<String, String> workerOfDriver = new TreeMap<>();
  private final List<ClusterMessage.RunExecutors> orders = new ArrayList<>();
  private final Map<String, List<ClusterMessage>> told = new HashMap<>();
  private final List<String> stopping = new ArrayList<>();
  private ClusterState state;
  private long epoch;
  private long now;
  private boolean isSlow;

  ScriptedCluster(ClusterLimits limits, long epoch) {
    this.limits = limits;
    begin(epoch);
  }

  private void begin(long newEpoch) {
    epoch = newEpoch;
    state = new ClusterState(limits, newEpoch);
    orders.clear();
    handle(new ClusterEvent.Recovered(now, format.read(kept)));
  }

  // ---- what happens

  List<ClusterCommand> handle(ClusterEvent event) {
    List<ClusterCommand> commands = state.handle(event);
    state.checkInvariants();
    for (ClusterCommand command : commands) {
      switch (command) {
        case ClusterCommand.Keep(String key, KeptEntry entry) -> kept.put(key, format.write(entry));
        case ClusterCommand.Forget(String key) -> kept.remove(key);
        case ClusterCommand.TellWorker(String worker, ClusterMessage message) ->
            obey(worker, message);
        case ClusterCommand.TellApplication(String application, ClusterMessage message) ->
            told.computeIfAbsent(application, ignored -> new ArrayList<>()).add(message);
        case ClusterCommand.Note note -> {}
      }
    }
    if (!isSlow) finishStops();
    return commands;
  }

  private void obey(String worker, ClusterMessage message) {
    if (((ClusterMessage.Order) message).epoch() != epoch)
      throw new AssertionError("An order of another epoch: " + message);
    if (!cores.containsKey(worker)) return;
    switch (message) {
      case ClusterMessage.RunExecutors order -> {
        String place = order.place().place();
        if (workerOfPlace.containsKey(place)) throw new AssertionError(place + " is used again");
        running.put(place, order);
        orders.add(order);
        workerOfPlace.put(place, worker);
        requireRoom(worker);
        events.add(
            () ->
                handle(
                    new ClusterEvent.ExecutorStarted(
                        now,
                        worker,
                        new ClusterMessage.ExecutorStarted(place, "executor-" + place, 1))));
      }
      case ClusterMessage.StopExecutors stop -> stopping.add(stop.place());
      case ClusterMessage.RunDriver run -> {
        if (workerOfDriver.put(run.driver(), worker) != null)
          throw new AssertionError(run.driver() + " runs twice");
      }
      case ClusterMessage.StopDriver stop -> events.add(() -> driverEnds(stop.driver(), 143));
      default -> {}
    }
  }

  /** What is to happen after the present event. */
  private final List<Runnable> events = new ArrayList<>();

  /** Workers know best what they hold. */
  private void requireRoom(String worker) {
    int used = 0;
    for (ClusterMessage.RunExecutors order : running.values())
      if (worker.equals(workerOfPlace.get(order.place().place()))) used += order.place().cores();
    if (used > cores.get(worker)) throw new AssertionError(worker + " is oversubscribed");
  }

  void finishStops() {
    while (!stopping.isEmpty() || !events.isEmpty()) {
      List<Runnable> due = new ArrayList<>(events);
      events.clear();
      due.forEach(Runnable::run);
      if (stopping.isEmpty()) continue;
      String place = stopping.removeFirst();
      if (running.remove(place) != null) tellGone(place, false, "stopped");
    }
  }

  private void tellGone(String place, boolean isFailure, String reason) {
    handle(
        new ClusterEvent.PlaceGone(
            now, workerOfPlace.get(place), new ClusterMessage.PlaceGone(place, isFailure, reason)));
  }

  void stopsSlowly() {
    isSlow = true;
  }

  void workerJoins(String worker, int workerCores, int memoryMiB) {
    cores.put(worker, workerCores);
    memory.put(worker, memoryMiB);
    List<HeldPlace> held = new ArrayList<>();
    running.forEach(
        (place, order) -> {
          if (worker.equals(workerOfPlace.get(place))) held.add(order.place());
        });
    List<ClusterMessage.HeldDriver> drivers = new ArrayList<>();
    workerOfDriver.forEach(
        (driver, where) -> {
          if (where.equals(worker)) drivers.add(new ClusterMessage.HeldDriver(driver, 1, 100));
        });
    handle(
        new ClusterEvent.WorkerJoined(
            now,
            new ClusterMessage.RegisterWorker(
                worker, "h", 1, workerCores, memoryMiB, held, drivers)));
  }

  void workerJoinsAgain(String worker) {
    workerJoins(worker, cores.get(worker), memory.get(worker));
  }

  /** The process is gone, and all that ran there. */
  void workerIsLost(String worker) {
    forgetsWorker(worker);
    handle(new ClusterEvent.WorkerLost(now, worker, "killed"));
  }

  /** The process is gone, and no master has heard of it. */
  void forgetsWorker(String worker) {
    cores.remove(worker);
    running.keySet().removeIf(place -> worker.equals(workerOfPlace.get(place)));
    stopping.removeIf(place -> worker.equals(workerOfPlace.get(place)));
    workerOfDriver.values().removeIf(worker::equals);
  }

  void workerLosesItsChannel(String worker) {
    handle(new ClusterEvent.WorkerLost(now, worker, "the channel ended"));
  }

  List<ClusterCommand> applicationJoins(String id, int most, int each, int memoryMiB) {
    return handle(
        new ClusterEvent.ApplicationJoined(
            now,
            new ClusterMessage.RegisterApplication(
                id,
                id,
                new Wishes(most, each, memoryMiB),
                "d",
                1,
                new HiddenText(""),
                Map.of(),
                Map.of(),
                Integer.MAX_VALUE,
                new ClusterMessage.Life(1, id))));
  }

  void applicationWants(String id, int cores) {
    handle(new ClusterEvent.CoresWanted(now, id, cores));
  }

  void applicationGivesBack(String id, String executor) {
    handle(new ClusterEvent.ExecutorReturned(now, id, executor));
  }

  void applicationEnds(String id) {
    handle(new ClusterEvent.ApplicationEnded(now, id));
  }

  void applicationGoesAway(String id) {
    handle(new ClusterEvent.ApplicationAway(now, id));
  }

  void placeFails(String place, String reason) {
    running.remove(place);
    tellGone(place, true, reason);
  }

  void driverSubmitted(String driver, boolean isSupervised) {
    handle(
        new ClusterEvent.DriverSubmitted(
            now, driver, new DriverWish(driver, Map.of(), List.of(), 1, 100, isSupervised)));
  }

  void driverEnds(String driver, int code) {
    String worker = workerOfDriver.remove(driver);
    if (worker == null) return;
    handle(
        new ClusterEvent.DriverEnded(
            now, worker, new ClusterMessage.DriverEnded(driver, code, "code " + code)));
  }

  void time(long to) {
    now = to;
    handle(new ClusterEvent.Tick(now));
  }

  long now() {
    return now;
  }

  /** Another master begins with what this one has kept. */
  void masterDies(long newEpoch) {
    begin(newEpoch);
  }

  void masterDiesWithoutTrace(long newEpoch) {
    kept.clear();
    begin(newEpoch);
  }

  // ---- what can be seen

  Map<String, byte[]> kept() {
    return kept;
  }

  /** Orders of this master, whatever became of them. */
  List<ClusterMessage.RunExecutors> orders() {
    return List.copyOf(orders);
  }

  /** What runs for an application. */
  List<ClusterMessage.RunExecutors> ordersFor(String application) {
    return running.values().stream()
        .filter(order -> order.place().application().equals(application))
        .toList();
  }

  String workerOf(String place) {
    return workerOfPlace.get(place);
  }

  String workerOfDriver(String driver) {
    return workerOfDriver.get(driver);
  }

  List<HeldPlace> held() {
    return running.values().stream().map(ClusterMessage.RunExecutors::place).toList();
  }

  List<String> workers() {
    return List.copyOf(new TreeSet<>(cores.keySet()));
  }

  List<String> drivers() {
    return List.copyOf(workerOfDriver.keySet());
  }

  ClusterMessage.Status status() {
    return state.status();
  }

  ClusterMessage lastTold(String application) {
    return told.get(application).getLast();
  }

  <T> List<T> toldTo(String application, Class<T> kind) {
    return told.getOrDefault(application, List.of()).stream()
        .filter(kind::isInstance)
        .map(kind::cast)
        .toList();
  }
}
