package io.brasa.testkit.cluster;

import io.brasa.core.BrasaContext;
import io.brasa.core.PairRDD;
import io.brasa.core.TaskContext;
import io.brasa.core.error.CoreError;
import io.brasa.core.event.Event;
import io.brasa.core.function.Pair;
import io.brasa.core.shared.Broadcast;
import io.brasa.core.shared.LongAccumulator;
import io.brasa.runtime.environment.ThreadKind;
import io.brasa.runtime.error.EngineException;
import io.brasa.testkit.simulation.SimulatedProcess;
import io.brasa.testkit.simulation.Simulation;
import io.brasa.testkit.simulation.SimulationFailure;
import io.brasa.testkit.simulation.SimulationLimits;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongFunction;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * One seed: an application whose drivers are killed or stand still at moments drawn from it, each
 * followed by another, and what came of them. Answers what was wrong, or nothing.
 */
final class LivesRun implements LongFunction<String> {
  private static final SimulationLimits LIMITS = new SimulationLimits(400_000, 3_600_000, 20_000);
  private static final int LIVES_MOST = 3;
  private static final int STEPS_MOST = 2_800;
  private static final long PATIENCE_MILLIS = 600_000;
  private static final int COUNT = 60;
  private static final String OUTPUT = SimulatedCluster.SHARED + "/out";
  private static final String TABLE = SimulatedCluster.SHARED + "/table";
  private static final String TABLE_STAGING = SimulatedCluster.SHARED + "/.table.";
  private static final int APPENDS = 3;

  /** How one driver ended, if it did: its answer, or the code of its failure. */
  private static final class Life {
    final SimulatedProcess process;
    final int own;
    String answer;
    EngineException failure;

    Life(SimulatedProcess process, int own) {
      this.process = process;
      this.own = own;
    }

    boolean hasEnded() {
      return answer != null || failure != null;
    }
  }

  /** How often something of an earlier life was of use; for those who doubt. */
  static final class Use {
    int recognised;
    int superseded;
  }

  @Override
  public String apply(long seed) {
    return run(seed, new Use());
  }

  static String run(long seed, Use use) {
    Simulation simulation = new Simulation(seed, LIMITS);
    LivesCluster cluster = new LivesCluster(simulation);
    try {
      return simulation.call(() -> new LivesRun().run(seed, simulation, cluster, use));
    } catch (SimulationFailure failure) {
      return failure.toString();
    }
  }

  private String run(long seed, Simulation simulation, LivesCluster cluster, Use use)
      throws InterruptedException {
    RandomGenerator chance = simulation.chance();
    // Every third application does only what may be mixed of several lives.
    boolean isMixing = seed % 3 == 1;
    List<Life> lives = new ArrayList<>();
    boolean isDamaged = false;
    int count = 1 + chance.nextInt(LIVES_MOST);
    for (int i = 0; i <= count; i++) {
      Life life = new Life(simulation.process("driver-" + i), chance.nextInt(3));
      lives.add(life);
      life.process
          .environment()
          .start("main", ThreadKind.WAITING, () -> live(life, isMixing, cluster, use));
      if (i == count) break;
      long step = simulation.stepCount() + 1 + chance.nextInt(STEPS_MOST);
      while (simulation.stepCount() < step && !life.hasEnded()) simulation.sleepMillis(1);
      if (life.hasEnded()) break;
      if (chance.nextBoolean()) life.process.kill();
      else life.process.pause();
      simulation.sleepMillis(chance.nextInt(20_000));
      if (isMixing || chance.nextInt(3) == 0) cluster.loseOutputs(chance);
      if (chance.nextInt(6) == 0) isDamaged |= cluster.damageJournal(chance);
    }
    // Whoever stood still wakes, sooner or later.
    simulation.sleepMillis(chance.nextBoolean() ? 0 : chance.nextInt(30_000));
    for (Life life : lives) if (life.process.isPaused()) life.process.resume();
    for (long waited = 0; waited < PATIENCE_MILLIS; waited += 1_000) {
      if (lives.stream().allMatch(life -> life.hasEnded() || !life.process.isAlive())) break;
      simulation.sleepMillis(1_000);
    }
    return judge(lives, isMixing, cluster, isDamaged, use);
  }

  private static String judge(
      List<Life> lives, boolean isMixing, LivesCluster cluster, boolean isDamaged, Use use) {
    for (Life life : lives) {
      if (life.failure != null && life.failure.code() == CoreError.DRIVER_SUPERSEDED)
        use.superseded++;
      String expected = isMixing ? "0" : expected();
      if (life.answer != null && !life.answer.equals(expected))
        return life.process.name() + ": expected " + expected + " but was " + life.answer;
      if (life == lives.getLast()) continue;
      if (life.failure != null
          && life.failure.code() != CoreError.DRIVER_SUPERSEDED
          && !isRefused(life, isDamaged)) return life.process.name() + " failed: " + life.failure;
    }
    Life last = lives.getLast();
    if (last.answer == null && !isRefused(last, isDamaged))
      return "the last driver has no answer: " + last.failure;
    if (isMixing) return "";
    String saved = saved(cluster, OUTPUT, isDamaged);
    if (!saved.equals(expectedLines())) return "saved was " + saved;
    // A damaged journal may not tell what has been added.
    String added = saved(cluster, TABLE, isDamaged);
    return isDamaged || added.equals(expectedAppends()) ? "" : "added was " + added;
  }

