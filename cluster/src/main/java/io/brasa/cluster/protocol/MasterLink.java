package io.brasa.cluster.protocol;

import static java.util.Objects.requireNonNull;

import io.brasa.cluster.error.ClusterError;
import io.brasa.core.error.CoreError;
import io.brasa.core.remote.Message;
import io.brasa.core.remote.PartSender;
import io.brasa.core.remote.Peer;
import io.brasa.core.remote.PeerHandler;
import io.brasa.core.remote.Peers;
import io.brasa.core.remote.Transport;
import io.brasa.core.remote.Transport.Address;
import io.brasa.runtime.codec.Codecs;
import io.brasa.runtime.environment.Await;
import io.brasa.runtime.environment.Environment;
import io.brasa.runtime.environment.ThreadKind;
import io.brasa.runtime.error.EngineException;
import java.util.ArrayList;
import java.util.List;

/**
 * Keeps a worker or a driver registered with the master that leads: tries the masters of the URL
 * one after the other, registers with the one that accepts, and starts again when the channel to it
 * ends, later each time. Thread-safe.
 *
 * <p>Invariants: {@code highestEpoch} never falls; an order of a lower epoch, or of a peer that is
 * not the present one, is not handed on, and its sender's channel is closed. Orders may come before
 * the answer to the registration, which {@code candidate} is for.
 */
public final class MasterLink implements PeerHandler, AutoCloseable {
  private static final long CONNECT_AGAIN_MILLIS = 100;
  private static final long CONNECT_AGAIN_MOST_MILLIS = 2_000;
  private static final long REGISTER_MILLIS = 30_000;

  /** The other side of the link. */
  public interface Listener {
    /** What to register with, at this moment: a request. */
    ClusterMessage registration();

    /** A master has accepted. Orders of it may have come before. */
    void registered(Address master, long epoch);

    /** Said by the master that leads. Called by the transport: must not wait. */
    void received(ClusterMessage message);

    /** All masters have been tried in vain, for the reason given; they will be tried again. */
    void alone(int rounds, String reason);
  }

  private final Environment environment;
  private final MasterUrl url;
  private final Listener listener;
  private final Peers peers;
  private final Await changed;
  private final String name;
  private volatile Peer candidate;
  private volatile Peer master;
  private volatile long highestEpoch;
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
        if (register(reasons)) {
          rounds = 0;
          changed.until(() -> isClosed || master == null);
        } else if (!isClosed) {
          listener.alone(++rounds, String.join("; ", reasons));
          changed.until(
              () -> isClosed,
              Math.min(CONNECT_AGAIN_MOST_MILLIS, CONNECT_AGAIN_MILLIS << Math.min(rounds, 10)));
        }
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean register(List<String> reasons) throws InterruptedException {
    for (Address address : url.masters()) {
      if (isClosed) return false;
      try {
        if (registerAt(address, reasons)) return true;
      } catch (EngineException failure) {
        if (failure.code() == CoreError.WAIT_INTERRUPTED) throw new InterruptedException();
        reasons.add(failure.what());
      }
    }
    return false;
  }

  private boolean registerAt(Address address, List<String> reasons) {
    Peer peer = peers.connect(address, Transport.Purpose.CONTROL);
    peer.identify("master");
    candidate = peer;
    Message answer;
    try {
      answer = peer.request(listener.registration(), REGISTER_MILLIS).get();
    } catch (EngineException refused) {
      peer.close("it did not register this process");
      throw refused;
    }
    if (!(answer instanceof ClusterMessage.Registered(long epoch))) {
      reasons.add("the master at " + address + " does not lead");
      peer.close("it does not lead");
      return false;
    }
    if (!follow(epoch)) {
      reasons.add("the master at " + address + " led before, and does no longer");
      peer.close("its epoch " + epoch + " is over");
      return false;
    }
    master = peer;
    if (peer.isClosed() || isClosed) {
      master = null;
      peer.close("this process ends");
      reasons.add("the master at " + address + " has gone again");
      return false;
    }
    changed.signal();
    listener.registered(address, epoch);
    return true;
  }

  /** Returns whether an epoch is not over. */
  private synchronized boolean follow(long epoch) {
    if (epoch < highestEpoch) return false;
    highestEpoch = epoch;
    return true;
  }

  @Override
  public void opened(Peer peer) {}

  @Override
  public void received(Peer peer, Message message) {
    boolean isCurrent = peer == master || peer == candidate;
    if (!isCurrent) return;
    if (message instanceof ClusterMessage.Order order && !follow(order.epoch())) {
      peer.close("its epoch " + order.epoch() + " is over");
      return;
    }
    listener.received((ClusterMessage) message);
  }

  @Override
  public Message answer(Peer peer, Message request) {
    throw unexpected(peer, request);
  }

  @Override
  public void stream(Peer peer, Message request, PartSender parts) {
    throw unexpected(peer, request);
  }

  private static EngineException unexpected(Peer peer, Message message) {
    return new EngineException(
        CoreError.MESSAGE_MALFORMED,
        peer + " sent " + message.kind() + ", which has no place here",
        "Run the same release in all processes");
  }

  @Override
  public void closed(Peer peer, String reason) {
    if (peer != master) return;
    master = null;
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
