package io.brasa.testkit.simulation;

import io.brasa.core.remote.Transport;
import io.brasa.runtime.environment.Await;
import io.brasa.runtime.error.Check;
import io.brasa.runtime.error.EngineException;
import io.brasa.runtime.error.FailureKind;
import java.util.ArrayDeque;
import java.util.Arrays;

/**
 * One end of a channel. What is on its way to it waits in its inbox, in order, each item with the
 * instant of its arrival; a thread of its process takes it out and calls the handler, so that calls
 * for one channel never overlap, and stand still while the process is paused.
 */
final class SimulatedChannel implements Transport.Channel {
  /** Something under way. */
  private sealed interface Item {
    long dueNanos();

    /** The peer has accepted. */
    record Accepted(long dueNanos) implements Item {}

    /**
     * @param kept what was sent, to see whether the sender went on using the array
     */
    record Frame(long dueNanos, byte[] sent, byte[] kept) implements Item {}

    record End(long dueNanos, String reason) implements Item {}
  }

  private final Simulation simulation;
  private final SimulatedNetwork network;
  private final SimulatedTransport transport;
  private final Transport.Purpose purpose;
  private final Transport.Handler handler;
  private final Await changed;
  private final ArrayDeque<Item> inbox = new ArrayDeque<>();

  private SimulatedChannel other;
  private long inboxBytes;
  private long lastDueNanos;
  private boolean isOpen;
  private boolean isDead;

  /** Why this end is about to close or closed, or null. */
  private String endReason;

  SimulatedChannel(
      Simulation simulation,
      SimulatedNetwork network,
      SimulatedTransport transport,
      Transport.Purpose purpose,
      Transport.Handler handler) {
    this.simulation = simulation;
    this.network = network;
    this.transport = transport;
    this.purpose = purpose;
    this.handler = handler;
    this.changed = transport.process().environment().newAwait();
  }

  void join(SimulatedChannel otherEnd) {
    other = otherEnd;
  }

  void start(boolean isAccepting) {
    network.add(this);
    SimulatedEnvironment environment = transport.process().environment();
    environment.start("wire to " + peer(), true, () -> deliver(isAccepting));
  }

  SimulatedTransport transport() {
    return transport;
  }

  SimulatedChannel other() {
    return other;
  }

  String host() {
    return transport.process().name();
  }

  String peerHost() {
    return other.host();
  }

  boolean isOpen() {
    return isOpen && endReason == null;
  }

  boolean isEnded() {
    return endReason != null;
  }

  @Override
  public Transport.Purpose purpose() {
    return purpose;
  }

  @Override
  public String peer() {
    return other.host();
  }

  // ---- sending

  @Override
  public void send(byte[] frame) {
    if (!simulation.baton().current().isService) awaitRoom();
    simulation.step("sends " + frame.length + " bytes to " + peerHost());
    if (endReason == null) other.arrive(new Item.Frame(other.nextDueNanos(), frame, frame.clone()));
  }

  private void awaitRoom() {
    try {
      changed.until(() -> endReason != null || other.inboxBytes < SimulatedNetwork.WINDOW_BYTES);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw SimulatedTransport.interrupted(interrupted);
    }
  }

  /** When something sent to this end now arrives. */
  private long nextDueNanos() {
    lastDueNanos = Math.max(lastDueNanos, simulation.nowNanos() + network.latencyNanos());
    return lastDueNanos;
  }

  private void arrive(Item item) {
    if (isDead || endReason != null) return;
    inbox.add(item);
    if (item instanceof Item.Frame frame) inboxBytes += frame.sent().length;
    changed.signal();
  }

  // ---- ending

  @Override
  public void close() {
    simulation.step("closes its channel to " + peerHost());
    end("closed by this process");
  }

  /** Ends this side now, and the other when it has received what was sent before. */
  void end(String reason) {
    if (endReason != null) return;
    endReason = reason;
    if (!other.isDead) other.arrive(new Item.End(other.nextDueNanos(), "closed by the peer"));
    look();
  }

  /** Drops the end of what is under way to this side, and ends it after a while. */
  void reset(long delayNanos) {
    int lostCount = simulation.chance().nextInt(inbox.size() + 1);
    for (int i = 0; i < lostCount; i++) {
      if (inbox.removeLast() instanceof Item.Frame frame) inboxBytes -= frame.sent().length;
    }
    lastDueNanos = Math.max(lastDueNanos, simulation.nowNanos() + delayNanos);
    arrive(new Item.End(lastDueNanos, "connection reset"));
  }

  /** This end's process was killed. */
  void die() {
    isDead = true;
    inbox.clear();
  }

  /** Something that this end, or a sender waiting at it, reads has changed. */
  void look() {
    changed.signal();
    transport.look();
  }

  // ---- delivery

  private void deliver(boolean isAccepting) {
    try {
      if (isAccepting) accept();
      while (endReason == null) {
        changed.until(() -> endReason != null || (!inbox.isEmpty() && !isParted()));
        if (endReason != null) break;
        long early = inbox.peek().dueNanos() - simulation.nowNanos();
        if (early > 0) simulation.sleepNanos(early);
        else take(inbox.remove());
      }
    } catch (InterruptedException interrupted) {
      throw new IllegalStateException(
          "Nobody interrupts the simulation's own threads", interrupted);
    } catch (EngineException failure) {
      if (failure.kind() == FailureKind.BUG) throw failure;
      simulation.baton().note("a handler failed: " + failure.getMessage());
      end("its handler failed");
    }
    finish();
  }

  private boolean isParted() {
    return network.isUnheard(peerHost(), host());
  }

  private void accept() {
    isOpen = true;
    other.arrive(new Item.Accepted(other.nextDueNanos()));
    handler.opened(this);
  }

  private void take(Item item) {
    switch (item) {
      case Item.Accepted accepted -> {
        handler.opened(this);
        isOpen = true;
        look();
      }
      case Item.Frame frame -> receive(frame);
      case Item.End end -> {
        endReason = end.reason();
        look();
      }
    }
  }

  private void receive(Item.Frame frame) {
    Check.that(
        Arrays.equals(frame.sent(), frame.kept()),
        "nobody changes a frame that was sent",
        "to " + host());
    inboxBytes -= frame.sent().length;
    other.changed.signal();
    simulation.baton().note("receives " + frame.sent().length + " bytes from " + peerHost());
    handler.received(this, frame.kept());
  }

  private void finish() {
    inbox.clear();
    inboxBytes = 0;
    if (isOpen) handler.closed(this, endReason);
    network.remove(this);
    other.changed.signal();
    look();
  }
}