  /** A damaged journal may not tell what has been saved. */
  private static boolean isRefused(Life life, boolean isDamaged) {
    return isDamaged && life.failure != null && life.failure.code() == CoreError.OUTPUT_EXISTS;
  }

  private static void live(Life life, boolean isMixing, LivesCluster cluster, Use use) {
    try (BrasaContext context = cluster.open(life.process)) {
      context.addListener(
          event -> {
            if (event instanceof Event.StageRecognised) use.recognised++;
          });
      life.answer = isMixing ? "" + mixed(context) : program(context, life.own);
    } catch (EngineException failure) {
      if (life.answer == null) life.failure = failure;
    }
  }

  private static String program(BrasaContext context, int own) {
    LongAccumulator seen = context.longAccumulator("seen");
    List<Integer> numbers = IntStream.range(0, COUNT).boxed().toList();
    int ownSum = ownSum(context, own) - COUNT * own;
    Map<Integer, Integer> sums =
        new TreeMap<>(
            context
                .parallelize(numbers, 4)
                .mapToPair(
                    x -> {
                      seen.add(1);
                      return new Pair<>(x % 12, x);
                    })
                .reduceByKey(Integer::sum, 3)
                .mapToPair(pair -> new Pair<>(pair.key() % 4, pair.value()))
                .reduceByKey(Integer::sum, 2)
                .collectAsMap());
    context
        .parallelize(numbers, 3)
        .mapToPair(x -> new Pair<>(x % 5, x))
        .reduceByKey(Integer::sum, 2)
        .map(pair -> pair.key() + "=" + pair.value())
        .saveAsTextFile(OUTPUT);
    for (int i = 0; i < APPENDS; i++) AddedFiles.add(context, "line " + i / 2, TABLE);
    return sums
        + " "
        + seen.value()
        + " "
        + context.textFile(OUTPUT, 1).count()
        + " "
        + mixed(context)
        + " "
        + ownSum;
  }

  /** Each run of its first stage gives other records: how many readers have seen another run. */
  private static long mixed(BrasaContext context) {
    PairRDD<Integer, Long> drawn =
        context
            .parallelize(IntStream.range(0, 24).boxed().toList(), 4)
            .mapToPair(x -> new Pair<>(x, TaskContext.get().taskAttemptId()))
            .reduceByKey((one, other) -> one, 3);
    PairRDD<Integer, Long> left = drawn.mapToPair(pair -> pair).reduceByKey((one, other) -> one, 2);
    // A longer way: it may be cut off when the other one has come to its end.
    PairRDD<Integer, Long> right = drawn;
    for (int i = 0; i < 3; i++)
      right = right.mapToPair(pair -> pair).reduceByKey((one, other) -> one, 4);
    return left.join(right, 2)
        .filter(pair -> !pair.value().key().equals(pair.value().value()))
        .count();
  }

  /** Depends on a variable that each life has another value for. */
  private static int ownSum(BrasaContext context, int own) {
    Broadcast<Integer> added = context.broadcast(own);
    return context
        .parallelize(IntStream.range(0, COUNT).boxed().toList(), 2)
        .map(x -> x + added.value())
        .reduce(Integer::sum);
  }

  private static String expected() {
    Map<Integer, Integer> sums = new TreeMap<>();
    for (int x = 0; x < COUNT; x++) sums.merge(x % 4, x, Integer::sum);
    return sums + " " + COUNT + " 5 0 " + COUNT * (COUNT - 1) / 2;
  }

  private static String expectedLines() {
    Map<Integer, Integer> sums = new TreeMap<>();
    for (int x = 0; x < COUNT; x++) sums.merge(x % 5, x, Integer::sum);
    List<String> lines = new ArrayList<>();
    sums.forEach((key, sum) -> lines.add(key + "=" + sum));
    return lines.toString();
  }

  /** Two equal ones and another, each of two lines. */
  private static String expectedAppends() {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 2 * APPENDS; i++) lines.add("line " + i / 4);
    return lines.toString();
  }

  private static String saved(LivesCluster cluster, String folder, boolean isDamaged) {
    List<String> lines = new ArrayList<>();
    for (String file : cluster.shared.files(SimulatedCluster.SHARED)) {
      // A journal stays whose driver was refused.
      if (file.startsWith(LivesCluster.JOURNAL)) continue;
      boolean isLeft =
          isDamaged && (file.startsWith(TABLE + "-add-") || file.startsWith(TABLE_STAGING));
      if (!file.startsWith(OUTPUT + "/") && !file.startsWith(TABLE + "/") && !isLeft)
        return "besides " + file;
      if (!file.startsWith(folder + "/")) continue;
      try (InputStream in = cluster.shared.open(file, 0, Long.MAX_VALUE)) {
        new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().forEach(lines::add);
      } catch (IOException failure) {
        return failure.toString();
      }
    }
    return lines.stream().sorted().toList().toString();
  }
}
