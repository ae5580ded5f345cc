package io.brasa.core.commit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brasa.core.compression.Compression;
import io.brasa.runtime.error.EngineException;
import io.brasa.runtime.storage.LocalStorage;
import io.brasa.runtime.storage.Storage;
import io.brasa.runtime.storage.StoredFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A save that another driver takes over, from one that was killed or that only stood still. */
final class TestTakenOverSaves {
  private static final Map<String, String> WHOLE =
      Map.of("_SUCCESS", "", "part-00000", "a\nb\n", "part-00001", "", "part-00002", "c\n");
  private static final int MOMENTS_LEAST = 25;

  @TempDir private Path root;
  private Path parent;
  private final Storage storage = new LocalStorage();
  private boolean isFenced;

  private record Owner(String self) implements Ownership {
    @Override
    public boolean isDead(String owner) {
      return false;
    }
  }

  private String target() {
    return parent + "/out";
  }

  private Staging staging() {
    return Staging.ofEachEpoch(target(), "app-7", "app");
  }

  /** What the driver of epoch 1 does; its journal refuses it once it is fenced. */
  private void save(Storage on) {
    Staging own = staging().of(5);
    OutputCommit commit = new OutputCommit(on, target(), own, new Owner("any"), _ -> {});
    commit.begin();
    try {
      List<TaskOutput> winners =
          List.of(write(on, own, 0, "a", "b"), write(on, own, 1), write(on, own, 2, "c"));
      commit.decide(
          winners,
          _ -> {
            if (isFenced) throw new IllegalStateException("another driver has the application");
          });
    } catch (EngineException | IllegalStateException failure) {
      commit.abort();
      throw failure;
    }
  }

  private static TaskOutput write(Storage on, Staging own, int partition, Object... lines) {
    return new TextOutput(new StagedPart(on, own, partition, 5, Compression.NONE))
        .write(List.of(lines).iterator());
  }

  private Optional<byte[]> takeOver(Storage on, long epoch) {
    return OutputCommit.takeOver(on, target(), staging().in(1).path(), epoch);
  }

  private Optional<Map<String, String>> visible() throws IOException {
    if (storage.status(target()).isEmpty()) return Optional.empty();
    Map<String, String> files = new TreeMap<>();
    for (StoredFile file : storage.list(target()))
      files.put(Staging.name(file.path()), Files.readString(Path.of(file.path())));
    return Optional.of(files);
  }

  private List<String> beside() {
    return storage.list(parent.toString()).stream()
        .map(file -> Staging.name(file.path()))
        .filter(name -> !name.equals("out"))
        .toList();
  }

  private void begin(long moment) throws IOException {
    parent = root.resolve("moment-" + moment + "-" + System.identityHashCode(new Object()));
    Files.createDirectories(parent);
    isFenced = false;
  }

  /** Returns whether it was through before it crashed. */
  private static boolean isThrough(Runnable work) {
    try {
      work.run();
      return true;
    } catch (CrashingStorage.SimulatedCrash crash) {
      return false;
    }
  }

  /**
   * What the journal does not know is decided by what is found; what was published and tidied
   * before, by the journal.
   */
  private void requireWholeOrNothing(Optional<byte[]> taken, boolean wasThrough, String when)
      throws IOException {
    assertEquals(List.of(), beside(), when);
    if (taken.isPresent()) {
      assertEquals(WHOLE, visible().orElseThrow(), when);
      assertEquals(
          3, OutputCommit.published(storage, target(), taken.get()).orElseThrow().size(), when);
    } else if (visible().isPresent()) {
      assertEquals(WHOLE, visible().get(), when);
    } else assertFalse(wasThrough, when);
  }

  @Test
  @Tag("crash")
  void aSaveThatWasKilledAnywhereIsFinishedOrUndone() throws IOException {
    int finished = 0;
    long moment = 0;
    for (boolean isThrough = false; !isThrough; moment++) {
      begin(moment);
      CrashingStorage crashing = new CrashingStorage(storage, moment);
      isThrough = isThrough(() -> save(crashing));
      Optional<byte[]> taken = takeOver(storage, 2);
      if (taken.isPresent()) finished++;
      requireWholeOrNothing(taken, isThrough, "killed at " + moment);
      assertEquals(Optional.empty(), takeOver(storage, 3), "once is enough");
    }
    assertTrue(moment > MOMENTS_LEAST, "only " + moment + " moments");
    assertTrue(finished > 5, "only " + finished + " were decided");
  }

  @Test
  @Tag("crash")
  void whoeverTakesOverMayBeKilledAnywhereAsWell() throws IOException {
    for (long moment = 20; moment < 120; moment += 7) {
      boolean isThrough = false;
      for (long second = 0; !isThrough; second++) {
        begin(moment);
        CrashingStorage crashing = new CrashingStorage(storage, moment);
        boolean wasThrough = isThrough(() -> save(crashing));
        boolean wasDecided = visible().isPresent() || isDecided();
        CrashingStorage again = new CrashingStorage(storage, second);
        isThrough = isThrough(() -> takeOver(again, 2));
        Optional<byte[]> taken = takeOver(storage, 3);
        requireWholeOrNothing(taken, wasThrough, "killed at " + moment + " and at " + second);
        assertEquals(wasDecided, visible().isPresent());
      }
    }
  }

  private boolean isDecided() {
    return new Publication(storage, staging().in(1), target()).decided().isPresent();
  }

  @Test
  @Tag("crash")
  void whoStoodStillAnywhereDoesNoHarmWhenItWakes() throws IOException {
    long moment = 0;
    for (boolean isPast = false; !isPast; moment++) {
      begin(moment);
      Optional<?>[] taken = {null};
      Interrupted interrupted =
          new Interrupted(
              moment,
              () -> {
                isFenced = true;
                taken[0] = takeOver(storage, 2);
              });
      boolean isDone = true;
      try {
        save(interrupted);
      } catch (EngineException | IllegalStateException refused) {
        isDone = false;
      }
      isPast = taken[0] == null;
      if (isPast) break;
      String when = "stood still at " + moment;
      if (taken[0].isPresent()) assertEquals(WHOLE, visible().orElseThrow(), when);
      else if (visible().isPresent()) {
        assertEquals(WHOLE, visible().get(), when);
        assertTrue(isDone, when);
      } else assertFalse(isDone, when);
      assertEquals(List.of(), beside(), when);
    }
    assertTrue(moment > MOMENTS_LEAST, "only " + moment + " moments");
  }

  /** Something else happens before the k-th step. */
  private final class Interrupted implements Storage {
    private final long at;
    private final Runnable action;
    private long step;

    Interrupted(long at, Runnable action) {
      this.at = at;
      this.action = action;
    }

    private void pass() {
      if (step++ == at) action.run();
    }

    @Override
    public List<StoredFile> list(String folder) {
      pass();
      return storage.list(folder);
    }

    @Override
    public Optional<StoredFile> status(String path) {
      pass();
      return storage.status(path);
    }

    @Override
    public InputStream open(String path, long offset, long length) {
      pass();
      return storage.open(path, offset, length);
    }

    @Override
    public OutputStream create(String path) {
      pass();
      return storage.create(path);
    }

    @Override
    public void publish(String from, String to) {
      pass();
      storage.publish(from, to);
    }

    @Override
    public boolean delete(String path) {
      pass();
      return storage.delete(path);
    }
  }
}
