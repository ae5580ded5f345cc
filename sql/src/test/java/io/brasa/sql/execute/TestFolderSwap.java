package io.brasa.sql.execute;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brasa.columnar.source.SourceOptions;
import io.brasa.columnar.source.files.FileListing;
import io.brasa.columnar.source.files.FormatOptions;
import io.brasa.core.commit.Ownership;
import io.brasa.runtime.error.EngineException;
import io.brasa.runtime.storage.Storage;
import io.brasa.runtime.storage.Storages;
import io.brasa.runtime.storage.StoredFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Processes are killed by a signal at each step of a swap, and the next save finds all or nothing.
 */
@Timeout(120)
final class TestFolderSwap {
  private static final int KILLED = 137;

  @TempDir private Path folder;

  /** What owners are called; the dead are known. */
  private record Owner(String self, List<String> dead) implements Ownership {
    @Override
    public boolean isDead(String owner) {
      return dead.contains(owner);
    }
  }

  /** Does something before each step that changes anything, or before each step at all. */
  private record Watched(Storage storage, Runnable beforeEach, Runnable beforeChanges)
      implements Storage {
    @Override
    public List<StoredFile> list(String path) {
      beforeEach.run();
      return storage.list(path);
    }

    @Override
    public Optional<StoredFile> status(String path) {
      beforeEach.run();
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
    public void publish(String from, String to) {
      beforeEach.run();
      beforeChanges.run();
      storage.publish(from, to);
    }

    @Override
    public boolean delete(String path) {
      beforeEach.run();
      beforeChanges.run();
      return storage.delete(path);
    }
  }

  /** Does something once, before a step. */
  private static final class At implements Runnable {
    private final Runnable action;
    private int left;

    At(int left, Runnable action) {
      this.left = left;
      this.action = action;
    }

    @Override
    public void run() {
      if (left-- == 0) action.run();
    }
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
      Storage storage = Storages.ofThisHost().resolve(arguments[0]).storage();
      At death = new At(Integer.parseInt(arguments[2]), TestFolderSwap::killSelf);
      Watched killing = new Watched(storage, () -> {}, death);
      Owner owner = new Owner("victim", List.of("victim"));
      FolderSwap swap = new FolderSwap(killing, arguments[0], owner.self(), "id1");
      switch (arguments[1]) {
        case "replace" -> swap.replace();
        case "append" -> swap.append();
        default -> FolderSwap.recover(killing, arguments[0], owner);
      }
    }
  }

