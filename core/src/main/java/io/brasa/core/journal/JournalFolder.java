package io.brasa.core.journal;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.brasa.core.error.CoreError;
import io.brasa.runtime.environment.Environment;
import io.brasa.runtime.error.EngineException;
import io.brasa.runtime.error.RuntimeError;
import io.brasa.runtime.storage.Durable;
import io.brasa.runtime.storage.Storage;
import io.brasa.runtime.storage.StoredFile;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;

/** The files of one application's journals, as the driver of one epoch sees them. Thread-safe. */
final class JournalFolder {
  private static final String PREFIX = "/epoch-";
  private static final String CLAIM = ".claim";
  private static final String JOURNAL = ".journal";
  private static final int READ_BYTES = 64 << 10;

  /** One that is superseded notices within a second, and rewrites its journal no more. */
  private static final int LISTINGS_MOST = 20;

  private final Storage storage;
  private final String path;
  private final long epoch;
  private final String incarnation;

  private JournalFolder(Storage storage, String path, long epoch, String incarnation) {
    this.storage = storage;
    this.path = path;
    this.epoch = epoch;
    this.incarnation = incarnation;
  }

  /** Claims the epoch after all that there are. */
  static JournalFolder claim(Environment environment, Storage storage, String path) {
    String incarnation = Long.toHexString(environment.newRandom().nextLong());
    while (true) {
      long latest = latest(storage, path);
      JournalFolder folder = new JournalFolder(storage, path, latest + 1, incarnation);
      if (folder.isClaimed()) return folder;
    }
  }

  /** Returns whether nobody was faster. */
  private boolean isClaimed() {
    try (OutputStream out = storage.create(own(CLAIM))) {
      out.write(incarnation.getBytes(US_ASCII));
      sync(out);
      return true;
    } catch (EngineException failure) {
      if (failure.code() == RuntimeError.PATH_EXISTS && storage.status(own(CLAIM)).isPresent())
        return false;
      throw failure;
    } catch (IOException failure) {
      throw failed(own(CLAIM), failure);
    }
  }

  static void sync(OutputStream out) {
    if (out instanceof Durable durable) durable.sync();
  }

  private static long latest(Storage storage, String path) {
    long latest = 0;
    for (StoredFile file : files(storage, path)) latest = Math.max(latest, epochOf(file.path()));
    return latest;
  }

  private static List<StoredFile> files(Storage storage, String path) {
    return storage.status(path).isEmpty() ? List.of() : storage.list(path);
  }

  /** Zero for other names. */
  private static long epochOf(String file) {
    String name = file.substring(file.lastIndexOf('/'));
    int dot = name.indexOf('.');
    if (!name.startsWith(PREFIX) || dot < 0) return 0;
    return number(name.substring(PREFIX.length(), dot));
  }

  /** How often a journal had been rewritten. */
  private static long generationOf(String file) {
    String name = file.substring(file.lastIndexOf('/'));
    int first = name.indexOf('.');
    int last = name.lastIndexOf('.');
    return first == last ? 0 : number(name.substring(first + 1, last));
  }

