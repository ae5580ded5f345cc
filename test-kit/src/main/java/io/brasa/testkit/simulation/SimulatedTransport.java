package io.brasa.testkit.simulation;

import static java.util.Objects.requireNonNull;

import io.brasa.core.error.CoreError;
import io.brasa.core.remote.Transport;
import io.brasa.runtime.environment.Await;
import io.brasa.runtime.error.Check;
import io.brasa.runtime.error.EngineException;
import java.util.function.BooleanSupplier;

/**
 * One process's side of a {@link SimulatedNetwork}. It asks for no secret: what the wire proves is
 * tested on the wire.
 */
final class SimulatedTransport implements Transport {
  private static final long CONNECT_MILLIS = 5_000;
  private static final long CLOSE_MILLIS = 10_000;

  private final Simulation simulation;
  private final SimulatedNetwork network;
  private final SimulatedProcess process;
  private final int port;
  private final Await changed;
  private boolean isClosed;

  /**
   * @param port zero for any
   */
  SimulatedTransport(
      Simulation simulation, SimulatedNetwork network, SimulatedProcess process, int port) {
    this.port = port;
    this.simulation = simulation;
    this.network = network;
    this.process = process;
    this.changed = process.environment().newAwait();
    process.atDeath(() -> network.died(this));
  }

  SimulatedProcess process() {
    return process;
  }

  @Override
  public Address serve(Handler handler) {
    requireNonNull(handler);
    simulation.step("serves");
    requireOpen();
    return network.listen(new SimulatedNetwork.Listener(this, handler), port);
  }

  @Override
  public Channel connect(Address peer, Purpose purpose, Handler handler) {
    requireNonNull(handler);
    requireOutsideOfHandlers(peer);
    simulation.step("connects to " + peer);
    requireOpen();
    simulation.sleepNanos(network.latencyNanos());
    await(() -> isClosed || !network.isParted(process.name(), peer.host()), CONNECT_MILLIS);
    requireOpen();
    SimulatedNetwork.Listener listener = network.listener(peer);
    if (listener == null || network.isParted(process.name(), peer.host()))
      throw lost(peer, "nobody answers");
    SimulatedChannel end = open(listener, purpose, handler);
    await(() -> end.isOpen() || end.isEnded(), CONNECT_MILLIS);
    if (end.isOpen()) return end;
    end.end("no answer in time");
    throw lost(peer, "the channel ended before it was open");
  }

  private SimulatedChannel open(
      SimulatedNetwork.Listener listener, Purpose purpose, Handler handler) {
    SimulatedChannel mine = new SimulatedChannel(simulation, network, this, purpose, handler);
    SimulatedChannel theirs =
        new SimulatedChannel(
            simulation, network, listener.transport(), purpose, listener.handler());
    mine.join(theirs);
    theirs.join(mine);
    mine.start(false);
    theirs.start(true);
    return mine;
  }

  /** An end of this transport opened or ended. */
  void look() {
    changed.signal();
  }

  @Override
  public void close() {
    requireOutsideOfHandlers("its transport");
    simulation.step("closes its transport");
    isClosed = true;
    network.ignore(this);
    for (SimulatedChannel end : network.endsOf(this)) end.end("the transport is closed");
    changed.signal();
    await(() -> network.endsOf(this).isEmpty(), CLOSE_MILLIS);
  }

  private void await(BooleanSupplier condition, long millis) {
    if (!simulation.baton().isRunning()) return;
    try {
      changed.until(condition, millis);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw interrupted(interrupted);
    }
  }

  private void requireOutsideOfHandlers(Object subject) {
    boolean isHandler = simulation.baton().isRunning() && simulation.baton().current().isService;
    Check.that(!isHandler, "no handler opens or closes a connection itself", subject);
  }

  private void requireOpen() {
    if (!isClosed) return;
    throw new EngineException(
        CoreError.CONTEXT_CLOSED,
        "The transport of " + process.name() + " is closed",
        "Open another");
  }

  static EngineException interrupted(InterruptedException cause) {
    return new EngineException(
        CoreError.WAIT_INTERRUPTED,
        "A thread was interrupted while it waited for a peer",
        "Run the job again",
        cause);
  }

  private static EngineException lost(Address peer, String reason) {
    return new EngineException(
        CoreError.PEER_LOST,
        "No connection to " + peer + " came about: " + reason,
        "See whether that process runs");
  }
}
