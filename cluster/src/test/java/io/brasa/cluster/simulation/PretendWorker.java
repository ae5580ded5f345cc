package io.brasa.cluster.simulation;

import io.brasa.cluster.protocol.AskingPeer;
import io.brasa.cluster.protocol.ClusterMessage;
import io.brasa.cluster.protocol.ClusterMessage.DriverWish;
import io.brasa.cluster.protocol.ClusterMessage.HeldDriver;
import io.brasa.cluster.protocol.ClusterMessage.HeldPlace;
import io.brasa.cluster.protocol.MasterLink;
import io.brasa.cluster.protocol.MasterOrders;
import io.brasa.cluster.protocol.MasterUrl;
import io.brasa.core.remote.Message;
import io.brasa.core.remote.Peer;
import io.brasa.core.remote.Peers;
import io.brasa.core.remote.Transport;
import io.brasa.core.remote.Transport.Address;
import io.brasa.runtime.codec.Codecs;
import io.brasa.testkit.simulation.SimulatedNetwork;
import io.brasa.testkit.simulation.SimulatedProcess;
import io.brasa.testkit.simulation.Simulation;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/**
 * A worker without processes: holds places and drivers as it is ordered, keeps to the real link
 * with the masters, and sees whether orders are what they may be.
 */
final class PretendWorker implements MasterLink.Listener, MasterOrders.Servant {
  private static final int MEMORY_MIB = 8_000;
  private static final int START_MILLIS = 400;
  private static final int DAWDLE_MILLIS = 8_000;

  final SimulatedProcess process;
  private final String id;
  private final int cores;
  private final Truth truth;
  private final MasterLink link;
  private final Map<String, HeldPlace> places = new TreeMap<>();
  private final Map<String, ClusterMessage.ExecutorStarted> running = new TreeMap<>();
  private final Map<String, DriverWish> drivers = new TreeMap<>();

  private final RandomGenerator chance;
  private final Simulation simulation;
  private final MasterOrders orders;
  private final Peers visitors;
  private Address address;
  private long epoch;

  /** Masters that have begun to lead. */
  private final class Visitors implements AskingPeer {
    @Override
    public void received(Peer peer, Message message) {
      if (message instanceof ClusterMessage.Leads(long newEpoch)) link.hear(newEpoch);
    }

    @Override
    public void closed(Peer peer, String reason) {}
  }

  PretendWorker(
      Simulation simulation,
      SimulatedProcess process,
      SimulatedNetwork network,
      MasterUrl url,
      String id,
      int cores,
      Truth truth) {
    this.simulation = simulation;
    this.process = process;
    this.id = id;
    this.cores = cores;
    this.truth = truth;
    this.chance = process.environment().newRandom();
    Transport transport = network.transport(process);
    this.link = new MasterLink(process.environment(), transport, url, "link", this);
    this.orders = new MasterOrders(process.environment(), link, this, this::fail);
    this.visitors =
        new Peers(
            process.environment(),
            transport,
            new Codecs(PretendWorker.class.getClassLoader()),
            ClusterMessage.class,
            new Visitors());
  }

  void start() {
    orders.start(process.environment());
    address = visitors.serve();
    link.start();
  }

  String id() {
    return id;
  }

  Map<String, HeldPlace> places() {
    return places;
  }

  Map<String, DriverWish> drivers() {
    return drivers;
  }

  @Override
  public ClusterMessage registration(Peer master) {
    return orders.report(master, this::report);
  }

  private ClusterMessage.RegisterWorker report() {
    return new ClusterMessage.RegisterWorker(
        id,
        address.host(),
        address.port(),
        cores,
        MEMORY_MIB,
        List.copyOf(places.values()),
        drivers.entrySet().stream()
            .map(
                held ->
                    new HeldDriver(
                        held.getKey(), held.getValue().cores(), held.getValue().memoryMiB()))
            .toList());
  }

  @Override
  public void registered(Peer master, long newEpoch) {
    obey(newEpoch);
    orders.follow(master);
    List.copyOf(running.values()).forEach(link::send);
  }

  @Override
  public void alone(int rounds, String reason) {}

  private void obey(long ordered) {
    if (ordered < epoch)
      truth.fail(id + " takes orders of epoch " + ordered + " after those of " + epoch);
    epoch = Math.max(epoch, ordered);
  }

  @Override
  public void received(Peer master, ClusterMessage message) {
    if (message instanceof ClusterMessage.Order order) obey(order.epoch());
    orders.take(master, message);
  }

  private void fail(RuntimeException failure) {
    if (process.isAlive()) truth.fail(id + " failed with " + failure);
  }

  @Override
  public void undo(ClusterMessage message) {
    pause(START_MILLIS);
    if (message instanceof ClusterMessage.RunExecutors order)
      gone(order.place().place(), false, "not known");
    if (message instanceof ClusterMessage.RunDriver order) drivers.remove(order.driver());
  }

  /** Files of programs are fetched before places begin, which may take its time. */
  private void dawdle() {
    if (chance.nextInt(4) == 0) pause(DAWDLE_MILLIS);
  }

  private void pause(int mostMillis) {
    try {
      simulation.sleepMillis(chance.nextInt(mostMillis));
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void carryOut(ClusterMessage message) {
    dawdle();
    switch (message) {
      case ClusterMessage.RunExecutors order -> run(order.place());
      case ClusterMessage.StopExecutors(long ordered, String place, String reason) ->
          later(() -> gone(place, false, reason));
      case ClusterMessage.RunDriver(long ordered, String driver, DriverWish wish) -> {
        drivers.put(driver, wish);
        requireRoom();
      }
      case ClusterMessage.StopDriver(long ordered, String driver, String reason) ->
          later(() -> end(driver, 143));
      default -> {}
    }
  }

  private void run(HeldPlace place) {
    truth.usePlace(place.place());
    places.put(place.place(), place);
    requireRoom();
    later(
        () -> {
          if (!places.containsKey(place.place())) return;
          ClusterMessage.ExecutorStarted started =
              new ClusterMessage.ExecutorStarted(place.place(), "executor-" + place.place(), 1);
          running.put(place.place(), started);
          link.send(started);
        });
  }

  private void requireRoom() {
    if (coresFree() < 0)
      truth.fail(id + " has " + cores + " cores and is to use " + (cores - coresFree()));
  }

  int coresFree() {
    int free = cores;
    for (HeldPlace place : places.values()) free -= place.cores();
    for (DriverWish driver : drivers.values()) free -= driver.cores();
    return free;
  }

  /** As its process might: of itself, or since it was told to. */
  void gone(String place, boolean isFailure, String reason) {
    running.remove(place);
    places.remove(place);
    link.tell(new ClusterMessage.PlaceGone(place, isFailure, reason));
  }

  private void end(String driver, int code) {
    if (drivers.remove(driver) == null) return;
    link.tell(new ClusterMessage.DriverEnded(driver, code, "code " + code));
  }

  private void later(Runnable action) {
    process.environment().after(1 + chance.nextInt(START_MILLIS), action);
  }
}
