package io.brasa.core.remote;

import io.brasa.core.error.CoreError;
import io.brasa.core.execute.Driver;
import io.brasa.core.execute.DriverLife;
import io.brasa.core.journal.Journal;
import io.brasa.core.journal.StageHistory;
import io.brasa.core.remote.Transport.Address;
import io.brasa.core.remote.Transport.Purpose;
import io.brasa.runtime.environment.Await;
import io.brasa.runtime.environment.Environment;
import io.brasa.runtime.environment.ThreadKind;
import io.brasa.runtime.error.EngineException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * The driver's side of services that serve map outputs of executors which are gone. A channel to
 * each is held open: as long as it is, what the executors of that host have written can be read.
 *
 * <p>A driver with a journal asks first those that it names whether what an earlier life has
 * written is still there. Thread-safe.
 */
final class OutputServices {
  private static final long CLAIM_MILLIS = 10_000;

  /** Longer nobody waits for a host that may be gone; what it has is computed again. */
  private static final long LEFT_MILLIS = 10_000;

  private final Environment environment;
  private final Driver driver;
  private final DriverLife life;
  private final Peers peers;

  // Guarded by this.
  private final Map<String, Address> ofExecutors = new HashMap<>();
  private final Map<Address, Peer> open = new HashMap<>();
  private final Set<Address> opening = new HashSet<>();

  private long latestDropped = -1;

  /** Executors that are gone, and whose outputs are served. */
  private final Map<Address, Set<String>> heirs = new HashMap<>();

  OutputServices(Environment environment, Driver driver, DriverLife life, Peers peers) {
    this.environment = environment;
    this.driver = driver;
    this.life = life;
    this.peers = peers;
  }

  /** An executor says who serves its outputs once it is gone. */
  void note(String executor, Address address) {
    life.journal()
        .ifPresent(
            journal -> journal.served(executor, new Journal.Place(address.host(), address.port())));
    synchronized (this) {
      ofExecutors.put(executor, address);
      if (open.containsKey(address) || !opening.add(address)) return;
    }
    environment.start("channel to outputs", ThreadKind.WAITING, () -> connect(address));
  }

  private void connect(Address address) {
    Peer connected = null;
    try {
      connected = claim(address);
    } catch (EngineException unreachable) {
      // Then there is none: what an executor has written is lost with it.
    }
    synchronized (this) {
      opening.remove(address);
      if (connected != null && !connected.isClosed()) open.put(address, connected);
    }
  }

  /** Opens a channel, and says which driver this is. Fails with {@code PEER_LOST}. */
  private Peer claim(Address address) {
    Peer peer = peers.connect(address, Purpose.CONTROL);
    peer.identify("the outputs of a host");
    Message claim = new TaskMessage.Claim(life.epoch(), life.incarnation());
    Message answer = peer.request(claim, CLAIM_MILLIS).get();
    if (answer instanceof TaskMessage.Claimed(long epoch, String incarnation)
        && !incarnation.equals(life.incarnation())) {
      peer.close("another driver has the application");
      driver.supersede(superseded(epoch));
      throw peer.lost("obeys the driver of epoch " + epoch);
    }
    return peer;
  }

  private EngineException superseded(long epoch) {
    return new EngineException(
        CoreError.DRIVER_SUPERSEDED,
        "This driver, of epoch "
            + life.epoch()
            + ", no longer has its application: its workers obey one of epoch "
            + epoch,
        "Look for the answer at the later driver; nothing that this one does counts any more");
  }

  // ---- what earlier lives have left

  /** What one service said. */
  private record Left(Peer peer, List<String> executors, Map<Long, int[]> there) {}

  /**
   * Asks all whom the journal names for what earlier lives have written, and confirms in the
   * journal what is there.
   */
  void recall(Journal journal, Map<String, Address> addresses) {
    Map<Address, List<String>> executors = new TreeMap<>(Comparator.comparing(Address::toString));
    journal
        .places()
        .forEach(
            (executor, place) ->
                executors
                    .computeIfAbsent(
                        new Address(place.host(), place.port()), _ -> new ArrayList<>())
                    .add(executor));
    if (executors.isEmpty()) return;
    List<StageHistory> stages = journal.stages();
    Map<Address, Left> left = new ConcurrentHashMap<>();
    AtomicInteger asked = new AtomicInteger(executors.size());
    Await answered = environment.newAwait();
    executors.forEach(
        (address, those) ->
            environment.start(
                "what is left at " + address,
                ThreadKind.WAITING,
                () -> {
                  try {
                    left.put(address, ask(address, those, stages));
                  } catch (EngineException gone) {
                    // What it had is computed again.
                  } finally {
                    asked.decrementAndGet();
                    answered.signal();
                  }
                }));
    Waiting.until(answered, () -> asked.get() == 0, LEFT_MILLIS, "what earlier drivers have left");
    Map.copyOf(left).forEach((address, said) -> take(address, said, stages, addresses));
  }

