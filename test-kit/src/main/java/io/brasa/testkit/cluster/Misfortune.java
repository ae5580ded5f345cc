package io.brasa.testkit.cluster;

import io.brasa.core.error.CoreError;
import io.brasa.runtime.environment.ThreadKind;
import io.brasa.runtime.error.ErrorCode;
import io.brasa.runtime.error.RuntimeError;
import io.brasa.testkit.cluster.SimulatedCluster.SimulatedExecutor;
import io.brasa.testkit.simulation.SimulatedProcess;
import io.brasa.testkit.simulation.Simulation;
import io.brasa.testkit.simulation.StorageFaults;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * What happens to a cluster while jobs run: some blows of one kind, at steps and to victims that
 * follow from the seed.
 */
public final class Misfortune {
  /** Each is survivable, alone and a few times in a row, unless it says otherwise. */
  public enum Kind {
    /** Nothing. */
    CALM,
    /** Executors are killed. */
    KILLS,
    /** Executors stand still, at times so long that they are taken for dead. */
    PAUSES,
    /**
     * Executors and the driver, or two executors, do not hear of each other for a while. Of a
     * lasting partition between two executors the driver cannot know; a job may fail for it, by
     * name.
     */
    PARTITIONS,
    /** Channels end. */
    CUTS,
    /** Files of executors are read with a wrong bit at times; a job may fail for it, by name. */
    FLIPS,
    /** Files of executors disappear at times; a job may fail for it, by name. */
    LOSSES,
    /** Disks are slow. */
    SLOWNESS,
    /** Disks of executors have no room at times; a job may fail for it, by name. */
    FULLNESS,
    /** Kills, pauses, partitions and cuts together. */
    ALL;

    /** Whether a job may end with an error of this code. */
    public boolean allows(ErrorCode code) {
      return switch (this) {
        case FULLNESS -> code == RuntimeError.STORAGE_FULL;
        case FLIPS, LOSSES, PARTITIONS, ALL -> code == CoreError.RECOVERY_EXHAUSTED;
        default -> false;
      };
    }
  }

  private static final String DRIVER = "test";
  private static final int MAX_BLOWS = 3;
  private static final int WORKER_ONE_OF = 5;
  private static final long LASTING_MILLIS = 7_200_000;

  private final SimulatedCluster cluster;
  private final Simulation simulation;
  private final Kind kind;
  private final RandomGenerator chance;
  private int blowCount;

  public Misfortune(SimulatedCluster cluster, Kind kind) {
    this.cluster = cluster;
    this.simulation = cluster.simulation();
    this.kind = kind;
    this.chance = simulation.chance();
  }

  /**
   * Begins; called inside of the run.
   *
   * @param withinSteps how many steps the jobs take, more or less
   */
  public void begin(int withinSteps) {
    SimulatedProcess fate = simulation.process("fate");
    fate.environment().start("blows", ThreadKind.WAITING, () -> deal(withinSteps));
  }

  /** How many blows have struck so far. */
  public int blowCount() {
    return blowCount;
  }

  private void deal(int withinSteps) {
    int wanted = kind == Kind.CALM ? 0 : 1 + chance.nextInt(MAX_BLOWS);
    long step = simulation.stepCount();
    try {
      for (int i = 0; i < wanted; i++) {
        step += 1 + chance.nextInt(withinSteps);
        simulation.awaitStep(step);
        strike(kind == Kind.ALL ? anyKind() : kind);
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private Kind anyKind() {
    Kind[] kinds = {Kind.KILLS, Kind.PAUSES, Kind.PARTITIONS, Kind.CUTS};
    return kinds[chance.nextInt(kinds.length)];
  }

  private void strike(Kind blow) throws InterruptedException {
    List<SimulatedExecutor> living = cluster.executors();
    if (living.isEmpty()) return;
    SimulatedExecutor victim = living.get(chance.nextInt(living.size()));
    SimulatedProcess process = victim.process();
    blowCount++;
    switch (blow) {
      case CALM -> {}
      case KILLS -> {
        // Of all that may be killed, one serves the outputs of those that have been.
        if (cluster.worker().isPresent() && chance.nextInt(WORKER_ONE_OF) == 0)
          cluster.worker().get().process().kill();
        else process.kill();
      }
      case PAUSES -> {
        process.pause();
        simulation.sleepMillis(duration());
        process.resume();
      }
      case PARTITIONS -> {
        String other =
            chance.nextBoolean()
                ? DRIVER
                : living.get(chance.nextInt(living.size())).process().name();
        cluster.network().partition(process.name(), other);
        simulation.sleepMillis(duration());
        cluster.network().heal(process.name(), other);
      }
      case CUTS ->
          cluster
              .network()
              .cut(
                  process.name(),
                  chance.nextBoolean() ? DRIVER : living.getFirst().process().name());
      case FLIPS -> inject(victim, StorageFaults.NONE.withFlip(0.2));
      case LOSSES -> inject(victim, StorageFaults.NONE.withLoss(0.2));
      case SLOWNESS -> inject(victim, StorageFaults.NONE.withSlow(0.2));
      case FULLNESS -> inject(victim, StorageFaults.NONE.withFull(0.2));
      case ALL -> throw new IllegalStateException("one kind strikes at a time");
    }
  }

  /**
   * Soon over, about as long as the silence after which a process counts as dead, or longer than
   * any job.
   */
  private long duration() {
    return switch (chance.nextInt(3)) {
      case 0 -> chance.nextInt(2_000);
      case 1 -> 8_000 + chance.nextInt(12_000);
      default -> LASTING_MILLIS;
    };
  }

  private void inject(SimulatedExecutor victim, StorageFaults faults) {
    victim.disk().inject(faults);
  }
}
