package io.brasa.cli.chaos;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * All of a run, as it follows from its seed.
 *
 * @param isOwnCluster a master and two workers; else a {@code local-cluster}
 * @param moment when, as a part of the tasks begun
 * @param millis how long, of a fault that ends
 */
record Plan(
    long seed,
    Workload workload,
    boolean isOwnCluster,
    Fault fault,
    Victim victim,
    double moment,
    long millis) {
  /** As long as others wait for a silent one, or twice. */
  private static final long[] MILLIS = {500, 3_000, 9_000, 16_000};

  /** What a driver that goes on may have been through for a while. */
  private static final List<Fault> SILENT = List.of(Fault.PAUSE, Fault.CUT, Fault.ONE_WAY_CUT);

  private record Pair(boolean isOwnCluster, Fault fault, Victim victim) {}

  private static final List<Pair> PAIRS = pairs();

  private static List<Pair> pairs() {
    List<Pair> pairs = new ArrayList<>();
    for (Fault fault :
        List.of(Fault.KILL, Fault.PAUSE, Fault.DISK_FULL, Fault.MEMORY_LIMIT, Fault.CORRUPTION)) {
      pairs.add(new Pair(false, fault, Victim.EXECUTOR));
      pairs.add(new Pair(true, fault, Victim.EXECUTOR));
    }
    for (Victim victim : List.of(Victim.WORKER, Victim.MASTER, Victim.DRIVER)) {
      pairs.add(new Pair(true, Fault.KILL, victim));
      pairs.add(new Pair(true, Fault.PAUSE, victim));
    }
    for (Victim victim : List.of(Victim.WORKER, Victim.MASTER)) {
      pairs.add(new Pair(true, Fault.CUT, victim));
      pairs.add(new Pair(true, Fault.ONE_WAY_CUT, victim));
    }
    return List.copyOf(pairs);
  }

  static Plan of(long seed) {
    Random random = new Random(seed * 0x9E3779B97F4A7C15L);
    Workload[] workloads = Workload.values();
    Workload workload = workloads[random.nextInt(workloads.length)];
    Pair pair = PAIRS.get(random.nextInt(PAIRS.size()));
    // A map output can be damaged once there is one.
    double earliest = pair.fault() == Fault.CORRUPTION ? 0.3 : 0;
    double moment = earliest + (1 - earliest) * random.nextDouble();
    long millis = MILLIS[random.nextInt(MILLIS.length)];
    Fault fault = pair.fault();
    if (pair.victim() == Victim.DRIVER && fault == Fault.PAUSE)
      fault = SILENT.get(random.nextInt(SILENT.size()));
    Victim victim = pair.victim();
    if (victim == Victim.DRIVER && fault == Fault.KILL && random.nextBoolean())
      victim = Victim.JOURNALED_DRIVER;
    return new Plan(seed, workload, pair.isOwnCluster(), fault, victim, moment, millis);
  }

  /** Whether one of the words names the workload, the cluster, the fault or the victim. */
  boolean matches(List<String> words) {
    return words.isEmpty()
        || words.contains(workload.toString())
        || words.contains(cluster())
        || words.contains(fault.toString())
        || words.contains(victim.toString());
  }

  String cluster() {
    return isOwnCluster ? "own" : "local";
  }

  /** A driver that is to be started again is a worker's; one that is cut off has its own host. */
  DriverPlace driver() {
    if (victim == Victim.JOURNALED_DRIVER) return DriverPlace.WITH_JOURNAL;
    boolean isInCluster = victim == Victim.DRIVER && (fault == Fault.KILL || fault == Fault.PAUSE);
    return isInCluster ? DriverPlace.IN_CLUSTER : DriverPlace.OUTSIDE;
  }

  boolean lasts() {
    return switch (fault) {
      case PAUSE, CUT, ONE_WAY_CUT, DISK_FULL -> true;
      case KILL, MEMORY_LIMIT, CORRUPTION -> false;
    };
  }
}
