package io.brasa.core.remote;

import io.brasa.core.execute.Driver;
import io.brasa.core.remote.Transport.Address;
import io.brasa.core.remote.Transport.Purpose;
import io.brasa.runtime.environment.Environment;
import io.brasa.runtime.environment.ThreadKind;
import io.brasa.runtime.error.EngineException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The driver's side of services that serve map outputs of executors which are gone. A channel to
 * each is held open: as long as it is, what the executors of that host have written can be read.
 * Thread-safe.
 */
final class OutputServices {
  private final Environment environment;
  private final Driver driver;
  private final Peers peers;

  // Guarded by this.
  private final Map<String, Address> ofExecutors = new HashMap<>();
  private final Map<Address, Peer> open = new HashMap<>();
  private final Set<Address> opening = new HashSet<>();

  private long latestDropped = -1;

  /** Executors that are gone, and whose outputs are served. */
  private final Map<Address, Set<String>> heirs = new HashMap<>();

  OutputServices(Environment environment, Driver driver, Peers peers) {
    this.environment = environment;
    this.driver = driver;
    this.peers = peers;
  }

  /** An executor says who serves its outputs once it is gone. */
  void note(String executor, Address address) {
    synchronized (this) {
      ofExecutors.put(executor, address);
      if (open.containsKey(address) || !opening.add(address)) return;
    }
    environment.start("channel to outputs", ThreadKind.WAITING, () -> connect(address));
  }

  private void connect(Address address) {
    Peer connected = null;
    try {
      connected = peers.connect(address, Purpose.CONTROL);
      connected.identify("the outputs of a host");
    } catch (EngineException unreachable) {
      // Then there is none: what an executor has written is lost with it.
    }
    synchronized (this) {
      opening.remove(address);
      if (connected != null && !connected.isClosed()) open.put(address, connected);
    }
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
