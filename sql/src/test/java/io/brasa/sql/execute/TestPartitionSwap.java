package io.brasa.sql.execute;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brasa.columnar.source.SourceOptions;
import io.brasa.columnar.source.files.FileListing;
import io.brasa.columnar.source.files.FormatOptions;
import io.brasa.core.commit.Ownership;
import io.brasa.core.error.CoreError;
import io.brasa.runtime.error.EngineException;
import io.brasa.runtime.storage.LocalStorage;
import io.brasa.runtime.storage.Storage;
import io.brasa.runtime.storage.Storages;
import io.brasa.runtime.storage.StoredFile;
import io.brasa.sql.catalog.warehouse.CrashingStorage;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Partitions are replaced by a process that dies at any of its operations: who reads the folder,
 * before anybody has put it in order and after, finds all old files or all new ones.
 */
@Timeout(180)
final class TestPartitionSwap {
  private static final int KILLED = 137;
  private static final Set<String> OLD =
      Set.of("p=1/q=1/part-id0-0", "p=1/q=1/foreign", "p=1/q=2/part-id0-1", "p=2/q=1/part-id0-2");
  private static final Set<String> NEW =
      Set.of(
          "p=1/q=1/part-id1-0",
          "p=1/q=1/part-id1-1",
          "p=1/q=2/part-id0-1",
          "p=2/q=1/part-id1-0",
          "p=3/q=1/part-id1-0");

  @TempDir private Path folder;
  private int tables;

  /** The dead are known. */
  private record Owner(String self, List<String> dead) implements Ownership {
    @Override
    public boolean isDead(String owner) {
      return dead.contains(owner);
    }
  }

  private static final Owner NEXT = new Owner("next", List.of("victim"));

