package io.brasa.core.commit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brasa.core.compression.Compression;
import io.brasa.core.error.CoreError;
import io.brasa.runtime.error.EngineException;
import io.brasa.runtime.error.ErrorCode;
import io.brasa.runtime.error.RuntimeError;
import io.brasa.runtime.storage.LocalStorage;
import io.brasa.runtime.storage.Storage;
import io.brasa.runtime.storage.StoredFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TestOutputCommit {
  private static final Map<String, String> WHOLE =
      Map.of("_SUCCESS", "", "part-00000", "a\nb\n", "part-00001", "", "part-00002", "c\n");

  private final Storage storage = new LocalStorage();
  private final List<OutputCommit.Step> steps = new ArrayList<>();
  @TempDir private Path parent;

  /** An owner that is dead when others look. */
  private record Owner(String self) implements Ownership {
    @Override
    public boolean isDead(String owner) {
      return !owner.equals(self) && !owner.startsWith("alive");
    }
  }

  private String target() {
    return parent + "/out";
  }

  private OutputCommit commit(Storage on, String owner) {
    return new OutputCommit(on, target(), "app.1-7", new Owner(owner), steps::add);
  }

  private TaskOutput write(
      Storage on, OutputCommit commit, int partition, int attempt, Object... lines) {
    return new TextOutput(
            new StagedPart(on, commit.staging(), partition, attempt, Compression.NONE))
        .write(Arrays.asList(lines).iterator());
  }

  /**
   * A whole save with a losing attempt for the first partition and an unfinished one for the last.
   */
  private void save(Storage on) {
    OutputCommit commit = commit(on, "first");
    commit.begin();
    write(on, commit, 0, 0, "loser");
    TaskOutput zero = write(on, commit, 0, 1, "a", "b");
    TaskOutput two = write(on, commit, 2, 0, "c");
    TaskOutput one = write(on, commit, 1, 3);
    commit.decide(List.of(two, zero, one));
  }

  private Optional<Map<String, String>> visible() throws IOException {
    if (storage.status(target()).isEmpty()) return Optional.empty();
    Map<String, String> files = new TreeMap<>();
    for (StoredFile file : storage.list(target())) {
      files.put(Staging.name(file.path()), Files.readString(Path.of(file.path())));
    }
    return Optional.of(files);
  }

  private List<String> beside() {
    return storage.list(parent.toString()).stream()
        .map(file -> Staging.name(file.path()))
        .filter(name -> !name.equals("out"))
        .toList();
  }

  @Test
  void publishesTheWinnersAndNothingElse() throws IOException {
    save(storage);
    assertEquals(WHOLE, visible().orElseThrow());
    assertEquals(List.of(), beside());
    assertEquals(List.of(OutputCommit.Step.values()), steps);
  }

  @Test
  void publishesADatasetWithoutPartitions() throws IOException {
    OutputCommit commit = commit(storage, "first");
    commit.begin();
    OutputCommit.Published published = commit.decide(List.of());
    assertEquals(new OutputCommit.Published(0, 0, Optional.empty()), published);
    assertEquals(Map.of("_SUCCESS", ""), visible().orElseThrow());
  }

  @Test
  @Tag("crash")
  void leavesNothingOrEverythingAfterACrashAnywhere() throws IOException {
    CrashingStorage whole = new CrashingStorage(storage, Long.MAX_VALUE);
    save(whole);
    long moments = whole.moments();
    assertTrue(moments > 60, () -> moments + " moments");
    int published = 0;
    for (long at = 0; at < moments; at++) {
      crash(at);
      boolean wasPublished = visible().isPresent();
      boolean mustPublish = steps.contains(OutputCommit.Step.DECIDED) || wasPublished;
      OutputCommit.Recovery recovery =
          OutputCommit.recoverAll(storage, parent.toString(), new Owner("second"));
      assertWholeOrNothing(at, mustPublish);
      assertEquals(
          OutputCommit.Recovery.NOTHING,
          OutputCommit.recoverAll(storage, parent.toString(), new Owner("second")));
      if (recovery == OutputCommit.Recovery.PUBLISHED) published++;
    }
    assertTrue(
        published > 10 && published < moments - 10, "published " + published + " of " + moments);
  }

  @Test
  @Tag("crash")
  void survivesCrashesOfItsRecovery() throws IOException {
    CrashingStorage whole = new CrashingStorage(storage, Long.MAX_VALUE);
    save(whole);
    long moments = whole.moments();
    for (long at = moments / 2; at < moments; at += 3) {
      for (long again = 0; ; again++) {
        crash(at);
        boolean mustPublish = steps.contains(OutputCommit.Step.DECIDED) || visible().isPresent();
        boolean isThrough = recoverUntil(again);
        OutputCommit.recoverAll(storage, parent.toString(), new Owner("third"));
        assertWholeOrNothing(at * 1_000 + again, mustPublish);
        if (isThrough) break;
      }
    }
  }

  private boolean recoverUntil(long at) {
    try {
      OutputCommit.recoverAll(
          new CrashingStorage(storage, at), parent.toString(), new Owner("second"));
      return true;
    } catch (CrashingStorage.SimulatedCrash e) {
      return false;
    }
  }

  /** Saves until the process dies. */
  private void crash(long at) {
    storage.delete(target());
    steps.clear();
    assertThrows(
        CrashingStorage.SimulatedCrash.class, () -> save(new CrashingStorage(storage, at)));
  }

  private void assertWholeOrNothing(long at, boolean mustPublish) throws IOException {
    Optional<Map<String, String>> files = visible();
    if (mustPublish || files.isPresent())
      assertEquals(WHOLE, files.orElse(Map.of()), () -> "crash at " + at);
    assertEquals(List.of(), beside(), () -> "crash at " + at);
  }

  @Test
  void refusesATargetThatExistsBeforeAnyWork() throws IOException {
    Files.createDirectories(Path.of(target()));
    EngineException failure =
        assertCode(CoreError.OUTPUT_EXISTS, () -> commit(storage, "first").begin());
    assertTrue(failure.what().contains(target()));
    assertEquals(List.of(), beside());
  }

  @Test
  void refusesATargetThatAppearsMeanwhile() throws IOException {
    OutputCommit commit = commit(storage, "first");
    commit.begin();
    TaskOutput zero = write(storage, commit, 0, 0, "x");
    Files.createDirectories(Path.of(target()));
    Files.writeString(Path.of(target(), "theirs"), "theirs");
    assertCode(CoreError.OUTPUT_EXISTS, () -> commit.decide(List.of(zero)));
    assertEquals(
        OutputCommit.Recovery.REMOVED,
        OutputCommit.recoverAll(storage, parent.toString(), new Owner("second")));
    assertEquals(Map.of("theirs", "theirs"), visible().orElseThrow());
    assertEquals(List.of(), beside());
  }

  @Test
  void clearsWhatDeadProcessesLeftAndNothingElse() {
    commit(storage, "dead").begin();
    commit(storage, "alive").begin();
    new OutputCommit(storage, target() + ".brasa-x", "1", new Owner("dead"), step -> {}).begin();
    commit(storage, "now").begin();
    assertEquals(
        List.of(".out.brasa-app_1-7~alive", ".out.brasa-app_1-7~now", ".out.brasa-x.brasa-1~dead"),
        beside());
  }

  @Test
  void abortLeavesNothing() {
    OutputCommit commit = commit(storage, "first");
    commit.begin();
    write(storage, commit, 0, 0, "x");
    commit.abort();
    commit.abort();
    assertEquals(List.of(), beside());
  }

  @Test
  void refusesTwoWinnersOfOnePartitionAndMissingOnes() {
    OutputCommit commit = commit(storage, "first");
    commit.begin();
    TaskOutput first = write(storage, commit, 0, 0, "x");
    TaskOutput second = write(storage, commit, 0, 1, "x");
    assertCode(RuntimeError.INVARIANT_BROKEN, () -> commit.decide(List.of(first, second)));
    assertCode(
        RuntimeError.INVARIANT_BROKEN,
        () -> commit.decide(List.of(write(storage, commit, 1, 0, "x"))));
  }

  @Test
  void refusesAStagedFileThatChanged() throws IOException {
    OutputCommit commit = commit(storage, "first");
    commit.begin();
    TaskOutput zero = write(storage, commit, 0, 0, "x");
    Path file = Path.of(commit.staging().staged(zero, "part-00000"));
    Files.writeString(file, "longer than before");
    assertTrue(
        assertCode(CoreError.OUTPUT_INCOMPLETE, () -> commit.decide(List.of(zero)))
            .what()
            .contains(file.toString()));
    Files.delete(file);
    assertCode(CoreError.OUTPUT_INCOMPLETE, () -> commit.decide(List.of(zero)));
  }

  @Test
  void lateAttemptsDoNotBringTheStagingFolderBack() {
    OutputCommit commit = commit(storage, "first");
    commit.begin();
    commit.decide(List.of(write(storage, commit, 0, 0, "x")));
    assertCode(CoreError.JOB_CANCELLED, () -> write(storage, commit, 0, 1, "x"));
    assertEquals(List.of(), beside());
  }

  @Test
  void aFullDiskFailsTheSaveAndLeavesNothing() throws IOException {
    Storage full = new FullStorage(storage, "_winners");
    OutputCommit commit = commit(full, "first");
    commit.begin();
    TaskOutput zero = write(full, commit, 0, 0, "x");
    assertCode(RuntimeError.STORAGE_FULL, () -> commit.decide(List.of(zero)));
    commit.abort();
    assertTrue(visible().isEmpty());
    assertEquals(List.of(), beside());
  }

  @Test
  void aFullDiskFailsTheTaskAndItsFileGoes() {
    OutputCommit commit = commit(storage, "first");
    commit.begin();
    Storage full = new FullStorage(storage, "part-");
    assertCode(RuntimeError.STORAGE_FULL, () -> write(full, commit, 0, 0, "x"));
    assertTrue(storage.status(commit.staging().attempt(0, 0) + "/part-00000").isEmpty());
  }

  @Test
  void aFileInPlaceOfTheParentFailsBeforeAnyWork() throws IOException {
    Files.writeString(parent.resolve("file"), "x");
    OutputCommit commit =
        new OutputCommit(storage, parent + "/file/out", "1", new Owner("first"), steps::add);
    assertThrows(EngineException.class, commit::begin);
    assertEquals(List.of(), steps);
  }

  @Test
  void writesLinesOfAnyLengthPlainOrCompressed() throws IOException {
    OutputCommit commit = commit(storage, "first");
    commit.begin();
    List<String> lines =
        new ArrayList<>(
            List.of(
                "",
                "čaj",
                "y".repeat(65_535),
                "z".repeat(65_536),
                "w".repeat(200_000),
                "\uD83D\uDE00"));
    for (int index = 0; index < 30_000; index++) lines.add("line " + index);
    String expected = String.join("\n", lines) + "\n";
    TaskOutput plain =
        new TextOutput(new StagedPart(storage, commit.staging(), 7, 0, Compression.NONE))
            .write(lines.iterator());
    TaskOutput packed =
        new TextOutput(new StagedPart(storage, commit.staging(), 123_456, 2, Compression.GZIP))
            .write(lines.iterator());
    assertEquals(lines.size(), plain.rows());
    assertEquals(expected, Files.readString(Path.of(commit.staging().staged(plain, "part-00007"))));
    Path packedFile = Path.of(commit.staging().staged(packed, "part-123456.gz"));
    assertEquals(Files.size(packedFile), packed.bytes());
    try (InputStream in = new GZIPInputStream(Files.newInputStream(packedFile))) {
      assertEquals(
          expected, new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8));
    }
  }

  @Test
  void deletesTheFileOfAFailedTask() {
    OutputCommit commit = commit(storage, "first");
    commit.begin();
    Iterator<String> failing =
        List.of("a", "b").stream()
            .peek(
                line -> {
                  if (line.equals("b")) throw new IllegalStateException("user");
                })
            .iterator();
    assertThrows(
        IllegalStateException.class,
        () ->
            new TextOutput(new StagedPart(storage, commit.staging(), 0, 0, Compression.GZIP))
                .write(failing));
    assertTrue(storage.status(commit.staging().attempt(0, 0) + "/part-00000.gz").isEmpty());
    assertCode(CoreError.TEXT_MALFORMED, () -> write(storage, commit, 1, 0, "a", null));
  }

  @Test
  void theManifestSurvivesItsFormatAndNothingElse() {
    Manifest manifest =
        new Manifest(
            "s",
            List.of(new TaskOutput(0, 4, List.of(new TaskOutput.StagedFile("čaj", 1L << 40)), 9)));
    byte[] bytes = manifest.encode();
    assertEquals(Optional.of(manifest), Manifest.decode(bytes, "m"));
    for (int length = 0; length < bytes.length; length++) {
      assertEquals(Optional.empty(), Manifest.decode(Arrays.copyOf(bytes, length), "m"));
    }
    for (int bit = 0; bit < bytes.length * 8; bit++) {
      byte[] flipped = bytes.clone();
      flipped[bit / 8] ^= (byte) (1 << bit % 8);
      assertEquals(Optional.empty(), Manifest.decode(flipped, "m"));
    }
  }

  @Test
  void onlyTheDeadAreDead() throws Exception {
    ProcessOwnership ownership = new ProcessOwnership("my_host.example");
    assertFalse(ownership.isDead(ownership.self()));
    Process process = new ProcessBuilder("true").start();
    process.waitFor();
    assertTrue(ownership.isDead("my-host.example_" + process.pid() + "_1000000"));
    assertTrue(
        ownership.isDead("my-host.example_" + ProcessHandle.current().pid() + "_1000000"),
        "the id is used again");
    assertFalse(ownership.isDead("other_" + process.pid() + "_1000000"));
    for (String strange : List.of("", "x", "_", "__", "my-host.example_a_b"))
      assertFalse(ownership.isDead(strange), strange);
  }

  private static EngineException assertCode(
      ErrorCode code, org.junit.jupiter.api.function.Executable action) {
    EngineException failure = assertThrows(EngineException.class, action);
    assertEquals(code, failure.code(), failure.getMessage());
    return failure;
  }

  /** Has no room for files whose name begins with a text. */
  private record FullStorage(Storage storage, String prefix) implements Storage {
    @Override
    public OutputStream create(String path) {
      OutputStream out = storage.create(path);
      if (!Staging.name(path).startsWith(prefix)) return out;
      return new OutputStream() {
        @Override
        public void write(int value) {
          throw new EngineException(RuntimeError.STORAGE_FULL, "No room for " + path, "Free space");
        }

        @Override
        public void close() throws IOException {
          out.close();
        }
      };
    }

    @Override
    public List<StoredFile> list(String folder) {
      return storage.list(folder);
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
    public void publish(String from, String to) {
      storage.publish(from, to);
    }

    @Override
    public boolean delete(String path) {
      return storage.delete(path);
    }
  }
}
