package io.brasa.core.journal;

import static java.util.Objects.requireNonNull;

import io.brasa.core.error.CoreError;
import io.brasa.runtime.environment.Environment;
import io.brasa.runtime.error.EngineException;
import io.brasa.runtime.storage.Storage;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;

/**
 * What an application remembers beyond the life of its driver.
 *
 * <h2>What is promised</h2>
 *
 * <ul>
 *   <li><b>Any beginning of a journal is a truth.</b> Entries are written behind the decisions, but
 *       in their order: what a stage reads has counted before it does, and is written before it. So
 *       a tail that is lost, or all that follows a damaged entry, costs work and nothing else, and
 *       nobody waits for the disk; except a save, whose decision is on the device before the first
 *       file moves.
 *   <li><b>Nothing is believed of outputs but that they once were.</b> Whoever goes on asks those
 *       who serve them. What is gone is computed again, and compared with the checksum that the
 *       journal keeps: whoever has read another content is rolled back, as after any loss.
 *   <li><b>One driver at a time, by epochs.</b> To begin is to make a file that nobody else can
 *       make: the claim of an epoch above all that there are. A driver that was only stopped finds
 *       a later claim, or its own gone, before it writes or decides anything, and ends. Epochs
 *       never fall, even if the entries are lost: attempts of tasks are numbered from the epoch on,
 *       so that no two drivers mean different outputs by one name.
 *   <li><b>A save is done once,</b> by whichever driver. What goes to a target in several steps is
 *       known to be on its way before the first of them; from then on a later driver does what is
 *       left, however others have changed the target since.
 *   <li><b>A journal is of one run.</b> When the application ends in order it is deleted.
 * </ul>
 *
 * What is appended is given by the one thread that decides; all else is thread-safe.
 */
public final class Journal implements AutoCloseable {
  /** So many attempts a partition has in one life of the application. */
  private static final int ATTEMPTS_BITS = 16;

  private static final long EPOCHS_MOST = 1 << Integer.SIZE - 2 - ATTEMPTS_BITS;

  /** Where map outputs are served. */
  public record Place(String host, int port) {}

  /**
   * A save that was decided in an earlier life.
   *
   * @param folder for which it was decided
   * @param isPlaced whether it has begun to go from there to its target, or went
   * @param isFollowed whether a later save went to the folder, so that this one's files may be gone
   */
  public record Decided(String folder, byte[] manifest, boolean isPlaced, boolean isFollowed) {}

  /**
   * A save of an earlier life that the program will do.
   *
   * @param folder from which it was put to its target
   */
  public record Upcoming(String target, String folder) {}

  /** Knows how saves are decided. */
  public interface Saves {
    /**
     * Takes a staging folder away from the driver that began it, so that what that still does there
     * comes to nothing; then finishes what had been decided, and deletes what had not.
     *
     * @return the manifest if the save was decided
     */
    Optional<byte[]> takeOver(String folder, String staging, long epoch);
  }

  private final JournalFolder folder;
  private final JournalWriter writer;
  private final Map<Long, StageHistory> stages;
  private final Map<String, Place> places;
  private final Map<String, JournalState.Save> decided;
  private final Map<String, Long> notes;

  /** The works of saves that were asked for. */
  private final Set<String> reached = new HashSet<>();

  /** Those that the file has heard of. Used by the deciding thread. */
  private final Set<Long> named = new HashSet<>();

  private Journal(JournalFolder folder, JournalWriter writer, JournalState state) {
    this.folder = folder;
    this.writer = writer;
    this.stages = new LinkedHashMap<>(state.stages());
    this.places = new TreeMap<>(state.places());
    this.decided = new LinkedHashMap<>(state.decided());
    this.notes = new HashMap<>(state.notes());
    named.addAll(stages.keySet());
  }

  /**
   * Begins a life of the application: claims an epoch, and reads what earlier ones have left.
   *
   * @param path of the folder for the journals of all applications
   * @param onSuperseded hears, once, that another driver has claimed a later epoch
   */
  public static Journal open(
      Environment environment,
      Storage storage,
      String path,
      String application,
      Saves saves,
      Consumer<String> warn,
      Consumer<EngineException> onSuperseded) {
    return open(
        environment,
        storage,
        path,
        application,
        JournalWriter.Limits.USUAL,
        saves,
        warn,
        onSuperseded);
  }