  private Left ask(Address address, List<String> executors, List<StageHistory> stages) {
    Peer peer = claim(address);
    Set<String> wanted = Set.copyOf(executors);
    Map<Long, int[]> there = new HashMap<>();
    for (StageHistory stage : stages) {
      int[] maps = writtenBy(wanted, stage);
      if (maps.length == 0) continue;
      int[] attempts = Arrays.stream(maps).map(stage::winner).toArray();
      Message request = new TaskMessage.OutputsWanted(stage.stage(), maps, attempts);
      if (peer.request(request, CLAIM_MILLIS).get()
          instanceof TaskMessage.OutputsThere(int[] found)) there.put(stage.stage(), found);
    }
    return new Left(peer, executors, there);
  }

  private static int[] writtenBy(Set<String> executors, StageHistory stage) {
    if (stage.isResult()) return new int[0];
    return IntStream.range(0, stage.partitionCount())
        .filter(p -> stage.winner(p) >= 0 && executors.contains(stage.executor(p)))
        .toArray();
  }

  private void take(
      Address address, Left left, List<StageHistory> stages, Map<String, Address> addresses) {
    synchronized (this) {
      open.put(address, left.peer());
      if (left.peer().isClosed()) {
        open.remove(address);
        return;
      }
      for (String executor : left.executors()) {
        ofExecutors.put(executor, address);
        heirs.computeIfAbsent(address, _ -> new HashSet<>()).add(executor);
        addresses.put(executor, address);
      }
    }
    for (StageHistory stage : stages)
      for (int map : left.there().getOrDefault(stage.stage(), new int[0])) stage.confirm(map);
  }

  /** Where the outputs of an executor are served without it, if they are. */
  synchronized Optional<Address> of(String executor) {
    Address address = ofExecutors.get(executor);
    Peer peer = address == null ? null : open.get(address);
    return peer == null || peer.isClosed() ? Optional.empty() : Optional.of(address);
  }

  synchronized int servedCount() {
    return (int) ofExecutors.keySet().stream().filter(executor -> of(executor).isPresent()).count();
  }

  /** An executor is gone; returns where its outputs are served from now on, if anywhere. */
  synchronized Optional<Address> inherit(String executor) {
    Optional<Address> address = of(executor);
    address.ifPresent(at -> heirs.computeIfAbsent(at, _ -> new HashSet<>()).add(executor));
    return address;
  }

  /** Whether a channel that has ended was one of these; then what was served there is lost. */
  boolean closed(Peer peer, Map<String, Address> addresses) {
    List<String> lost = new ArrayList<>();
    synchronized (this) {
      Address address = null;
      for (Map.Entry<Address, Peer> entry : open.entrySet())
        if (entry.getValue() == peer) address = entry.getKey();
      if (address == null) return false;
      open.remove(address);
      Set<String> left = heirs.remove(address);
      if (left != null) lost.addAll(left);
      lost.forEach(ofExecutors::remove);
    }
    lost.sort(null);
    lost.forEach(addresses::remove);
    if (!lost.isEmpty())
      environment.start("loss of outputs", ThreadKind.WAITING, () -> driver.loseOutputs(lost));
    return true;
  }

  /** Told for each executor, one after the other. */
  void drop(long stage) {
    synchronized (this) {
      if (stage == latestDropped) return;
      latestDropped = stage;
    }
    for (Peer peer : peers()) peer.send(new TaskMessage.DropStage(stage));
  }

  private synchronized List<Peer> peers() {
    return List.copyOf(open.values());
  }

  /** The application has ended, and the files may go. */
  void dismiss() {
    for (Peer peer : peers()) {
      peer.send(new TaskMessage.Shutdown("the application has ended"));
      peer.close("the application has ended");
    }
  }
}
