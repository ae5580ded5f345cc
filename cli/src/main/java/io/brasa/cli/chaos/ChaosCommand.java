package io.brasa.cli.chaos;

import io.brasa.cli.error.CliError;
import io.brasa.runtime.error.EngineException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Runs workloads under faults until so many have hit a victim at work. Exit code 1 at any wrong
 * answer, failure or hang.
 */
public final class ChaosCommand {
  private static final int LINES = 3_000;
  private static final int WORDS = 300;

  /** So many runs may pass without a hit for each hit that is wanted, and then it is over. */
  private static final int RUNS_PER_HIT = 4;

  private final ChaosOptions options;
  private final Path folder;
  private final Machine machine;
  private final Path input;
  private final Map<String, ChaosRun.Calm> calm = new HashMap<>();
  private final Map<Boolean, Ground> grounds = new ConcurrentHashMap<>();
  private int groundCount;

  private ChaosCommand(ChaosOptions options, Path folder) throws Exception {
    this.options = options;
    this.folder = folder;
    this.machine = Machine.find(folder);
    this.input = Files.write(folder.resolve("input.txt"), lines());
  }

  /** Returns the exit code. */
  public static int run(List<String> words) throws Exception {
    ChaosOptions options = ChaosOptions.parse(words);
    Path folder =
        options.folder().isEmpty()
            ? Files.createTempDirectory("brasa-chaos")
            : Files.createDirectories(Path.of(options.folder()));
    ChaosCommand chaos = new ChaosCommand(options, folder.toRealPath());
    // Namespaces, mounts and processes are this machine's: they must not stay, also after Ctrl-C.
    Runtime.getRuntime().addShutdownHook(new Thread(chaos::close, "end of chaos"));
    int problems = chaos.run();
    if (problems == 0) chaos.delete(folder.toRealPath());
    else System.out.println("What the runs with problems have left is in " + folder);
    return problems == 0 ? 0 : 1;
  }

  private static List<String> lines() {
    Random random = new Random(7);
    return Stream.iterate(0, number -> number + 1)
        .limit(LINES)
        .map(
            number ->
                String.format(
                    "n%05d w%d w%d w%d w%d",
                    number,
                    random.nextInt(WORDS),
                    random.nextInt(WORDS),
                    random.nextInt(1 + random.nextInt(WORDS)),
                    random.nextInt(WORDS)))
        .toList();
  }

  private int run() throws Exception {
    Table table = new Table(System.out);
    List<String> missing = machine.missing();
    if (!missing.isEmpty())
      System.out.println("Skipped, since this machine does not permit them: " + missing);
    table.begin();
    try {
      int runs = 0;
      for (long seed = options.seed();
          table.hits() < options.count() && runs < options.count() * RUNS_PER_HIT;
          seed++) {
        Plan plan = Plan.of(seed);
        if (!plan.matches(options.only()) || !plan.fault().isPermitted(machine)) {
          if (seed - options.seed() > 1_000L * (runs + 1)) throw nothing();
          continue;
        }
        runs++;
        table.add(one(plan));
      }
    } finally {
      close();
    }
    table.end();
    return table.problems();
  }

  private synchronized void close() {
    for (Ground ground : grounds.values()) {
      try {
        ground.close();
      } catch (Exception failure) {
        System.err.println("brasa: " + ground + " could not be closed: " + failure.getMessage());
      }
    }
    grounds.clear();
  }

  private EngineException nothing() {
    return new EngineException(
        CliError.OPTION_INVALID,
        "No fault of this machine's fits --only " + String.join(",", options.only()),
        "Try: brasa help chaos");
  }

  private Outcome one(Plan plan) throws Exception {
    ChaosRun.Calm expected = calm(plan);
    Path place = Files.createDirectories(folder.resolve("seed-" + plan.seed()));
    ChaosRun run = new ChaosRun(ground(plan.isOwnCluster()), plan.workload(), plan.driver(), place);
    Outcome outcome = run.struck(input, plan, expected);
    if (outcome.isGood() && !ground(plan.isOwnCluster()).awaitWhole())
      outcome =
          new Outcome(
              plan,
              outcome.phase(),
              outcome.isHit(),
              outcome.extraMillis(),
              outcome.note(),
              "the cluster has not become whole again");
    if (outcome.isGood()) delete(place);
    else grounds.remove(plan.isOwnCluster()).close();
    return outcome;
  }

  /** One ground serves many runs, until something goes wrong on it. */
  private Ground ground(boolean isOwn) throws Exception {
    Ground known = grounds.get(isOwn);
    if (known != null) return known;
    Path place = Files.createDirectories(folder.resolve("ground-" + groundCount++));
    Ground ground = isOwn ? new OwnGround(machine, place) : new LocalGround(machine, place);
    grounds.put(isOwn, ground);
    if (!ground.awaitWhole())
      throw new IOException("A cluster without any fault has not started: see " + place);
    return ground;
  }

  private ChaosRun.Calm calm(Plan plan) throws Exception {
    String key = plan.workload() + " " + plan.cluster() + " " + plan.driver();
    ChaosRun.Calm known = calm.get(key);
    if (known != null) return known;
    Path place = Files.createDirectories(folder.resolve("calm-" + calm.size()));
    Ground ground = ground(plan.isOwnCluster());
    ChaosRun.Calm found = new ChaosRun(ground, plan.workload(), plan.driver(), place).calm(input);
    for (ChaosRun.Calm other : sameWorkload(plan)) {
      String difference = other.answer().differenceTo(found.answer());
      if (!difference.isEmpty()) throw new IOException("Without any fault: " + difference);
    }
    calm.put(key, found);
    ground.awaitWhole();
    delete(place);
    return found;
  }

  private List<ChaosRun.Calm> sameWorkload(Plan plan) {
    return calm.entrySet().stream()
        .filter(entry -> entry.getKey().startsWith(plan.workload() + " "))
        .map(Map.Entry::getValue)
        .toList();
  }

  private void delete(Path path) throws IOException {
    try (Stream<Path> files = Files.walk(path)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) Files.deleteIfExists(file);
    }
  }
}
