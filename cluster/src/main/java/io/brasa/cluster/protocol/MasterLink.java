package io.brasa.cluster.protocol;

import static java.util.Objects.requireNonNull;

import io.brasa.cluster.error.ClusterError;
import io.brasa.core.remote.Message;
import io.brasa.core.remote.Peer;
import io.brasa.core.remote.Peers;
import io.brasa.core.remote.Transport;
import io.brasa.core.remote.Transport.Address;
import io.brasa.runtime.codec.Codecs;
import io.brasa.runtime.environment.Await;
import io.brasa.runtime.environment.Environment;
import io.brasa.runtime.environment.ThreadKind;
import io.brasa.runtime.error.EngineException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keeps a worker or a driver registered with the master that leads: tries all masters of the URL,
 * registers with the one that accepts, and starts again when the channel to it ends, later each
 * time. Thread-safe.
 *
 * <p>Invariants: {@code highestEpoch} never falls; an order of a lower epoch, or of a peer that is
 * not the present one, is not handed on, and its sender's channel is closed. Orders may come before
 * the answer to the registration, which {@code candidates} is for.
 */
public final class MasterLink implements AskingPeer, AutoCloseable {
  private static final long CONNECT_AGAIN_MILLIS = 100;
  private static final long CONNECT_AGAIN_MOST_MILLIS = 500;

  /**
   * How long a round waits for masters that hang before it begins another with those that do not.
   */
  private static final long ROUND_MILLIS = 2_000;

  private static final long REGISTER_MILLIS = 30_000;

  /** So much is repeated at most; a worker says nothing like as much within a registration. */
  private static final int TOLD_MOST = 10_000;

  private record Told(long nanos, ClusterMessage message) {}

  /** The other side of the link. */
  public interface Listener {
    /** What to register with at a master, at this moment: a request. */
    ClusterMessage registration(Peer master);

    /** A master has accepted. Orders of it may have come before. */
    void registered(Peer master, long epoch);

    /** Said by the master that leads, or may. Called by the transport: must not wait. */
    void received(Peer master, ClusterMessage message);

    /** The master that leads knows better: another process has what this one wants. */
    default void refused(ClusterMessage.Superseded why) {}

    /** All masters have been tried in vain, for the reason given; they will be tried again. */
    void alone(int rounds, String reason);
  }

  private final Environment environment;
  private final MasterUrl url;
  private final Listener listener;
  private final Peers peers;
  private final Await changed;
  private final String name;
  private final Set<Address> attempts = ConcurrentHashMap.newKeySet();

  /** What was told while attempts were under way; used under this object's lock. */
  private final Deque<Told> told = new ArrayDeque<>();

  private final Set<Peer> candidates = ConcurrentHashMap.newKeySet();
  private volatile Peer master;
  private volatile long highestEpoch;
  private volatile boolean isCalled;
  private volatile boolean isClosed;

  /**
   * @param name of the thread that keeps the link
   */
  public MasterLink(
      Environment environment, Transport transport, MasterUrl url, String name, Listener listener) {
    this.environment = requireNonNull(environment);
    this.url = requireNonNull(url);
    this.name = requireNonNull(name);
    this.listener = requireNonNull(listener);
    this.changed = environment.newAwait();
    this.peers =
        new Peers(
            environment,
            transport,
            new Codecs(MasterLink.class.getClassLoader()),
            ClusterMessage.class,
            this);
  }

  /** Begins, and returns at once. */
  public void start() {
    environment.start(name, ThreadKind.WAITING, this::keep);
  }

  /** Says something to the master that leads; what is said while there is none is lost. */
  public void send(ClusterMessage message) {
    Peer current = master;
    if (current != null) current.send(message);
  }

  /**
   * As {@link #send}, and once more to a master that accepts a registration which was under way:
   * that one was registered with may not know of it. For what may be said twice.
   */
  public void tell(ClusterMessage message) {
    synchronized (this) {
      if (!attempts.isEmpty()) {
        told.addLast(new Told(environment.nanoTime(), message));
        if (told.size() > TOLD_MOST) told.removeFirst();
      }
    }
    send(message);
  }

  private synchronized boolean begin(Address address) {
    return attempts.add(address);
  }

  private synchronized void end(Address address) {
    attempts.remove(address);
    if (attempts.isEmpty()) told.clear();
  }

  private synchronized List<ClusterMessage> toldSince(long nanos) {
    return told.stream().filter(t -> t.nanos() - nanos >= 0).map(Told::message).toList();
  }

