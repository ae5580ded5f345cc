package io.brasa.core.journal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brasa.core.commit.CrashingStorage;
import io.brasa.runtime.environment.Environment;
import io.brasa.runtime.environment.SystemEnvironment;
import io.brasa.runtime.error.EngineException;
import io.brasa.runtime.error.RuntimeError;
import io.brasa.runtime.storage.LocalStorage;
import io.brasa.runtime.storage.Storage;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Journals that have grown, of which most no longer matters. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class TestRewrittenJournals {
  private static final JournalWriter.Limits NEVER = new JournalWriter.Limits(1 << 30, 1 << 30);
  private static final JournalWriter.Limits OFTEN = new JournalWriter.Limits(400, 1 << 30);
  private static final int STEPS = 120;
  private static final int STEPS_BETWEEN_FLUSHES = 7;

  @TempDir private Path root;
  private final List<String> warnings = new CopyOnWriteArrayList<>();

  private Journal open(Storage storage, Path folder, JournalWriter.Limits limits) {
    return Journal.open(
        mortal(),
        storage,
        folder.toString(),
        "app",
        limits,
        (target, staging, epoch) -> Optional.empty(),
        warnings::add,
        superseded -> {});
  }

  /** Threads that die with their process say nothing. */
  private static Environment mortal() {
    Environment real = new SystemEnvironment();
    return (Environment)
        Proxy.newProxyInstance(
            TestRewrittenJournals.class.getClassLoader(),
            new Class<?>[] {Environment.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("start")) {
                Runnable work = (Runnable) arguments[2];
                arguments[2] = (Runnable) () -> untilKilled(work);
              }
              return method.invoke(real, arguments);
            });
  }

  private static void untilKilled(Runnable work) {
    try {
      work.run();
    } catch (CrashingStorage.SimulatedCrash killed) {
      // nothing of it runs any more
    }
  }

  /** Hears that so many steps are on the device. */
  private interface Flushed {
    void steps(int count) throws IOException;
  }

  /** What a life does; the same for a seed. */
  private static void live(Journal journal, long seed, Flushed flushed) throws IOException {
    Random random = new Random(seed);
    journal.served("e0", new Journal.Place("alpha", 1));
    for (int step = 1; step <= STEPS; step++) {
      step(journal, random, step);
      if (step % STEPS_BETWEEN_FLUSHES != 0) continue;
      journal.flush();
      flushed.steps(step);
    }
    journal.flush();
  }

  private static void step(Journal journal, Random random, int step) {
    long stage = 1 + random.nextInt(3);
    String executor = "e" + random.nextInt(3);
    switch (random.nextInt(16)) {
      case 0 -> journal.rolledBack(stage);
      case 1 -> journal.forgotten(stage);
      case 2 -> journal.outputsLost(List.of(executor));
      case 3 -> journal.served(executor, new Journal.Place("beta", step));
      case 4 -> journal.noted("n" + random.nextInt(4), () -> 7);
      default ->
          journal.won(
              stage,
              "f" + stage,
              4,
              stage == 3,
              random.nextInt(4),
              step,
              executor,
              random.nextInt(),
              new byte[] {(byte) step, 2, 3, 4, 5, 6, 7, 8});
    }
  }

  private static String describe(JournalState state) {
    StringBuilder text = new StringBuilder();
    for (StageHistory history : state.stages().values()) {
      text.append(history.fingerprint()).append(':');
      for (int p = 0; p < history.partitionCount(); p++)
        text.append(history.winner(p))
            .append(history.executor(p))
            .append(history.isChecked(p) ? history.checksum(p) : "-")
            .append(Arrays.toString(history.report(p)))
            .append(' ');
    }
    return text.append(new TreeMap<>(state.places()))
        .append(new TreeMap<>(state.notes()))
        .toString();
  }

  private static List<String> beginnings(Path folder) throws IOException {
    List<String> said = new ArrayList<>();
    JournalState state = new JournalState("app");
    said.add(describe(state));
    for (Entry entry :
        new EntryFormat()
            .read(Files.readAllBytes(folder.resolve("app/epoch-1.journal")))
            .entries()) {
      state.apply(entry);
      said.add(describe(state));
    }
    return said;
  }

  /** What a next driver makes of the files, which it leaves as they are. */
  private JournalState next(Path folder) {
    return JournalFolder.claim(new SystemEnvironment(), new LocalStorage(), folder + "/app")
        .read("app", warnings::add);
  }

  private static List<String> journals(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("app"))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".journal"))
          .toList();
    }
  }

  @Test
  void whatCountsStays() throws IOException {
    long seed = new Random().nextLong();
    System.out.println("seed " + seed);
    Path plain = root.resolve("plain");
    Path rewritten = root.resolve("rewritten");
    try (Journal never = open(new LocalStorage(), plain, NEVER);
        Journal often = open(new LocalStorage(), rewritten, OFTEN)) {
      live(never, seed, steps -> {});
      live(often, seed, steps -> {});
      List<String> files = journals(rewritten);
      assertEquals(1, files.size());
      assertTrue(files.getFirst().matches("epoch-1\\.[0-9]+\\.journal"), files::toString);
      assertTrue(
          Files.size(rewritten.resolve("app/" + files.getFirst()))
              < Files.size(plain.resolve("app/epoch-1.journal")));
      JournalState state = next(rewritten);
      assertEquals(describe(next(plain)), describe(state));
      assertTrue(state.isWhole());
      assertEquals(List.of(), warnings);
    }
  }

  @Test
  void reportsOfOutputsThatAreGoneShrink() {
    Path folder = root.resolve("a");
    try (Journal journal = open(new LocalStorage(), folder, OFTEN)) {
      journal.shrinkBy(report -> new byte[] {report[0]});
      for (int p = 0; p < 8; p++)
        journal.won(1, "f", 8, false, p, 0, "e" + p % 2, 100 + p, new byte[] {(byte) p, 9, 9});
      journal.outputsLost(List.of("e1"));
      for (int i = 0; i < 40; i++) journal.served("e2", new Journal.Place("beta", i));
      journal.flush();
      StageHistory history = next(folder).stages().get(1L);
      for (int p = 0; p < 8; p++) {
        boolean isGone = p % 2 == 1;
        assertEquals(isGone ? -1 : 0, history.winner(p));
        assertEquals(100 + p, history.checksum(p));
        assertArrayEquals(
            isGone ? new byte[] {(byte) p} : new byte[] {(byte) p, 9, 9}, history.report(p));
      }
    }
  }

  @Test
  void savesThatAreUnderWayStayKnown() {
    Path folder = root.resolve("a");
    try (Journal journal = open(new LocalStorage(), folder, OFTEN)) {
      journal.saveBegins("w", "/out", "/.out");
      journal.saveDecided("v", "/.t.add-1", new byte[] {1});
      journal.savePlaced("v", "/t");
      for (int i = 0; i < 40; i++) journal.served("e2", new Journal.Place("beta", i));
      journal.flush();
      JournalState state = next(folder);
      assertNotNull(state.begun().get("/.out"));
      assertEquals("/t", state.decided().get("v").target());
    }
  }

  @Test
  void resultsAreLeftOutBeforeAJournalIsTooLong() {
    Path folder = root.resolve("a");
    try (Journal journal =
        open(new LocalStorage(), folder, new JournalWriter.Limits(400, 40_000))) {
      assertTrue(journal.hasRoomForResults());
      int count = 0;
      while (journal.hasRoomForResults()) {
        journal.won(count, "r" + count, 1, true, 0, 0, "e", 0, new byte[100]);
        journal.flush();
        assertTrue(count++ < 400, "it has room for so many");
      }
      journal.saveDecided("w", "/out", new byte[] {1});
      assertEquals(List.of(), warnings);
      JournalState state = next(folder);
      assertEquals(count, state.stages().size());
      assertNotNull(state.decided().get("w"));
    }
  }

  @Test
  @Tag("crash")
  void whereverItsDriverIsKilledAJournalSaysWhatItsBeginningSaid() throws IOException {
    long seed = new Random().nextLong();
    System.out.println("seed " + seed);
    Path plain = root.resolve("plain");
    Map<Integer, Integer> entries = new HashMap<>();
    try (Journal never = open(new LocalStorage(), plain, NEVER)) {
      live(never, seed, steps -> entries.put(steps, beginnings(plain).size() - 1));
    }
    List<String> beginnings = beginnings(plain);
    int rewritten = 0;
    boolean isThrough = false;
    // Every other moment: before, in the middle of, and after each step of the storage.
    for (long moment = seed & 1; !isThrough; moment += 2) {
      Path folder = root.resolve("moment-" + moment);
      CrashingStorage crashing = new CrashingStorage(new LocalStorage(), moment);
      int[] flushed = {0};
      Journal journal = null;
      try {
        journal = open(crashing, folder, OFTEN);
        live(journal, seed, steps -> flushed[0] = entries.get(steps));
        isThrough = crashing.moments() < moment;
      } catch (CrashingStorage.SimulatedCrash crash) {
        // The writer's thread dies by itself.
      }
      if (journal != null) close(journal);
      if (!Files.exists(folder.resolve("app"))) continue;
      if (journals(folder).stream().anyMatch(name -> name.split("\\.").length > 2)) rewritten++;
      String said = describe(next(folder));
      assertTrue(beginnings.lastIndexOf(said) >= flushed[0], "killed at " + moment + ": " + said);
    }
    assertTrue(rewritten > 50, "only " + rewritten + " runs came so far");
  }

  private static void close(Journal journal) {
    try {
      journal.close();
    } catch (EngineException | CrashingStorage.SimulatedCrash dead) {
      // as the process
    }
  }

  @Test
  void aRewrittenOneThatIsNotWholeIsPassedOver() throws IOException {
    Path folder = root.resolve("a");
    try (Journal journal = open(new LocalStorage(), folder, NEVER)) {
      journal.noted("n", () -> 7);
      journal.flush();
      byte[] bytes = Files.readAllBytes(folder.resolve("app/epoch-1.journal"));
      Files.write(folder.resolve("app/epoch-1.1.journal"), Arrays.copyOf(bytes, 20));
      assertEquals(7, next(folder).notes().get("n"));
      Files.delete(folder.resolve("app/epoch-1.1.journal"));
      Files.move(folder.resolve("app/epoch-1.journal"), folder.resolve("app/epoch-1.2.journal"));
      assertEquals(7, next(folder).notes().get("n"), "damaged since, it says what it can");
    }
  }

  @Test
  void oneThatCannotBeRewrittenGoesOnAsItWas() throws IOException {
    Path folder = root.resolve("a");
    Storage full =
        new CrashingStorage(new LocalStorage(), Long.MAX_VALUE) {
          @Override
          public java.io.OutputStream create(String path) {
            if (path.matches(".*epoch-1\\.[0-9]+\\.journal"))
              throw new EngineException(RuntimeError.STORAGE_FULL, "no room", "");
            return super.create(path);
          }
        };
    try (Journal journal = open(full, folder, OFTEN)) {
      live(journal, 1, steps -> {});
      assertEquals(List.of(), warnings);
      assertEquals(List.of("epoch-1.journal"), journals(folder));
      assertTrue(next(folder).stages().size() > 1);
    }
  }
}