  static Journal open(
      Environment environment,
      Storage storage,
      String path,
      String application,
      JournalWriter.Limits limits,
      Saves saves,
      Consumer<String> warn,
      Consumer<EngineException> onSuperseded) {
    JournalFolder folder =
        JournalFolder.claim(environment, storage, path + "/" + requireNonNull(application));
    if (folder.epoch() >= EPOCHS_MOST)
      throw new EngineException(
          CoreError.JOURNAL_FULL,
          "Application '" + application + "' has been started " + folder.epoch() + " times",
          "Delete the folder " + folder.path() + ", or choose another application id");
    JournalState state = takeOver(folder, application, saves, warn);
    JournalWriter writer =
        new JournalWriter(environment, folder, application, limits, warn, onSuperseded);
    writer.begin(state.entries(folder.epoch()));
    folder.deleteEarlier();
    return new Journal(folder, writer, state);
  }

  /**
   * An earlier driver may still be at work. What it has begun to save is taken from it, until there
   * is nothing more: what it does afterwards fails.
   */
  private static JournalState takeOver(
      JournalFolder folder, String application, Saves saves, Consumer<String> warn) {
    Set<String> taken = new HashSet<>();
    Map<String, Entry.SaveDecided> finished = new LinkedHashMap<>();
    while (true) {
      JournalState state = folder.read(application, warn);
      boolean isNews = false;
      for (Entry.SaveBegan save : state.begun().values()) {
        if (!taken.add(save.staging())) continue;
        isNews = true;
        saves
            .takeOver(save.folder(), save.staging(), folder.epoch())
            .ifPresent(
                manifest ->
                    finished.put(
                        save.staging(),
                        new Entry.SaveDecided(save.work(), save.folder(), manifest)));
      }
      if (isNews) continue;
      for (Entry.SaveDecided save : finished.values()) if (!state.knows(save)) state.apply(save);
      return state;
    }
  }

  /** From one, higher in each life. */
  public long epoch() {
    return folder.epoch();
  }

  /** What this driver is among all that claim the same epoch elsewhere. */
  public String incarnation() {
    return folder.incarnation();
  }

  /** The number that the first attempt of a partition has in this life. */
  public int firstAttempt() {
    return (int) (folder.epoch() - 1) << ATTEMPTS_BITS;
  }

  /** How many attempts of a partition came before one, in the same life. */
  public static int attemptInLife(int attempt) {
    return attempt & (1 << ATTEMPTS_BITS) - 1;
  }

  /** The life of an attempt: the epoch of its driver. */
  public static long epochOf(int attempt) {
    return (attempt >>> ATTEMPTS_BITS) + 1L;
  }

  // ---- what there was

  /**
   * What is known of all stages of earlier lives, parents before children: for whoever can confirm
   * what was written, before the first is taken.
   */
  public synchronized List<StageHistory> stages() {
    return List.copyOf(stages.values());
  }

  /** Who served the map outputs of which executors. */
  public synchronized Map<String, Place> places() {
    return Map.copyOf(places);
  }

  /** What is known of a stage, once: it is the caller's from then on. */
  public synchronized Optional<StageHistory> take(long stage, String fingerprint) {
    StageHistory history = stages.get(stage);
    if (history == null || !history.fingerprint().equals(fingerprint)) return Optional.empty();
    return Optional.ofNullable(stages.remove(stage));
  }

  /**
   * A save that was decided in an earlier life, and was the last that made its folder. Who asks has
   * come to it.
   */
  public synchronized Optional<Decided> decided(String work) {
    reached.add(work);
    return Optional.ofNullable(decided.get(work))
        .map(
            save ->
                new Decided(
                    save.entry().folder(),
                    save.entry().manifest(),
                    !save.target().isEmpty(),
                    save.isFollowed()));
  }

  /** What was put to targets in earlier lives by saves that this one has not come to. */
  public synchronized List<Upcoming> upcoming() {
    return decided.values().stream()
        .filter(save -> !save.target().isEmpty() && !reached.contains(save.entry().work()))
        .map(save -> new Upcoming(save.target(), save.entry().folder()))
        .toList();
  }