  private int run(String what, Path target, int steps) throws Exception {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            Victim.class.getName(),
            target.toString(),
            what,
            "" + steps)
        .inheritIO()
        .start()
        .waitFor();
  }

  private Path table(String name) throws IOException {
    Path target = folder.resolve(name);
    Files.createDirectories(target.resolve("k=1"));
    Files.writeString(target.resolve("k=1/part-id0-0"), "old");
    return target;
  }

  private void saved(Path target, String kind) throws IOException {
    for (int k = 1; k <= 2; k++) {
      Path part = target.resolveSibling("." + target.getFileName() + "." + kind + "-id1~victim");
      Files.createDirectories(part.resolve("k=" + k));
      Files.writeString(part.resolve("k=" + k + "/part-id1-0"), "new");
      Files.writeString(part.resolve("_SUCCESS"), "");
    }
  }

  private static List<String> files(Path target) throws IOException {
    if (!Files.exists(target)) return List.of();
    List<String> found = new ArrayList<>();
    try (Stream<Path> all = Files.walk(target)) {
      all.filter(Files::isRegularFile)
          .map(file -> target.relativize(file).toString())
          .filter(name -> !name.startsWith("_"))
          .sorted()
          .forEach(found::add);
    }
    return found;
  }

  /** What a reader takes, who may also name the files. */
  private static List<String> read(Path target) {
    List<String> found = read(target.toString(), target);
    List<String> named = new ArrayList<>(read(target + "/k=1", target));
    if (Files.exists(target.resolve("k=2"))) named.addAll(read(target + "/k=2", target));
    assertTrue(named.containsAll(found));
    return found;
  }

  private static List<String> read(String path, Path target) {
    Storages storages = Storages.ofThisHost();
    SourceOptions options = new SourceOptions(List.of(path), Map.of(), Optional.empty());
    return FileListing.list(options, new FormatOptions("t", options, List.of()), storages)
        .files()
        .stream()
        .map(file -> target.relativize(Path.of(file.path())).toString())
        .sorted()
        .toList();
  }

  private List<String> hidden() throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.map(file -> file.getFileName().toString()).filter(n -> n.startsWith(".")).toList();
    }
  }

  private void recover(Path target) {
    Storage storage = Storages.ofThisHost().resolve(target.toString()).storage();
    FolderSwap.recover(storage, target.toString(), new Owner("next", List.of("victim")));
  }

  @Test
  @Tag("slow")
  void aReplacementIsWholeOrNotThere() throws Exception {
    List<String> old = List.of("k=1/part-id0-0");
    List<String> fresh = List.of("k=1/part-id1-0", "k=2/part-id1-0");
    for (int steps = 0; steps <= 3; steps++) {
      Path target = table("table" + steps);
      saved(target, "new");
      assertEquals(steps < 3 ? KILLED : 0, run("replace", target, steps));
      recover(target);
      assertEquals(steps == 0 ? old : fresh, files(target), "killed after " + steps + " steps");
      assertEquals(List.of(), hidden());
    }
  }

  @Test
  @Tag("slow")
  void anAdditionIsWholeOrTakenBack() throws Exception {
    List<String> old = List.of("k=1/part-id0-0");
    for (int steps = 0; steps <= 4; steps++) {
      Path target = table("table" + steps);
      saved(target, "add");
      assertEquals(steps < 4 ? KILLED : 0, run("append", target, steps));
      if (steps == 1) assertEquals(2, files(target).size(), "moved before the signal");
      List<String> all = List.of("k=1/part-id0-0", "k=1/part-id1-0", "k=2/part-id1-0");
      assertEquals(steps < 3 ? old : all, read(target), "killed after " + steps + " steps");
      recover(target);
      assertEquals(steps < 3 ? old : all, files(target), "killed after " + steps + " steps");
      assertEquals(List.of(), hidden());
    }
  }

  @Test
  @Tag("slow")
  void recoveryMayBeKilledToo() throws Exception {
    for (int steps = 0; steps <= 2; steps++) {
      Path target = table("table" + steps);
      saved(target, "new");
      assertEquals(KILLED, run("replace", target, 1));
      assertEquals(List.of(), files(target));
      assertEquals(KILLED, run("recover", target, steps));
      recover(target);
      assertEquals(List.of("k=1/part-id1-0", "k=2/part-id1-0"), files(target));
      assertEquals(List.of(), hidden());
    }
  }

  @Test
  void whatBelongsToTheLivingIsLeft() throws Exception {
    Path target = table("table");
    saved(target, "add");
    Storage storage = Storages.ofThisHost().resolve(target.toString()).storage();
    FolderSwap.recover(storage, target.toString(), new Owner("next", List.of()));
    assertEquals(1, hidden().size());
    assertTrue(hidden().getFirst().endsWith("~victim"));
  }

  // ---- with a journal

  private static final String LASTING = "journal-app";
  private static final List<String> REPLACED = List.of("k=1/part-id1-0", "k=2/part-id1-0");
  private static final List<String> ADDED =
      List.of("k=1/part-id0-0", "k=1/part-id1-0", "k=2/part-id1-0");

  /** Goes on with a save, whose folder is there or was. */
  private static void place(Storage storage, Path target, String kind) {
    String folder =
        target
            .resolveSibling("." + target.getFileName() + "." + kind + "-id1~" + LASTING)
            .toString();
    FolderSwap.of(storage, target.toString(), folder).place(folder);
  }

  private Path begun(String kind, int number) throws IOException {
    Path target = table(kind + number);
    saved(target, kind);
    String name = "." + target.getFileName() + "." + kind + "-id1~";
    Files.move(target.resolveSibling(name + "victim"), target.resolveSibling(name + LASTING));
    return target;
  }

  private static Storage local(Path target) {
    return Storages.ofThisHost().resolve(target.toString()).storage();
  }

  @ParameterizedTest
  @ValueSource(strings = {"new", "add"})
  void aLaterDriverDoesWhatIsLeft(String kind) throws Exception {
    List<String> whole = kind.equals("new") ? REPLACED : ADDED;
    boolean isOver = false;
    for (int step = 0; !isOver; step++) {
      Path target = begun(kind, step);
      Storage storage = local(target);
      At death =
          new At(
              step,
              () -> {
                throw new IllegalStateException("killed");
              });
      Storage killed = new Watched(storage, death, () -> {});
      try {
        place(killed, target, kind);
        isOver = true;
      } catch (IllegalStateException atItsStep) {
        // Others leave what belongs to the application, but for a table that is gone.
        FolderSwap.recover(storage, target.toString(), new Owner("next", List.of("victim")));
        assertTrue(Files.exists(target));
      }
      place(storage, target, kind);
      assertEquals(whole, files(target), "killed before step " + step);
      assertEquals(List.of(), hidden());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"new", "add"})
  void whoStoodStillDoesNoHarmWhenItWakes(String kind) throws Exception {
    List<String> whole = kind.equals("new") ? REPLACED : ADDED;
    boolean isOver = false;
    for (int step = 0; !isOver; step++) {
      Path target = begun(kind, step);
      Storage storage = local(target);
      At sleep = new At(step, () -> place(storage, target, kind));
      try {
        place(new Watched(storage, sleep, () -> {}), target, kind);
      } catch (EngineException tooLate) {
        // The journal refuses it then, and it undoes nothing.
      }
      isOver = sleep.left >= 0;
      assertEquals(whole, files(target), "stood still before step " + step);
      assertEquals(List.of(), hidden());
    }
  }

  private static void put(Path file) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, "x");
  }

  private static List<String> all(Path root) throws IOException {
    try (Stream<Path> paths = Files.walk(root)) {
      return paths
          .filter(Files::isRegularFile)
          .map(each -> root.relativize(each).toString())
          .sorted()
          .toList();
    }
  }
}
