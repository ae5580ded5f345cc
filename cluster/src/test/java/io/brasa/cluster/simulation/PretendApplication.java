package io.brasa.cluster.simulation;

import io.brasa.cluster.protocol.ClusterMessage;
import io.brasa.cluster.protocol.ClusterMessage.HiddenText;
import io.brasa.cluster.protocol.ClusterMessage.Wishes;
import io.brasa.cluster.protocol.MasterLink;
import io.brasa.cluster.protocol.MasterUrl;
import io.brasa.core.remote.Peer;
import io.brasa.testkit.simulation.SimulatedNetwork;
import io.brasa.testkit.simulation.SimulatedProcess;
import java.util.Map;

/** A driver that only wants executors. */
final class PretendApplication implements MasterLink.Listener {
  final SimulatedProcess process;
  final Wishes wishes;
  private final Truth truth;
  private final MasterLink link;
  private long epoch;

  PretendApplication(
      SimulatedProcess process,
      SimulatedNetwork network,
      MasterUrl url,
      Wishes wishes,
      Truth truth) {
    this.process = process;
    this.wishes = wishes;
    this.truth = truth;
    this.link =
        new MasterLink(process.environment(), network.transport(process), url, "link", this);
  }

  void start() {
    link.start();
  }

  String id() {
    return process.name();
  }

  MasterLink link() {
    return link;
  }

  void end() {
    link.send(new ClusterMessage.EndApplication(id()));
    link.close();
  }

  @Override
  public ClusterMessage registration(Peer master) {
    return new ClusterMessage.RegisterApplication(
        id(),
        id(),
        wishes,
        process.name(),
        1,
        new HiddenText(""),
        Map.of(),
        Map.of(),
        wishes.coresMost(),
        new ClusterMessage.Life(1, id()));
  }

  @Override
  public void registered(Peer master, long newEpoch) {
    obey(newEpoch);
  }

  private void obey(long heard) {
    if (heard < epoch) truth.fail(id() + " hears of epoch " + heard + " after " + epoch);
    epoch = Math.max(epoch, heard);
  }

  @Override
  public void received(Peer master, ClusterMessage message) {
    if (message instanceof ClusterMessage.Order order) obey(order.epoch());
    if (message instanceof ClusterMessage.Exhausted exhausted)
      truth.fail(id() + " is told that there is no worker for it: " + exhausted.reason());
  }

  @Override
  public void alone(int rounds, String reason) {}
}