  private static void put(Path file) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, "x");
  }

  private Path table() throws IOException {
    Path target = folder.resolve("" + tables++).resolve("t");
    for (String each : OLD) put(target.resolve(each));
    save(target, "id1", "victim", NEW.stream().filter(name -> name.contains("id1")).toList());
    return target;
  }

  private static void save(Path target, String id, String owner, List<String> files)
      throws IOException {
    Path saved = target.resolveSibling("." + target.getFileName() + ".swap-" + id + "~" + owner);
    for (String each : files) put(saved.resolve(each));
    put(saved.resolve("_SUCCESS"));
  }

  private static Set<String> read(Storage storage, Path target) {
    return read(storage, target, target.toString());
  }

  private static Set<String> read(Storage storage, Path target, String path) {
    SourceOptions options = new SourceOptions(List.of(path), Map.of(), Optional.empty());
    Storages storages = new Storages(storage, "/", Map.of());
    return FileListing.list(options, new FormatOptions("t", options, List.of()), storages)
        .files()
        .stream()
        .map(file -> target.relativize(Path.of(file.path())).toString())
        .collect(Collectors.toSet());
  }

  private static Set<String> files(Path root) throws IOException {
    try (Stream<Path> paths = Files.walk(root)) {
      return paths
          .filter(Files::isRegularFile)
          .map(each -> root.relativize(each).toString())
          .collect(Collectors.toSet());
    }
  }

  private static FolderSwap swap(Storage storage, Path target, String id, String owner) {
    return new FolderSwap(storage, target.toString(), owner, id);
  }

  private static void recover(Storage storage, Path target) {
    FolderSwap.recover(storage, target.toString(), NEXT);
  }

  /** Runs something that dies at a moment; whether it came to its end. */
  private static boolean isWhole(CrashingStorage storage, Runnable action) {
    try {
      action.run();
      return true;
    } catch (CrashingStorage.SimulatedCrash crash) {
      return false;
    }
  }

  private static void assertOneOfBoth(Set<String> found, String when) {
    assertTrue(found.equals(OLD) || found.equals(NEW), () -> when + ": " + new TreeSet<>(found));
  }

  @Test
  void readersSeeAllOrNothingWhereverItDies() throws IOException {
    die(1, 40);
  }

  @Test
  @Tag("slow")
  void readersSeeAllOrNothingWhereverItsRecoveryDies() throws IOException {
    die(2, 5);
  }

  private void die(int moments, int recoveryMoments) throws IOException {
    Storage local = new LocalStorage();
    boolean isOver = false;
    int undone = 0;
    int moment = 0;
    for (; !isOver; moment += moments) {
      boolean isRecovered = false;
      for (int second = 0; !isRecovered; second += recoveryMoments) {
        Path target = table();
        String when = "moment " + moment + ", recovery " + second;
        CrashingStorage dying = new CrashingStorage(local, moment);
        isOver = isWhole(dying, () -> swap(dying, target, "id1", "victim").exchange(2, NEXT));
        Set<String> seen = read(local, target);
        assertOneOfBoth(seen, when);
        CrashingStorage recovering = new CrashingStorage(local, second);
        isRecovered = isWhole(recovering, () -> recover(recovering, target));
        assertEquals(seen, read(local, target), when);
        recover(local, target);
        assertEquals(seen, read(local, target), when);
        assertEquals(seen, files(target), when);
        assertEquals(seen.size(), files(target.getParent()).size(), when + ": nothing is left");
        if (seen.equals(OLD)) undone++;
      }
    }
    assertTrue(moment > 60 && undone > 20, moment + " moments, " + undone + " undone");
  }

  @Test
  void whoReadsOnePartitionSeesAllOfItToo() throws IOException {
    Storage local = new LocalStorage();
    boolean isOver = false;
    for (int moment = 0; !isOver; moment++) {
      Path target = table();
      CrashingStorage dying = new CrashingStorage(local, moment);
      isOver = isWhole(dying, () -> swap(dying, target, "id1", "victim").exchange(2, NEXT));
      Set<String> all = read(local, target);
      Set<String> one = new HashSet<>(all);
      one.removeIf(name -> !name.startsWith("p=1/q=1/"));
      assertEquals(one, read(local, target, target + "/p=1/q=1"), "moment " + moment);
      assertEquals(one, read(local, target, target + "/p=1/q=1/*"), "moment " + moment);
    }
  }

  /** A save of the folder of one partition, of which who reads the table knows as well. */
  @Test
  void oneFolderOfATableIsReplacedSo() throws IOException {
    Storage local = new LocalStorage();
    boolean isOver = false;
    int undone = 0;
    for (int moment = 0; !isOver; moment++) {
      Path target = folder.resolve("" + tables++).resolve("t");
      for (String each : OLD) put(target.resolve(each));
      Path one = target.resolve("p=1/q=1");
      save(one, "id1", "victim", List.of("part-id1-0"));
      CrashingStorage dying = new CrashingStorage(local, moment);
      isOver = isWhole(dying, () -> swap(dying, one, "id1", "victim").exchange(0, NEXT));
      Set<String> replaced =
          Set.of("p=1/q=1/part-id1-0", "p=1/q=2/part-id0-1", "p=2/q=1/part-id0-2");
      Set<String> seen = read(local, target);
      assertTrue(seen.equals(OLD) || seen.equals(replaced), moment + ": " + seen);
      recover(local, one);
      assertEquals(seen, read(local, target), "moment " + moment);
      assertEquals(
          seen,
          files(target.getParent()).stream().map(n -> n.substring(2)).collect(Collectors.toSet()));
      if (seen.equals(OLD)) undone++;
    }
    assertTrue(undone > 10, undone + " undone");
  }

  /** Advances a save to a moment, before one of the reader's operations. */
  private static final class Overtaken implements Storage {
    private final Storage storage = new LocalStorage();
    private final int at;
    private final Runnable action;
    private int operations;

    Overtaken(int at, Runnable action) {
      this.at = at;
      this.action = action;
    }

    private void pass() {
      if (operations++ == at) action.run();
    }

    @Override
    public List<StoredFile> list(String path) {
      pass();
      return storage.list(path);
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
      return storage.create(path);
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

  @Test
  @Tag("slow")
  void readersWhomASaveOvertakesSeeAllOrNothing() throws IOException {
    Storage local = new LocalStorage();
    int moments = 0;
    boolean isEnd = false;
    for (int first = 0; !isEnd; first += 13) {
      int before = first;
      boolean isOver = false;
      for (int moment = first; !isOver; moment += 7) {
        int dead = moment;
        boolean isLate = false;
        for (int at = 0; !isLate; at++) {
          Path target = table();
          // A driver that goes on with a save does what is left, from any of its moments.
          CrashingStorage begins = new CrashingStorage(local, before);
          isEnd = isWhole(begins, () -> swap(begins, target, "id1", "victim").exchange(2, NEXT));
          CrashingStorage goesOn = new CrashingStorage(local, dead - before);
          boolean[] isWhole = {false};
          Overtaken reading =
              new Overtaken(
                  at,
                  () ->
                      isWhole[0] =
                          isWhole(
                              goesOn,
                              () -> swap(goesOn, target, "id1", "victim").exchange(2, NEXT)));
          Set<String> seen = read(reading, target);
          isLate = reading.operations <= at;
          isOver |= isWhole[0] || isEnd;
          // Of a save that begins and ends within the listing, parts may be seen, each whole.
          if (!isWhole[0] || before > 0)
            assertOneOfBoth(seen, "from " + before + " to " + dead + " at " + at);
          moments++;
        }
      }
    }
    assertTrue(moments > 300, moments + " moments");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void laterDriversOfAnApplicationGoOn(boolean isWakened) throws IOException {
    Storage local = new LocalStorage();
    boolean isOver = false;
    for (int moment = 0; !isOver; moment++) {
      Path target = folder.resolve("" + tables++).resolve("t");
      for (String each : OLD) put(target.resolve(each));
      List<String> fresh = NEW.stream().filter(name -> name.contains("id1")).toList();
      save(target, "id1", "journal-app", fresh);
      Runnable other = () -> swap(local, target, "id1", "journal-app").exchange(2, NEXT);
      if (isWakened) {
        // The first one stands still while another does all of it, and then goes on.
        Overtaken standing = new Overtaken(moment, other);
        try {
          swap(standing, target, "id1", "journal-app").exchange(2, NEXT);
        } catch (EngineException tooLate) {
          // The journal refuses it then, and it undoes nothing.
        }
        isOver = standing.operations <= moment;
      } else {
        CrashingStorage dying = new CrashingStorage(local, moment);
        isOver = isWhole(dying, () -> swap(dying, target, "id1", "journal-app").exchange(2, NEXT));
        recover(local, target);
        assertOneOfBoth(read(local, target), "moment " + moment);
        other.run();
      }
      assertEquals(NEW, read(local, target), "moment " + moment);
      assertEquals(NEW, files(target), "moment " + moment);
      try (Stream<Path> beside = Files.list(target.getParent())) {
        assertEquals(1, beside.filter(Files::isDirectory).count(), "marks after " + moment);
      }
    }
  }

  @Test
  void twoThatReplaceTheSameAtOnceDoNotKeepBoth() throws IOException {
    Storage local = new LocalStorage();
    Path target = folder.resolve("t");
    for (String each : OLD) put(target.resolve(each));
    save(target, "id1", "self", List.of("p=1/q=1/part-id1-0", "p=2/q=1/part-id1-0"));
    save(target, "id2", "other", List.of("p=2/q=1/part-id2-0"));
    save(target, "id4", "victim", List.of("p=2/q=1/part-id4-0"));
    EngineException failure =
        assertThrows(
            EngineException.class, () -> swap(local, target, "id1", "self").exchange(2, NEXT));
    assertEquals(CoreError.OUTPUT_EXISTS, failure.code());
    assertTrue(failure.what().contains("p=2/q=1"), failure.what());
    swap(local, target, "id1", "self").withdraw();
    assertEquals(OLD, read(local, target));
    swap(local, target, "id2", "other").exchange(2, NEXT);
    Set<String> now = new HashSet<>(OLD);
    now.remove("p=2/q=1/part-id0-2");
    now.add("p=2/q=1/part-id2-0");
    assertEquals(now, read(local, target));
    assertEquals(
        now,
        files(target.getParent()).stream().map(n -> n.substring(2)).collect(Collectors.toSet()));
  }

  @Test
  void whatCountsAlreadyIsBroughtToItsEndByTheNext() throws IOException {
    Storage local = new LocalStorage();
    int ended = 0;
    boolean isOver = false;
    for (int moment = 0; !isOver; moment++) {
      Path target = table();
      CrashingStorage dying = new CrashingStorage(local, moment);
      isOver = isWhole(dying, () -> swap(dying, target, "id1", "victim").exchange(2, NEXT));
      boolean isCounted = read(local, target).equals(NEW);
      save(target, "id2", "other", List.of("p=2/q=1/part-id2-0"));
      if (!isCounted) continue;
      swap(local, target, "id2", "other").exchange(2, NEXT);
      Set<String> now = new HashSet<>(NEW);
      now.remove("p=2/q=1/part-id1-0");
      now.add("p=2/q=1/part-id2-0");
      assertEquals(now, read(local, target));
      assertEquals(now, files(target));
      ended++;
    }
    assertTrue(ended > 5, ended + " ended");
  }

  @Test
  void rowsThatAreAddedMeanwhileStay() throws IOException {
    Storage local = new LocalStorage();
    Path target = table();
    Path added = target.resolveSibling(".t.add-id3~other");
    put(added.resolve("p=1/q=1/part-id3-0"));
    put(target.resolve("p=1/q=1/part-id3-1"));
    swap(local, target, "id1", "victim").exchange(2, NEXT);
    assertEquals(NEW, read(local, target));
    swap(local, target, "id3", "other").append();
    Set<String> now = new HashSet<>(NEW);
    now.addAll(List.of("p=1/q=1/part-id3-0", "p=1/q=1/part-id3-1"));
    assertEquals(now, read(local, target));
  }

  private static void killSelf() {
    try {
      new ProcessBuilder("kill", "-9", "" + ProcessHandle.current().pid()).start().waitFor();
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The process that is killed. */
  static final class Victim {
    public static void main(String[] arguments) {
      Storage local = new LocalStorage();
      CrashingStorage dying = new CrashingStorage(local, Integer.parseInt(arguments[1]));
      try {
        new FolderSwap(dying, arguments[0], "victim", "id1").exchange(2, NEXT);
      } catch (CrashingStorage.SimulatedCrash now) {
        killSelf();
      }
    }
  }

  @Test
  @Tag("slow")
  void aKilledProcessLeavesAllOrNothing() throws Exception {
    Storage local = new LocalStorage();
    int code = KILLED;
    for (int moment = 0; code == KILLED; moment += 7) {
      Path target = table();
      code =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-XX:TieredStopAtLevel=1",
                  "-cp",
                  System.getProperty("java.class.path"),
                  Victim.class.getName(),
                  target.toString(),
                  "" + moment)
              .inheritIO()
              .start()
              .waitFor();
      Set<String> seen = read(local, target);
      assertOneOfBoth(seen, "moment " + moment);
      recover(local, target);
      assertEquals(seen, files(target), "moment " + moment);
    }
    assertEquals(0, code);
  }
}
