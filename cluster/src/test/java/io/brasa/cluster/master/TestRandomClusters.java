package io.brasa.cluster.master;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brasa.cluster.protocol.ClusterMessage.ApplicationStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Histories by chance. {@link ScriptedCluster} checks after each event that no worker is
 * oversubscribed, that no place is used twice, that orders are of the epoch, and that nothing that
 * fits waits; in the end everybody that waited is served.
 */
final class TestRandomClusters {
  private static final int EVENTS = 400;
  private static final long SEED = new Random().nextLong();

  @ParameterizedTest
  @ValueSource(
      ints = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23})
  void neverBreaksAPromise(int number) {
    long seed = SEED + number;
    try {
      new History(new Random(seed)).run();
    } catch (RuntimeException | AssertionError failure) {
      throw new AssertionError("seed " + seed, failure);
    }
  }

  private static final class History {
    private final Random random;
    private final ScriptedCluster cluster;
    private final List<String> present = new ArrayList<>();
    private final List<String> away = new ArrayList<>();
    private int names;
    private long epoch = 1;

    History(Random random) {
      this.random = random;
      this.cluster =
          new ScriptedCluster(new ClusterLimits(random.nextBoolean(), 15_000, 5_000, 4), 1);
    }

    void run() {
      for (int i = 0; i < EVENTS; i++) {
        step();
        cluster.time(cluster.now() + random.nextInt(2_000));
        assertTrue(
            cluster.status().applications().stream().allMatch(this::isKnown),
            "a known application");
      }
      settle();
    }

    private boolean isKnown(ApplicationStatus application) {
      return present.contains(application.application())
          || away.contains(application.application());
    }

    private void step() {
      switch (random.nextInt(16)) {
        case 0, 1, 2 -> join("w" + names++);
        case 3 -> {
          if (!cluster.workers().isEmpty()) cluster.workerIsLost(any(cluster.workers()));
        }
        case 4 -> {
          if (!cluster.workers().isEmpty()) {
            String worker = any(cluster.workers());
            cluster.workerLosesItsChannel(worker);
            cluster.workerJoinsAgain(worker);
          }
        }
        case 5, 6, 7 -> {
          String application = "a" + names++;
          present.add(application);
          register(application);
        }
        case 8 -> {
          if (present.isEmpty()) return;
          String application = any(present);
          present.remove(application);
          cluster.applicationEnds(application);
        }
        case 9 -> {
          if (present.isEmpty()) return;
          String application = any(present);
          present.remove(application);
          away.add(application);
          cluster.applicationGoesAway(application);
        }
        case 10 -> {
          if (cluster.held().isEmpty()) return;
          cluster.placeFails(any(cluster.held()).place(), "planted");
        }
        case 11 -> cluster.driverSubmitted("d" + names++, random.nextBoolean());
        case 12 -> {
          if (!cluster.drivers().isEmpty())
            cluster.driverEnds(any(cluster.drivers()), random.nextInt(2));
        }
        case 13 -> {
          if (!present.isEmpty()) cluster.applicationWants(any(present), random.nextInt(8));
        }
        case 14 -> {
          if (present.isEmpty() || cluster.held().isEmpty()) return;
          var place = any(cluster.held());
          cluster.applicationGivesBack(place.application(), "executor-" + place.place());
        }
        default -> masterDies();
      }
    }

    private void masterDies() {
      if (random.nextInt(4) != 0) return;
      cluster.masterDies(++epoch);
      List<Runnable> returns = new ArrayList<>();
      for (String worker : cluster.workers()) {
        if (random.nextInt(8) == 0) cluster.forgetsWorker(worker);
        else returns.add(() -> cluster.workerJoinsAgain(worker));
      }
      for (String application : present) returns.add(() -> register(application));
      java.util.Collections.shuffle(returns, random);
      returns.forEach(Runnable::run);
    }

    private void join(String worker) {
      cluster.workerJoins(worker, 1 + random.nextInt(6), 500 + random.nextInt(3_000));
    }

    /** With the same wishes each time. */
    private void register(String application) {
      Random own = new Random(application.hashCode());
      int each = own.nextInt(3);
      int most = takesAll(application) ? 0 : 1 + each + own.nextInt(6);
      cluster.applicationJoins(application, most, each, 100 + own.nextInt(900));
    }

    private static boolean takesAll(String application) {
      return application.hashCode() % 5 == 0;
    }

    private <T> T any(List<T> list) {
      return list.get(random.nextInt(list.size()));
    }

    /** With room for all, all have what they want. */
    private void settle() {
      cluster.time(cluster.now() + 100_000);
      cluster.time(cluster.now() + 100_000);
      // Without a cap the first takes all there is, and others wait for its end.
      for (String application : List.copyOf(present)) {
        if (!takesAll(application)) continue;
        present.remove(application);
        cluster.applicationEnds(application);
      }
      for (String application : present) cluster.applicationWants(application, 1_000);
      for (int i = 0; i < 20; i++) cluster.workerJoins("last" + i, 64, 1 << 17);
      for (ApplicationStatus application : cluster.status().applications()) {
        assertTrue(present.contains(application.application()), "who is away is gone");
        assertTrue(application.cores() > 0, "who waits is served: " + application);
      }
      for (String application : List.copyOf(present)) cluster.applicationEnds(application);
      assertEquals(List.of(), cluster.held());
      assertEquals(List.of(), cluster.status().applications());
    }
  }
}
