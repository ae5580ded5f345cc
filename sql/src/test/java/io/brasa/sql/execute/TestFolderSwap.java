package io.brasa.sql.execute;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brasa.columnar.source.SourceOptions;
import io.brasa.columnar.source.files.FileListing;
import io.brasa.columnar.source.files.FormatOptions;
import io.brasa.core.commit.Ownership;
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

  /** Kills its own process before a step. */
  private static final class Killing implements Storage {
    private final Storage storage;
    private int left;

    Killing(Storage storage, int left) {
      this.storage = storage;
      this.left = left;
    }

    private void step() {
      if (left-- > 0) return;
      try {
        new ProcessBuilder("kill", "-9", "" + ProcessHandle.current().pid()).start().waitFor();
      } catch (IOException | InterruptedException e) {
        throw new IllegalStateException(e);
      }
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
    public void publish(String from, String to) {
      step();
      storage.publish(from, to);
    }

    @Override
    public boolean delete(String path) {
      step();
      return storage.delete(path);
    }
  }

  /** The process that is killed. */
  static final class Victim {
    public static void main(String[] arguments) {
      Storage storage = Storages.ofThisHost().resolve(arguments[0]).storage();
      Killing killing = new Killing(storage, Integer.parseInt(arguments[2]));
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
}
