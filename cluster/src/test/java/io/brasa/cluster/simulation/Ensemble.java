package io.brasa.cluster.simulation;

import io.brasa.cluster.error.ClusterError;
import io.brasa.cluster.master.LeaderElection;
import io.brasa.cluster.master.RecoveryStore;
import io.brasa.runtime.environment.ThreadKind;
import io.brasa.runtime.error.EngineException;
import io.brasa.testkit.simulation.SimulatedProcess;
import io.brasa.testkit.simulation.Simulation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What elects a leader among masters and keeps what it leaves: of those it has heard of within a
 * while, one, until it has not heard of that one for a while. A leader that stands still or is cut
 * off learns late that it leads no longer; what it wants kept then is refused.
 */
final class Ensemble {
  private static final long LOOK_MILLIS = 200;
  private static final long SESSION_MILLIS = 3_000;

  /** So late may a leader learn that it leads no longer, once it is heard again. */
  private static final int LATE_MILLIS = 2_000;

  /** So long may a disk take. */
  private static final int SLOW_MILLIS = 1_500;

  /** A master that stands for election. */
  private static final class Seat {
    final SimulatedProcess process;
    final LeaderElection.Candidate candidate;
    long heardMillis;
    boolean isDeposed;

    Seat(SimulatedProcess process, LeaderElection.Candidate candidate) {
      this.process = process;
      this.candidate = candidate;
    }
  }

  private final Simulation simulation;
  private final SimulatedProcess process;
  private final Map<String, byte[]> values = new TreeMap<>();
  private final List<Seat> seats = new ArrayList<>();
  private final Set<String> cutOff = new HashSet<>();
  private final Set<String> slow = new HashSet<>();
  private Seat leader;
  private long epoch;

  Ensemble(Simulation simulation) {
    this.simulation = simulation;
    this.process = simulation.process("ensemble");
  }

  void start() {
    process.environment().start("election", ThreadKind.WAITING, this::watch);
  }

  /** The process of who leads by now, or of nobody. */
  Optional<SimulatedProcess> leader() {
    return Optional.ofNullable(leader).map(seat -> seat.process);
  }

  /** Of the last leader. */
  long epoch() {
    return epoch;
  }

  /** What a master wants kept or listed takes its time from now on, or does no longer. */
  void slow(String master, boolean isSlow) {
    if (isSlow) slow.add(master);
    else slow.remove(master);
  }

  /** Neither hears a master nor is heard by it, until that is joined. */
  void cutOff(String master) {
    cutOff.add(master);
  }

  void join(String master) {
    cutOff.remove(master);
  }

  private boolean hears(SimulatedProcess master) {
    return master.isAlive() && !master.isPaused() && !cutOff.contains(master.name());
  }

  private long now() {
    return simulation.nowNanos() / 1_000_000;
  }

  private void watch() {
    try {
      while (true) {
        simulation.sleepMillis(LOOK_MILLIS);
        seats.removeIf(seat -> !seat.process.isAlive());
        for (Seat seat : seats) if (hears(seat.process)) hear(seat);
        if (leader == null
            || !leader.process.isAlive()
            || now() - leader.heardMillis > SESSION_MILLIS) elect();
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void hear(Seat seat) {
    seat.heardMillis = now();
    if (!seat.isDeposed) return;
    seat.isDeposed = false;
    seat.process
        .environment()
        .after(
            simulation.chance().nextInt(LATE_MILLIS),
            () -> {
              if (leader != seat) seat.candidate.resign("another leads");
            });
  }

  private void elect() {
    List<Seat> able = seats.stream().filter(seat -> hears(seat.process)).toList();
    if (able.isEmpty()) return;
    if (leader != null) leader.isDeposed = true;
    leader = able.get(simulation.chance().nextInt(able.size()));
    leader.isDeposed = false;
    epoch++;
    Seat elected = leader;
    long newEpoch = epoch;
    elected.process.environment().start("leads", ThreadKind.WAITING, () -> lead(elected, newEpoch));
  }

  private static void lead(Seat elected, long newEpoch) {
    try {
      elected.candidate.lead(newEpoch);
    } catch (EngineException overAlready) {
      // it has heard so itself
    }
  }

  LeaderElection election(SimulatedProcess master) {
    return new LeaderElection() {
      @Override
      public void stand(Candidate candidate) {
        Seat seat = new Seat(master, candidate);
        seat.heardMillis = now();
        seats.add(seat);
      }

      @Override
      public void close() {}
    };
  }

  RecoveryStore store(SimulatedProcess master) {
    return new RecoveryStore() {
      @Override
      public void put(String key, byte[] value) {
        requireLeader(master);
        values.put(key, value.clone());
      }

      @Override
      public void remove(String key) {
        requireLeader(master);
        values.remove(key);
      }

      @Override
      public Map<String, byte[]> list() {
        requireLeader(master);
        return new TreeMap<>(values);
      }

      @Override
      public void close() {}
    };
  }

  private void requireLeader(SimulatedProcess master) {
    simulation.step("asks the ensemble");
    long end = now() + 2 * SESSION_MILLIS;
    try {
      if (slow.contains(master.name()))
        simulation.sleepMillis(simulation.chance().nextInt(SLOW_MILLIS));
      while (!hears(master) && now() < end) simulation.sleepMillis(LOOK_MILLIS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    if (hears(master) && leader != null && leader.process == master) return;
    throw new EngineException(
        ClusterError.LEADERSHIP_LOST, "Another master leads", "Nothing is to be done");
  }
}
