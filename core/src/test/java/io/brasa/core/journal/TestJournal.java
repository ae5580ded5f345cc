package io.brasa.core.journal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brasa.core.error.CoreError;
import io.brasa.runtime.environment.SystemEnvironment;
import io.brasa.runtime.error.EngineException;
import io.brasa.runtime.storage.LocalStorage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Journals on a disk, and what later lives make of them. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class TestJournal {
  private static final String FINGERPRINT = "f";

  private static final EntryFormat FORMAT = new EntryFormat();

  @TempDir private Path folder;
  private final List<Journal> open = new ArrayList<>();
  private final List<String> warnings = new CopyOnWriteArrayList<>();
  private final List<EngineException> superseded = new CopyOnWriteArrayList<>();
  private final List<String> takenOver = new ArrayList<>();

  /** What there is to be taken over, by staging folder. */
  private final Map<String, byte[]> manifests = new TreeMap<>();

  private Journal next() {
    Journal journal =
        Journal.open(
            new SystemEnvironment(),
            new LocalStorage(),
            folder.toString(),
            "app",
            (target, staging, epoch) -> {
              takenOver.add(staging + " by " + epoch);
              return Optional.ofNullable(manifests.remove(staging));
            },
            warnings::add,
            superseded::add);
    open.add(journal);
    return journal;
  }

  @AfterEach
  void end() {
    open.forEach(Journal::close);
  }

  private Path file(long epoch) {
    return folder.resolve("app/epoch-" + epoch + ".journal");
  }

  private static byte[] report(int partition) {
    return new byte[] {1, (byte) partition, 3};
  }

  private static void win(Journal journal, long stage, int partition, int attempt, String by) {
    journal.won(
        stage,
        FINGERPRINT + stage,
        8,
        false,
        partition,
        attempt,
        by,
        100 * stage + partition,
        report(partition));
  }

  private static StageHistory history(Journal journal, long stage) {
    return journal.take(stage, FINGERPRINT + stage).orElseThrow();
  }

  @Test
  void aLaterLifeKnowsWhoWonAndWhereThatIsServed() {
    Journal first = next();
    assertEquals(1, first.epoch());
    assertEquals(0, first.firstAttempt());
    first.served("executor-1", new Journal.Place("beta", 7));
    win(first, 1, 3, 0, "executor-1");
    win(first, 1, 4, 1, "executor-2");
    first.flush();
    Journal second = next();
    assertEquals(2, second.epoch());
    assertEquals(0, Journal.attemptInLife(second.firstAttempt()));
    assertEquals(2, Journal.epochOf(second.firstAttempt() + 17));
    assertEquals(Map.of("executor-1", new Journal.Place("beta", 7)), second.places());
    StageHistory stage = history(second, 1);
    assertEquals(0, stage.winner(3));
    assertEquals("executor-1", stage.executor(3));
    assertEquals(103, stage.checksum(3));
    assertArrayEquals(report(3), stage.report(3));
    assertEquals(1, stage.winner(4));
    assertEquals(-1, stage.winner(5));
    assertFalse(stage.isChecked(5));
    assertFalse(stage.isThere(3), "nobody has said so yet");
    stage.confirm(3);
    assertTrue(stage.isThere(3));
    assertEquals(Optional.empty(), second.take(1, FINGERPRINT + 1), "it was taken");
    assertEquals(List.of(), warnings);
  }

  @Test
  void anotherFingerprintIsAnotherStage() {
    Journal first = next();
    win(first, 1, 3, 0, "e");
    first.flush();
    assertEquals(Optional.empty(), next().take(1, "another"));
  }

  @Test
  void whatIsLostOrRolledBackKeepsItsChecksum() {
    Journal first = next();
    for (int stage = 1; stage <= 3; stage++) win(first, stage, 0, 0, "e" + stage);
    first.outputsLost(List.of("e1"));
    first.forgotten(2);
    first.rolledBack(3);
    first.flush();
    for (Journal later : List.of(next(), next())) {
      StageHistory lost = history(later, 1);
      assertEquals(-1, lost.winner(0));
      assertTrue(lost.isChecked(0));
      assertArrayEquals(report(0), lost.report(0), "it has counted");
      StageHistory forgotten = history(later, 2);
      assertEquals(-1, forgotten.winner(0));
      assertArrayEquals(report(0), forgotten.report(0));
      StageHistory rolledBack = history(later, 3);
      assertEquals(-1, rolledBack.winner(0));
      assertEquals(300, rolledBack.checksum(0));
      assertEquals(null, rolledBack.report(0), "it counts no more");
    }
  }

  @Test
  void resultsStayThoughTheirExecutorsAreLost() {
    Journal first = next();
    first.won(1, "r", 1, true, 0, 0, "e", 0, report(0));
    first.outputsLost(List.of("e"));
    first.forgotten(1);
    first.flush();
    assertTrue(next().take(1, "r").orElseThrow().isThere(0));
  }

  @Test
  void theLaterDriverIsTheOnlyOneThatDecides() throws Exception {
    Journal first = next();
    first.saveBegins("work", "/out", "/.out");
    Journal second = next();
    EngineException refused =
        assertThrows(
            EngineException.class, () -> first.saveDecided("work", "/out", new byte[] {1}));
    assertEquals(CoreError.DRIVER_SUPERSEDED, refused.code());
    assertEquals(Optional.empty(), second.decided("work"));
    second.saveBegins("work", "/out", "/.out");
    second.saveDecided("work", "/out", new byte[] {2});
    for (int i = 0; i < 1_000 && superseded.isEmpty(); i++) Thread.sleep(10);
    assertEquals(CoreError.DRIVER_SUPERSEDED, superseded.getFirst().code(), "it notices alone");
    assertThrows(EngineException.class, first::finish);
    assertTrue(Files.exists(file(2)), "what is another's stays");
    second.finish();
    assertEquals(0, folder.resolve("app").toFile().list().length);
    assertThrows(EngineException.class, second::requireLatest);
  }

  @Test
  void aClaimOfTheSameNumberIsNotOnesOwn() {
    Journal first = next();
    Journal second = next();
    second.finish();
    Journal anew = next();
    assertEquals(1, anew.epoch());
    EngineException refused = assertThrows(EngineException.class, first::requireLatest);
    assertTrue(refused.what().contains("another driver's"), refused.what());
    anew.requireLatest();
  }

  @Test
  void savesAreTakenOverAndThoseThatWereDecidedAreKnown() {
    Journal first = next();
    first.saveBegins("a", "/a", "/.a");
    first.saveBegins("b", "/b", "/.b");
    first.saveBegins("c", "/c", "/.c");
    first.saveDecided("c", "/c", new byte[] {3});
    manifests.put("/.b", new byte[] {2});
    Journal second = next();
    assertEquals(List.of("/.a by 2", "/.b by 2", "/.c by 2"), takenOver.stream().sorted().toList());
    assertEquals(Optional.empty(), second.decided("a"));
    assertArrayEquals(new byte[] {2}, second.decided("b").orElseThrow().manifest());
    assertArrayEquals(new byte[] {3}, second.decided("c").orElseThrow().manifest());
    assertEquals("/c", second.decided("c").orElseThrow().folder());
    Journal third = next();
    assertEquals(3, takenOver.size(), "nothing is left to be taken over");
    assertArrayEquals(new byte[] {2}, third.decided("b").orElseThrow().manifest());
  }

  @Test
  void onlyTheLastSaveToAFolderIsThere() {
    Journal first = next();
    first.saveDecided("a", "/out", new byte[] {1});
    first.saveDecided("b", "/out", new byte[] {2});
    Journal second = next();
    assertEquals(Optional.empty(), second.decided("a"));
    assertArrayEquals(new byte[] {2}, second.decided("b").orElseThrow().manifest());
  }

  @Test
  void whatWasPutToItsTargetIsOver() {
    Journal first = next();
    first.saveDecided("plain", "/t", new byte[] {1});
    first.saveDecided("added", "/.t.add-1", new byte[] {2});
    first.savePlaced("added", "/t");
    first.saveDecided("failed", "/.t.add-2", new byte[] {3});
    first.savePlaced("failed", "/t");
    first.saveWithdrawn("failed");
    first.saveDecided("waits", "/.t.add-3", new byte[] {4});
    for (Journal later : List.of(next(), next())) {
      assertTrue(later.decided("plain").orElseThrow().isFollowed(), "rows came to it since");
      assertTrue(later.decided("added").orElseThrow().isPlaced());
      assertEquals(Optional.empty(), later.decided("failed"));
      assertFalse(later.decided("waits").orElseThrow().isPlaced());
      assertTrue(later.hasDecided("/t"));
    }
  }

  @Test
  void aLifeThatEndedWhileItTookOverIsPassedOver() throws Exception {
    Journal first = next();
    win(first, 1, 0, 0, "e");
    first.flush();
    byte[] whole = Files.readAllBytes(file(1));
    next().close();
    byte[] taken = Files.readAllBytes(file(2));
    Files.write(file(1), whole);
    Files.write(file(2), Arrays.copyOf(taken, taken.length / 2));
    assertEquals(0, history(next(), 1).winner(0));
  }

  @Test
  void aFullDiskCostsOnlyTheJournal() throws Exception {
    Journal first = next();
    win(first, 1, 0, 0, "e");
    first.giveUp("for show");
    win(first, 2, 0, 0, "e");
    first.flush();
    assertEquals(1, warnings.size());
    Journal second = next();
    assertEquals(0, history(second, 1).winner(0));
    assertEquals(Optional.empty(), second.take(2, FINGERPRINT + 2));
  }

  // ---- damage

  /** What a life may do, at random; stages read those before them. */
  private static void live(Journal journal, Random random, int steps) {
    journal.served("e0", new Journal.Place("alpha", 1));
    for (int step = 0; step < steps; step++) {
      long stage = 1 + random.nextInt(5);
      switch (random.nextInt(12)) {
        case 0 -> journal.rolledBack(stage);
        case 1 -> journal.forgotten(stage);
        case 2 -> journal.outputsLost(List.of("e" + random.nextInt(3)));
        case 3 -> journal.saveBegins("w" + step, "/out" + step, "/.out" + step);
        case 4 -> {
          journal.saveDecided("w" + step, "/out" + step, new byte[] {(byte) step});
          if (random.nextBoolean())
            journal.savePlaced("w" + step, "/out" + random.nextInt(step + 1));
          if (random.nextInt(8) == 0) journal.saveWithdrawn("w" + step);
        }
        default ->
            win(journal, stage, random.nextInt(8), random.nextInt(3), "e" + random.nextInt(3));
      }
    }
    journal.flush();
  }

  /** What each beginning of a file says, in words. */
  private static List<String> beginnings(byte[] bytes) {
    List<String> said = new ArrayList<>();
    JournalState state = new JournalState("app");
    said.add(describe(state));
    for (Entry entry : FORMAT.read(bytes).entries()) {
      state.apply(entry);
      said.add(describe(state));
    }
    return said;
  }

  private static String describe(JournalState state) {
    StringBuilder text = new StringBuilder();
    for (StageHistory history : state.stages().values()) {
      text.append(history.fingerprint()).append(':');
      for (int p = 0; p < history.partitionCount(); p++)
        text.append(history.winner(p))
            .append(history.executor(p))
            .append(history.isChecked(p) ? history.checksum(p) : "-")
            .append(history.report(p) == null)
            .append(' ');
    }
    text.append(new TreeMap<>(state.places())).append(state.begun().keySet());
    state
        .decided()
        .forEach(
            (work, save) ->
                text.append(work)
                    .append(save.entry().manifest()[0])
                    .append(save.target())
                    .append(save.isFollowed()));
    return text.toString();
  }

  private static JournalState read(byte[] bytes) {
    JournalState state = new JournalState("app");
    FORMAT.read(bytes).entries().forEach(state::apply);
    return state;
  }

  private void damage(Consumer<byte[]> check, Random random) throws IOException {
    Journal journal = next();
    live(journal, random, 40);
    check.accept(Files.readAllBytes(file(journal.epoch())));
  }

  @Test
  void whereverAFileIsCutOffItSaysWhatItsBeginningSaid() throws IOException {
    long seed = new Random().nextLong();
    System.out.println("seed " + seed);
    damage(
        bytes -> {
          List<String> beginnings = beginnings(bytes);
          for (int length = 0; length <= bytes.length; length++) {
            String said = describe(read(Arrays.copyOf(bytes, length)));
            assertTrue(beginnings.contains(said), "cut off at " + length);
          }
          assertEquals(beginnings.getLast(), describe(read(bytes)));
        },
        new Random(seed));
  }

  @Test
  void whicheverBitIsFlippedAFileSaysWhatItsBeginningSaid() throws IOException {
    long seed = new Random().nextLong();
    System.out.println("seed " + seed);
    damage(
        bytes -> {
          List<String> beginnings = beginnings(bytes);
          for (int bit = 0; bit < 8 * bytes.length; bit++) {
            bytes[bit >> 3] ^= (byte) (1 << (bit & 7));
            String said = describe(read(bytes));
            bytes[bit >> 3] ^= (byte) (1 << (bit & 7));
            assertTrue(beginnings.indexOf(said) < beginnings.size() - 1, "bit " + bit);
            assertTrue(beginnings.contains(said), "bit " + bit);
          }
        },
        new Random(seed));
  }

  @Test
  void anythingAtAllIsReadWithoutFailing() {
    long seed = new Random().nextLong();
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    for (int i = 0; i < 2_000; i++) {
      byte[] bytes = new byte[random.nextInt(200)];
      random.nextBytes(bytes);
      System.arraycopy(EntryFormat.head(), 0, bytes, 0, Math.min(5, bytes.length));
      assertEquals("", describe(read(bytes)).replaceAll("[\\[\\]{}]", ""));
    }
  }

  @Test
  void aJournalOfAnotherApplicationSaysNothing() throws IOException {
    Journal journal = next();
    win(journal, 1, 0, 0, "e");
    journal.flush();
    JournalState state = new JournalState("other");
    FORMAT.read(Files.readAllBytes(file(1))).entries().forEach(state::apply);
    assertEquals(Map.of(), state.stages());
  }
}
