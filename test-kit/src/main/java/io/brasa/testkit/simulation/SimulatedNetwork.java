package io.brasa.testkit.simulation;

import io.brasa.core.remote.Transport;
import io.brasa.core.remote.Transport.Address;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Wires between simulated processes. Frames take a seeded time, a fraction of a millisecond mostly
 * and some milliseconds at times, and keep their order within a channel.
 *
 * <p>What can happen: a killed process's peers hear of the end of their channels a little later,
 * having lost what was under way; {@link #cut} does the same to two that live; {@link #partition}
 * holds everything back between two processes without telling either, so that only silence shows
 * it, {@link #mute} what one of them says, and {@link #heal} lets it through. A paused process's
 * channels accept frames until their buffers are full.
 */
public final class SimulatedNetwork {
  /** Bytes on their way to one end of a channel, beyond which its sender waits. */
  static final int WINDOW_BYTES = 1 << 20;

  private static final int USUAL_LATENCY_NANOS = 500_000;
  private static final int SLOW_LATENCY_NANOS = 30_000_000;
  private static final int RESET_NANOS = 100_000_000;

  /** A place where a process accepts channels. */
  record Listener(SimulatedTransport transport, Transport.Handler handler) {}

  private record Link(String first, String second) {
    static Link of(String one, String other) {
      return one.compareTo(other) < 0 ? new Link(one, other) : new Link(other, one);
    }
  }

  private record Mute(String speaker, String listener) {}

  private final Simulation simulation;
  private final Map<Address, Listener> listeners = new HashMap<>();
  private final List<SimulatedChannel> ends = new ArrayList<>();
  private final Set<Link> partitions = new HashSet<>();
  private final Set<Mute> mutes = new HashSet<>();
  private int nextPort = 7_000;

  public SimulatedNetwork(Simulation simulation) {
    this.simulation = simulation;
  }

  /** The network as one process sees it, which listens at any port. */
  public Transport transport(SimulatedProcess process) {
    return transport(process, 0);
  }

  /** As {@link #transport(SimulatedProcess)}, listening at a port that its successor may use. */
  public Transport transport(SimulatedProcess process, int port) {
    return new SimulatedTransport(simulation, this, process, port);
  }

  /**
   * Holds back all frames between two processes, known by name so that it outlasts their restart.
   */
  public void partition(String one, String other) {
    if (partitions.add(Link.of(one, other)))
      simulation.baton().note("parts " + one + " from " + other);
  }

  /** Holds back the frames of one process to another, while it goes on hearing that one. */
  public void mute(String speaker, String listener) {
    if (mutes.add(new Mute(speaker, listener)))
      simulation.baton().note("lets " + listener + " not hear " + speaker);
  }

  /** Lets frames between two processes through again, both ways. */
  public void heal(String one, String other) {
    boolean wasApart = partitions.remove(Link.of(one, other));
    wasApart |= mutes.remove(new Mute(one, other));
    wasApart |= mutes.remove(new Mute(other, one));
    if (!wasApart) return;
    simulation.baton().note("joins " + one + " and " + other);
    for (SimulatedChannel end : List.copyOf(ends)) end.look();
  }

  /** Ends all channels between two living processes; what is under way may be lost. */
  public void cut(String one, String other) {
    simulation.baton().note("cuts " + one + " off " + other);
    for (SimulatedChannel end : List.copyOf(ends)) {
      if (Link.of(one, other).equals(Link.of(end.host(), end.peerHost()))) reset(end);
    }
  }

  /** Whether two processes cannot talk with one another. */
  boolean isParted(String one, String other) {
    return isUnheard(one, other) || isUnheard(other, one);
  }

  /** Whether frames of one process do not reach another. */
  boolean isUnheard(String speaker, String listener) {
    if (!partitions.isEmpty() && partitions.contains(Link.of(speaker, listener))) return true;
    return !mutes.isEmpty() && mutes.contains(new Mute(speaker, listener));
  }

  /**
   * @param port zero for any
   */
  Address listen(Listener listener, int port) {
    String host = listener.transport().process().name();
    Address address = new Address(host, port == 0 ? nextPort++ : port);
    listeners.put(address, listener);
    return address;
  }

  Listener listener(Address address) {
    return listeners.get(address);
  }

  void ignore(SimulatedTransport transport) {
    listeners.values().removeIf(listener -> listener.transport() == transport);
  }

  void add(SimulatedChannel end) {
    ends.add(end);
  }

  void remove(SimulatedChannel end) {
    ends.remove(end);
  }

  List<SimulatedChannel> endsOf(SimulatedTransport transport) {
    return ends.stream().filter(end -> end.transport() == transport).toList();
  }

  /** After the death of a process: its addresses go, its peers hear of it. */
  void died(SimulatedTransport transport) {
    ignore(transport);
    for (SimulatedChannel end : endsOf(transport)) {
      ends.remove(end);
      end.die();
      reset(end.other());
    }
  }

  private void reset(SimulatedChannel end) {
    end.reset(simulation.chance().nextLong(RESET_NANOS));
  }

  long latencyNanos() {
    int bound = simulation.chance().nextInt(32) == 0 ? SLOW_LATENCY_NANOS : USUAL_LATENCY_NANOS;
    return 20_000L + simulation.chance().nextInt(bound);
  }
}