  private static long number(String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException other) {
      return 0;
    }
  }

  String path() {
    return path;
  }

  long epoch() {
    return epoch;
  }

  String incarnation() {
    return incarnation;
  }

  private String own(String suffix) {
    return path + PREFIX + epoch + suffix;
  }

  /**
   * @param generation how often the journal was rewritten before
   */
  OutputStream create(long generation) {
    return storage.create(own(generation));
  }

  /** Opens what was written of this driver's own journal. */
  InputStream open(long generation) {
    return new BufferedInputStream(storage.open(own(generation), 0, Long.MAX_VALUE), READ_BYTES);
  }

  void delete(long generation) {
    storage.delete(own(generation));
  }

  private String own(long generation) {
    return own(generation == 0 ? JOURNAL : "." + generation + JOURNAL);
  }

  /** Fails with {@code DRIVER_SUPERSEDED} if there is a later claim, or this one is gone. */
  void requireLatest() {
    long latest = latest(storage, path);
    if (latest <= epoch && isOwn()) return;
    throw superseded(
        latest > epoch
            ? "a driver of epoch " + latest + " has claimed it"
            : "the claim of epoch " + epoch + " is gone or another driver's");
  }

  private EngineException superseded(String why) {
    return new EngineException(
        CoreError.DRIVER_SUPERSEDED,
        "This driver, of epoch "
            + epoch
            + ", no longer has its application "
            + path.substring(path.lastIndexOf('/') + 1)
            + ": "
            + why,
        "Look for the answer at the later driver; nothing that this one does counts any more");
  }

  private boolean isOwn() {
    try (InputStream in = storage.open(own(CLAIM), 0, Long.MAX_VALUE)) {
      return new String(in.readAllBytes(), US_ASCII).equals(incarnation);
    } catch (EngineException gone) {
      if (gone.code() == RuntimeError.PATH_NOT_FOUND) return false;
      throw gone;
    } catch (IOException failure) {
      throw failed(own(CLAIM), failure);
    }
  }

  /**
   * What the latest of the earlier journals says that is whole; one that was not yet, and has
   * nothing before it, says what it can.
   */
  JournalState read(String application, Consumer<String> warn) {
    for (int listing = 1; ; listing++) {
      try {
        return readLatest(application, warn);
      } catch (EngineException gone) {
        // Its driver is at work still, and has just rewritten it.
        if (gone.code() != RuntimeError.PATH_NOT_FOUND || listing == LISTINGS_MOST) throw gone;
      }
    }
  }

  private JournalState readLatest(String application, Consumer<String> warn) {
    List<String> journals = new ArrayList<>();
    for (StoredFile file : files(storage, path))
      if (file.path().endsWith(JOURNAL) && epochOf(file.path()) < epoch) journals.add(file.path());
    journals.sort(
        Comparator.comparingLong(JournalFolder::epochOf)
            .thenComparingLong(JournalFolder::generationOf)
            .reversed());
    JournalState latest = null;
    long latestEpoch = 0;
    for (String file : journals) {
      JournalState state = read(file, application, warn);
      if (state.isWhole()) return state;
      // A rewritten one that is not whole says less than the one that it was made of.
      if (latest == null || epochOf(file) == latestEpoch) latest = state;
      latestEpoch = epochOf(journals.getFirst());
    }
    return latest == null ? new JournalState(application) : latest;
  }

  private JournalState read(String file, String application, Consumer<String> warn) {
    JournalState state = new JournalState(application);
    long[] count = {0};
    try (InputStream in =
        new BufferedInputStream(storage.open(file, 0, Long.MAX_VALUE), READ_BYTES)) {
      String damage =
          new EntryFormat()
              .read(
                  in,
                  (entry, _) -> {
                    state.apply(entry);
                    count[0]++;
                  });
      if (!damage.isEmpty())
        warn.accept("The journal " + file + " counts up to its entry " + count[0] + ": " + damage);
    } catch (EngineException unreadable) {
      if (unreadable.code() == RuntimeError.PATH_NOT_FOUND) throw unreadable;
      warn.accept("The journal " + file + " cannot be read: " + unreadable.getMessage());
    } catch (IOException unreadable) {
      warn.accept("The journal " + file + " cannot be read: " + unreadable.getMessage());
    }
    return state;
  }

  /** What was taken over is in this driver's own journal now. */
  void deleteEarlier() {
    for (StoredFile file : files(storage, path)) {
      long other = epochOf(file.path());
      if (other > 0 && other < epoch) storage.delete(file.path());
    }
  }

  /** Unless there is a later driver, which has begun with it. */
  void deleteOwn() {
    requireLatest();
    for (StoredFile file : files(storage, path))
      if (file.path().endsWith(JOURNAL) && epochOf(file.path()) == epoch)
        storage.delete(file.path());
    // The folder stays: somebody may be about to claim in it.
    storage.delete(own(CLAIM));
  }

  static EngineException failed(String file, IOException cause) {
    return new EngineException(
        RuntimeError.STORAGE_FAILED,
        "Could not use " + file + " (" + cause.getMessage() + ")",
        "Look at the cause below",
        cause);
  }
}
