package io.brasa.cluster.protocol;

import static java.util.Objects.requireNonNull;

import io.brasa.core.remote.OrderedWork;
import io.brasa.core.remote.Peer;
import io.brasa.runtime.environment.Environment;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * What a worker is told by masters, done one after the other on a thread of its own, since much of
 * it waits. Thread-safe.
 *
 * <p>Invariant: what a worker holds is what it has reported to the master that it follows, and what
 * that one has ordered since; else a master would give away what is taken. An order may wait here
 * while its master is followed by another, or be under way while the worker reports to that. So
 * orders that have waited until their channel was closed, or their epoch over, are not carried out;
 * and what others have begun since the report, or were at when it was made, and what is not in it,
 * is undone when the report has been accepted. A master gives orders only after the report to it;
 * they wait for that undoing, so that a worker never holds more than it has.
 */
public final class MasterOrders implements AutoCloseable {
  /** Does it. Called on one thread. */
  public interface Servant {
    /** May wait. */
    void carryOut(ClusterMessage order);

    /**
     * Ends again what an order has begun, since nobody knows of it; returns when it has ended. The
     * end of a driver is not told: who is followed may have ordered the same driver by now.
     */
    void undo(ClusterMessage order);
  }

  private record Given(Peer master, ClusterMessage order) {}

  /** A registration under way: what it says, and what has been ordered since. */
  private static final class Report {
    final List<Given> since = new ArrayList<>();

    /** What the master that it goes to has ordered already. */
    final List<Given> waiting = new ArrayList<>();

    ClusterMessage.RegisterWorker said;
  }

  private final MasterLink link;
  private final Servant servant;
  private final OrderedWork work;
  private final Map<Peer, Report> reports = new HashMap<>();
  private Given current;

  /**
   * @param onFailure hears of orders that fail
   */
  public MasterOrders(
      Environment environment,
      MasterLink link,
      Servant servant,
      Consumer<RuntimeException> onFailure) {
    this.link = requireNonNull(link);
    this.servant = requireNonNull(servant);
    this.work = new OrderedWork(environment, onFailure);
  }

  public void start(Environment environment) {
    work.start(environment, "orders of the master");
  }

  /** Does something in its turn. */
  public void post(Runnable action) {
    work.post(action);
  }

  /** A master has given an order. */
  public void take(Peer master, ClusterMessage order) {
    work.post(() -> carryOut(new Given(master, order)));
  }

  private void carryOut(Given given) {
    if (!begin(given)) return;
    try {
      servant.carryOut(given.order);
    } finally {
      end();
    }
  }

  private synchronized boolean begin(Given given) {
    if (isOver(given)) return false;
    Report own = reports.get(given.master);
    if (own != null) {
      own.waiting.add(given);
      return false;
    }
    current = given;
    for (Report report : reports.values()) report.since.add(given);
    return true;
  }

  private boolean isOver(Given given) {
    return given.master.isClosed()
        || given.order instanceof ClusterMessage.Order order && link.isOver(order.epoch());
  }

  private synchronized void end() {
    current = null;
  }

  /**
   * Makes the report to a master that may come to be followed.
   *
   * @param state says what the worker holds at the moment in which it is asked
   */
  public ClusterMessage report(Peer master, Supplier<ClusterMessage.RegisterWorker> state) {
    Report report = new Report();
    synchronized (this) {
      reports.keySet().removeIf(Peer::isClosed);
      if (current != null) report.since.add(current);
      reports.put(master, report);
    }
    report.said = state.get();
    return report.said;
  }

  /** A master has accepted the report to it, and is followed from now on. */
  public void follow(Peer master) {
    work.post(() -> settle(master));
  }

  private void settle(Peer master) {
    Report report;
    synchronized (this) {
      report = reports.remove(master);
    }
    if (report == null) return;
    Set<String> known = new HashSet<>();
    known.add("");
    for (ClusterMessage.HeldDriver held : report.said.drivers()) known.add(held.driver());
    for (ClusterMessage.HeldPlace place : report.said.places()) known.add(place.place());
    for (Given given : report.waiting) known.add(begun(given.order));
    boolean hasUndone = false;
    for (Given given : report.since) {
      if (known.contains(begun(given.order))) continue;
      servant.undo(given.order);
      hasUndone = true;
    }
    if (hasUndone) closeOthers();
    report.waiting.forEach(this::carryOut);
  }

  /** Reports under way may tell of what is undone: others are to be made. */
  private void closeOthers() {
    List<Peer> others;
    synchronized (this) {
      others = List.copyOf(reports.keySet());
    }
    for (Peer other : others) other.close("what was reported to it is no longer so");
  }

  /** What an order begins, or nothing, which all know. */
  private static String begun(ClusterMessage order) {
    return switch (order) {
      case ClusterMessage.RunExecutors run -> run.place().place();
      case ClusterMessage.RunDriver run -> run.driver();
      default -> "";
    };
  }

  @Override
  public void close() {
    work.close();
  }
}