  /** The master that leads; waits a while for one. Fails with {@code MASTER_UNREACHABLE}. */
  public Peer leader() {
    try {
      changed.until(() -> master != null || isClosed, REGISTER_MILLIS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    Peer current = master;
    if (current != null) return current;
    throw new EngineException(
        ClusterError.MASTER_UNREACHABLE,
        "No master of " + url + " leads at this moment",
        "See whether the masters run");
  }

  private void keep() {
    int rounds = 0;
    try {
      while (!isClosed) {
        List<String> reasons = new ArrayList<>();
        if (master != null || register(reasons)) {
          rounds = 0;
          changed.until(() -> isClosed || master == null);
        } else if (!isClosed) {
          listener.alone(++rounds, String.join("; ", reasons));
          changed.until(
              () -> isClosed || isCalled || master != null,
              Math.min(CONNECT_AGAIN_MOST_MILLIS, CONNECT_AGAIN_MILLIS << Math.min(rounds, 10)));
        }
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Tries all masters at the same time, since one that hangs must not keep the others; an attempt
   * that hangs goes on, and no other is made with that master meanwhile.
   */
  private boolean register(List<String> reasons) throws InterruptedException {
    isCalled = false;
    Map<Address, String> outcomes = new ConcurrentHashMap<>();
    Set<Address> tried = new HashSet<>();
    for (Address address : url.masters()) {
      if (!begin(address)) continue;
      tried.add(address);
      environment.start(
          name + " at " + address, ThreadKind.WAITING, () -> attempt(address, outcomes));
    }
    // Those that hung before are waited for only if there is nobody else.
    Set<Address> awaited = tried.isEmpty() ? Set.copyOf(url.masters()) : tried;
    changed.until(
        () -> isClosed || master != null || Collections.disjoint(attempts, awaited), ROUND_MILLIS);
    for (Address address : url.masters())
      reasons.add(outcomes.getOrDefault(address, address + " does not answer"));
    return master != null;
  }

  private void attempt(Address address, Map<Address, String> outcomes) {
    String outcome = "";
    try {
      outcome = registerAt(address);
    } catch (EngineException failure) {
      outcome = failure.what();
    } finally {
      outcomes.put(address, outcome);
      end(address);
      changed.signal();
    }
  }

  /** Returns why it is not registered there; nothing if it is. */
  private String registerAt(Address address) {
    Peer peer = peers.connect(address, Transport.Purpose.CONTROL);
    peer.identify("master");
    candidates.add(peer);
    try {
      long began = environment.nanoTime();
      Message answer = peer.request(listener.registration(peer), REGISTER_MILLIS).get();
      if (answer instanceof ClusterMessage.Registered(long epoch))
        return accept(address, peer, epoch, began);
      if (answer instanceof ClusterMessage.Superseded why) {
        listener.refused(why);
        peer.close("another process is registered");
        return "another driver is registered at " + address;
      }
      peer.close("it does not lead");
      return "the master at " + address + " does not lead";
    } catch (EngineException refused) {
      peer.close("it did not register this process");
      throw refused;
    } finally {
      candidates.remove(peer);
    }
  }

  private String accept(Address address, Peer peer, long epoch, long began) {
    Peer earlier = null;
    boolean isLeader;
    synchronized (this) {
      isLeader = follow(epoch);
      if (isLeader) {
        earlier = master;
        master = peer;
      }
    }
    if (!isLeader) {
      // Not under the lock: who hears of the end of a channel takes it.
      peer.close("its epoch " + epoch + " is over");
      return "the master at " + address + " led before, and does no longer";
    }
    if (earlier != null) earlier.close("the master at " + address + " leads");
    if (peer.isClosed() || isClosed) {
      forget(peer);
      peer.close("this process ends");
      return "the master at " + address + " has gone again";
    }
    listener.registered(peer, epoch);
    toldSince(began).forEach(peer::send);
    return "";
  }

  private synchronized void forget(Peer peer) {
    if (master == peer) master = null;
  }

  /** Somebody says that a master leads in this epoch: if that is news, it is looked for. */
  public void hear(long epoch) {
    Peer current = master;
    boolean isNews = epoch > highestEpoch;
    follow(epoch);
    isCalled |= isNews;
    if (current != null && isNews) current.close("another master leads in epoch " + epoch);
    changed.signal();
  }

  /** Whether a master of a later epoch has been heard of. */
  boolean isOver(long epoch) {
    return epoch < highestEpoch;
  }

  /** Returns whether an epoch is not over. */
  private synchronized boolean follow(long epoch) {
    if (epoch < highestEpoch) return false;
    highestEpoch = epoch;
    return true;
  }

  @Override
  public void received(Peer peer, Message message) {
    if (peer != master && !candidates.contains(peer)) return;
    if (message instanceof ClusterMessage.Order order && !follow(order.epoch())) {
      peer.close("its epoch " + order.epoch() + " is over");
      return;
    }
    listener.received(peer, (ClusterMessage) message);
  }

  @Override
  public void closed(Peer peer, String reason) {
    forget(peer);
    changed.signal();
  }

  @Override
  public void close() {
    isClosed = true;
    Peer current = master;
    if (current != null) current.close("this process ends");
    changed.signal();
  }
}