  /**
   * The program saves to a target what no earlier life has: it is at its end there, or another than
   * it was, and what was put to the target is no longer to come.
   */
  public synchronized void outran(String target) {
    for (JournalState.Save save : decided.values())
      if (save.target().equals(target)) reached.add(save.entry().work());
  }

  /** Whether some save for a folder was decided in an earlier life. */
  public synchronized boolean hasDecided(String folder) {
    return decided.values().stream().anyMatch(save -> save.entry().folder().equals(folder));
  }

  /** What an earlier life has noted under a name; else what this one finds, which is noted. */
  public synchronized long noted(String name, LongSupplier found) {
    Long known = notes.get(name);
    if (known != null) return known;
    long value = found.getAsLong();
    notes.put(name, value);
    writer.append(new Entry.Noted(name, value));
    return value;
  }

  // ---- what happens

  /** A partition counts from now on. */
  public void won(
      long stage,
      String fingerprint,
      int partitionCount,
      boolean isResult,
      int partition,
      int attempt,
      String executor,
      long checksum,
      byte[] report) {
    if (named.add(stage))
      writer.append(new Entry.Stage(stage, fingerprint, partitionCount, isResult));
    writer.append(new Entry.Won(stage, partition, attempt, executor, checksum, report));
  }

  /**
   * Whether there is room for results of jobs, which stay for ever. Without them a later life runs
   * the last stages of its jobs again; stages with outputs and saves go on to be written down.
   */
  public boolean hasRoomForResults() {
    return !writer.isLong();
  }

  /** Nothing of a stage counts any more. */
  public void rolledBack(long stage) {
    if (named.contains(stage)) writer.append(new Entry.RolledBack(stage));
  }

  /** The outputs of a stage are deleted. */
  public void forgotten(long stage) {
    if (named.contains(stage)) writer.append(new Entry.Forgotten(stage));
  }

  /** Nobody has these outputs any more. */
  public void outputsLost(List<String> executors) {
    writer.append(new Entry.OutputsLost(executors));
  }

  /** The map outputs of an executor are served there, also when it is gone. */
  public void served(String executor, Place place) {
    writer.append(new Entry.Served(executor, place.host(), place.port()));
  }

  /** A save is about to begin; returns when that is on the device. */
  public void saveBegins(String work, String target, String staging) {
    writer.append(new Entry.SaveBegan(work, target, staging));
    writer.flush();
  }

  /**
   * A save is decided, and about to be published; returns when that is on the device. Fails with
   * {@code DRIVER_SUPERSEDED} if it is another driver's now to decide.
   */
  public void saveDecided(String work, String target, byte[] manifest) {
    writer.append(new Entry.SaveDecided(work, target, manifest));
    writer.flush();
  }

  /**
   * What a decided save consists of lies whole in its folder and begins to be put to a target,
   * which this or a later life brings to an end; returns when that is on the device.
   */
  public void savePlaced(String work, String target) {
    writer.append(new Entry.SavePlaced(work, target));
    writer.flush();
  }

  /**
   * A decided save failed on its way to its target, and is about to be taken back; returns when
   * that is on the device. Fails with {@code DRIVER_SUPERSEDED} if it is another driver's now.
   */
  public void saveWithdrawn(String work) {
    writer.append(new Entry.SaveWithdrawn(work));
    writer.flush();
  }

  /**
   * How a report is shortened to what counts of it when the output of its task is gone. Called on
   * the journal's own thread.
   */
  public void shrinkBy(UnaryOperator<byte[]> how) {
    writer.shrinkBy(how);
  }

  /** From here on nothing can be written: what follows would count without it. */
  public void giveUp(String why) {
    writer.abandon(why);
  }

  /** Fails with {@code DRIVER_SUPERSEDED} if there is a later driver. */
  public void requireLatest() {
    folder.requireLatest();
  }

  /** Returns when all that was appended is on the device. */
  public void flush() {
    writer.flush();
  }

  /** The application has ended in order: nobody is to go on with it. */
  public void finish() {
    writer.close();
    folder.deleteOwn();
  }

  /** Leaves everything as it is for another driver. */
  @Override
  public void close() {
    writer.close();
  }
}
