package io.brasa.sql.catalog.warehouse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brasa.core.commit.Ownership;
import io.brasa.runtime.environment.SystemEnvironment;
import io.brasa.runtime.error.EngineException;
import io.brasa.runtime.storage.LocalStorage;
import io.brasa.runtime.storage.Storage;
import io.brasa.runtime.storage.StoredFile;
import io.brasa.sql.catalog.warehouse.CrashingStorage.SimulatedCrash;
import io.brasa.sql.error.SqlError;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commits one after the other, whoever dies and whoever sleeps. */
final class TestVersionLog {
  private static final CommitForm<List<String>> FORM =
      new CommitForm<>(texts -> Map.of("texts", texts), fields -> fields.texts("texts"));

  private final Storage storage = new LocalStorage();
  @TempDir private Path folder;

  /** An owner that is dead when others look. */
  private record Owner(String self) implements Ownership {
    @Override
    public boolean isDead(String owner) {
      return !owner.equals(self) && !owner.startsWith("alive");
    }
  }

  private VersionLog<List<String>> log(Storage on, String owner) {
    return new VersionLog<>(
        on, folder + "/log", new Owner(owner), new SystemEnvironment(), FORM, Optional.empty());
  }

  private static List<String> add(VersionLog<List<String>> log, String text) {
    return log.commit(text, before -> with(before, text));
  }

  private static List<String> with(Optional<List<String>> before, String text) {
    List<String> more = new ArrayList<>(before.orElse(List.of()));
    more.add(text);
    return more;
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("log"))) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void commitsAddUpAndOldOnesGo() throws IOException {
    VersionLog<List<String>> log = log(storage, "a");
    assertEquals(Optional.empty(), log.value());
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      expected.add("c" + i);
      assertEquals(expected, add(log, "c" + i));
    }
    assertEquals(Optional.of(expected), log(storage, "b").value());
    assertTrue(names().size() <= 40, names()::toString);
    assertEquals("00000000000000000099.json", names().getLast());
  }

  @Test
  void aChangeIsMadeOnce() {
    VersionLog<List<String>> log = log(storage, "a");
    add(log, "x");
    assertEquals(List.of("x", "y"), add(log, "y"));
    assertEquals(List.of("x", "y"), add(log(storage, "b"), "x"));
  }

  @Test
  void whatChangesNothingCommitsNothing() throws IOException {
    VersionLog<List<String>> log = log(storage, "a");
    add(log, "x");
    log.commit("none", before -> before.orElseThrow());
    assertEquals(List.of("00000000000000000000.json"), names());
  }

  @Test
  @Tag("crash")
  void whoeverDiesAnywhereHasCommittedAllOrNothing() throws IOException {
    CrashingStorage whole = new CrashingStorage(storage, Long.MAX_VALUE);
    add(log(whole, "none"), "x");
    long moments = whole.moments();
    assertTrue(moments > 10, () -> moments + " moments");
    VersionLog<List<String>> after = log(storage, "after");
    List<String> expected = new ArrayList<>(after.value().orElseThrow());
    int committed = 0;
    for (int round = 0; round < 12; round++) {
      for (long at = 0; at < moments; at++) {
        String id = "r" + round + "m" + at;
        VersionLog<List<String>> dying = log(new CrashingStorage(storage, at), "dead" + id);
        try {
          add(dying, id);
        } catch (SimulatedCrash e) {
          // Readers tell what became of it.
        }
        List<String> now = after.value().orElseThrow();
        if (now.size() > expected.size()) {
          expected.add(id);
          committed++;
        }
        assertEquals(expected, now);
        expected.add("after" + id);
        assertEquals(expected, add(after, "after" + id));
      }
    }
    assertTrue(committed > 0, "some die behind their commit");
    assertTrue(
        names().stream().filter(name -> name.startsWith(".new-")).count() <= 16, names()::toString);
  }

  @Test
  void severalAtOnceLoseNothing() throws Exception {
    int threads = 4;
    int commits = 40;
    try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
      List<CompletableFuture<Void>> all = new ArrayList<>();
      for (int thread = 0; thread < threads; thread++) {
        VersionLog<List<String>> log = log(storage, "alive" + thread);
        int number = thread;
        all.add(
            CompletableFuture.runAsync(
                () -> {
                  for (int i = 0; i < commits; i++) add(log, "t" + number + "c" + i);
                },
                pool));
      }
      for (CompletableFuture<Void> each : all) each.get();
    }
    List<String> value = log(storage, "reader").value().orElseThrow();
    assertEquals(threads * commits, value.size());
    assertEquals(threads * commits, new TreeSet<>(value).size());
  }

  /** Lets others come first between the reading of a number and the giving of the next. */
  private final class Sleeping implements Storage {
    private final Runnable others;
    private boolean hasSlept;

    Sleeping(Runnable others) {
      this.others = others;
    }

    @Override
    public void publish(String from, String to) {
      if (!hasSlept) {
        hasSlept = true;
        others.run();
      }
      storage.publish(from, to);
    }

    @Override
    public List<StoredFile> list(String path) {
      return storage.list(path);
    }

    @Override
    public Optional<StoredFile> status(String path) {
      return storage.status(path);
    }

    @Override
    public InputStream open(String path, long offset, long length) {
      return storage.open(path, offset, length);
    }

    @Override
    public OutputStream create(String path) {
      return storage.create(path);
    }

    @Override
    public boolean delete(String path) {
      return storage.delete(path);
    }
  }

  @Test
  void whoSleepsUntilItsNumberIsFreeAgainCommitsAnew() throws IOException {
    VersionLog<List<String>> others = log(storage, "alive");
    add(others, "first");
    Sleeping sleeping =
        new Sleeping(
            () -> {
              for (int i = 0; i < 60; i++) add(others, "o" + i);
            });
    add(log(sleeping, "alivetoo"), "late");
    List<String> value = others.value().orElseThrow();
    assertEquals(62, value.size());
    assertEquals("late", value.getLast());
    assertTrue(!names().contains("00000000000000000001.json"), names()::toString);
  }

  @Test
  void damageIsTold() throws IOException {
    VersionLog<List<String>> log = log(storage, "a");
    add(log, "x");
    add(log, "y");
    Path latest = folder.resolve("log/00000000000000000001.json");
    byte[] good = Files.readAllBytes(latest);
    for (int at = 0; at < good.length; at++) {
      byte[] bad = good.clone();
      bad[at] ^= 1;
      Files.write(latest, bad);
      EngineException error = assertThrows(EngineException.class, () -> log(storage, "b").value());
      assertEquals(SqlError.CATALOG_DAMAGED, error.code());
    }
    for (int length : List.of(0, 5, good.length / 2, good.length - 1)) {
      Files.write(latest, java.util.Arrays.copyOf(good, length));
      assertThrows(EngineException.class, () -> log(storage, "b").value());
    }
  }
}
