package io.brasa.sql.catalog.warehouse;

import io.brasa.core.commit.Ownership;
import io.brasa.core.error.CoreError;
import io.brasa.runtime.environment.Environment;
import io.brasa.runtime.error.EngineException;
import io.brasa.runtime.error.RuntimeError;
import io.brasa.runtime.storage.Durable;
import io.brasa.runtime.storage.Storage;
import io.brasa.runtime.storage.StoredFile;
import io.brasa.sql.error.SqlError;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/**
 * A value that changes by commits, each a file of its own, in one folder.
 *
 * <p><b>One wins.</b> A commit is written beside, synced, and given the next number as its name by
 * {@link Storage#publish}, which never replaces. Of two that read number 7, one becomes 8; the
 * other is refused, reads 8, makes its change again on that, and becomes 9. So nobody locks, and
 * who dies holds up nobody: before the name is given nothing has happened, afterwards all of it
 * has. What the dead leave is a file {@code .new-…~OWNER}, which the next commits take away.
 *
 * <p><b>Readers</b> list the folder and read the highest number, which never changes. Each commit
 * holds the whole value; so older ones may go, and the last {@value #KEPT} stay for who has just
 * listed them. Who finds none of the name any more lists again.
 *
 * <p><b>Names of commits that went are free again.</b> Who read number 7, then slept, and gives
 * itself the number 8 after the commits 8 to 60 have come and 8 has gone, is refused by nobody, and
 * must not believe in its success: readers go by 60. Therefore each commit has the ids of the
 * {@value #HISTORY} before it, and who finds higher numbers than its own looks whether the highest
 * has its id. If not, it never counted: it is taken back and made again. Only who sleeps from the
 * giving of the name until {@value #HISTORY} others have come cannot know, and says so.
 *
 * <p>The ids also tell a change that was made already, by an earlier life of an application with a
 * journal or by an attempt whose answer was lost: it is not made again.
 *
 * <p>Thread-safe without locks; the latest commit is remembered and not read again.
 */
final class VersionLog<T> {
  private static final int KEPT = 32;
  private static final int PRUNED_EVERY = 8;
  private static final int HISTORY = 256;
  private static final int MOST_LISTINGS = 50;
  private static final int MOST_ATTEMPTS = 400;
  private static final long MOST_PAUSE_MILLIS = 64;
  private static final String NEW = ".new-";

  private final Storage storage;
  private final String folder;
  private final Ownership ownership;
  private final Environment environment;
  private final CommitForm<T> form;
  private final Optional<T> initial;
  private volatile Commit<T> last;

  /**
   * @param folder of this log alone; need not be there
   * @param initial the value before the first commit, if there is one
   */
  VersionLog(
      Storage storage,
      String folder,
      Ownership ownership,
      Environment environment,
      CommitForm<T> form,
      Optional<T> initial) {
    this.storage = storage;
    this.folder = folder;
    this.ownership = ownership;
    this.environment = environment;
    this.form = form;
    this.initial = initial;
  }

  /**
   * A commit.
   *
   * @param recent its id, then those of the commits before it
   */
  record Commit<T>(long number, List<String> recent, T value) {}

  /** The value as of the latest commit. */
  Optional<T> value() {
    return latest().map(Commit::value).or(() -> initial);
  }

  /** Whether a change is among the last ones. */
  boolean hasMade(String id) {
    return latest().filter(now -> now.recent().contains(id)).isPresent();
  }

  private Optional<Commit<T>> latest() {
    for (int listing = 0; listing < MOST_LISTINGS; listing++) {
      long highest = highest();
      if (highest < 0) return Optional.empty();
      Commit<T> known = last;
      if (known != null && known.number() == highest) return Optional.of(known);
      Optional<Commit<T>> read = read(highest);
      if (read.isEmpty()) continue;
      last = read.get();
      return read;
    }
    throw new EngineException(
        SqlError.COMMIT_CONFLICT,
        "Others change " + folder + " faster than it can be read",
        "Try again");
  }

  /** Empty if it has gone meanwhile. */
  private Optional<Commit<T>> read(long number) {
    String path = path(number);
    try (InputStream in = storage.open(path, 0, Long.MAX_VALUE)) {
      return Optional.of(form.decode(number, in.readAllBytes(), path));
    } catch (EngineException e) {
      if (e.code() == RuntimeError.PATH_NOT_FOUND) return Optional.empty();
      throw e;
    } catch (IOException e) {
      throw failed(path, e);
    }
  }

  private long highest() {
    long highest = -1;
    for (StoredFile file : files()) highest = Math.max(highest, number(file));
    return highest;
  }

  private List<StoredFile> files() {
    try {
      return storage.list(folder);
    } catch (EngineException e) {
      if (e.code() == RuntimeError.PATH_NOT_FOUND) return List.of();
      throw e;
    }
  }

  private String path(long number) {
    String digits = Long.toString(number);
    return folder + "/" + "0".repeat(20 - digits.length()) + digits + ".json";
  }

  /** Of other files -1. */
  private static long number(StoredFile file) {
    String name = name(file);
    if (name.length() != 25 || !name.endsWith(".json")) return -1;
    try {
      return Long.parseLong(name, 0, 20, 10);
    } catch (NumberFormatException e) {
      return -1;
    }
  }

  private static String name(StoredFile file) {
    return file.path().substring(file.path().lastIndexOf('/') + 1);
  }

  /**
   * Changes the value; returns it as it is afterwards. Fails with {@code COMMIT_CONFLICT} if others
   * come first all the time.
   *
   * @param id of the change: letters and digits
   * @param change of the latest value, if there is one; that value itself if nothing is to change
   */
  T commit(String id, Function<Optional<T>, T> change) {
    RandomGenerator chance = environment.newRandom();
    for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
      Optional<Commit<T>> before = latest();
      if (before.isPresent() && before.get().recent().contains(id)) return before.get().value();
      Optional<T> now = before.map(Commit::value).or(() -> initial);
      T after = change.apply(now);
      if (now.isPresent() && now.get() == after) return after;
      Commit<T> next = next(before, id, after);
      if (put(next, attempt) && counts(next)) {
        last = next;
        if (next.number() % PRUNED_EVERY == 0) prune(next.number());
        return after;
      }
      pause(attempt, chance);
    }
    throw new EngineException(
        SqlError.COMMIT_CONFLICT,
        "Others have changed "
            + folder
            + " each of the "
            + MOST_ATTEMPTS
            + " times that this was to be changed",
        "Try again, or let fewer write at once");
  }

  private static <T> Commit<T> next(Optional<Commit<T>> before, String id, T value) {
    List<String> recent = new ArrayList<>();
    recent.add(id);
    if (before.isPresent()) recent.addAll(before.get().recent());
    return new Commit<>(
        before.map(Commit::number).orElse(-1L) + 1,
        List.copyOf(recent.subList(0, Math.min(recent.size(), HISTORY))),
        value);
  }

  /** Returns whether the number was free. */
  private boolean put(Commit<T> commit, int attempt) {
    String beside =
        folder + "/" + NEW + commit.recent().getFirst() + "-" + attempt + "~" + ownership.self();
    storage.delete(beside);
    try (OutputStream out = storage.create(beside)) {
      out.write(form.encode(commit));
      if (out instanceof Durable durable) durable.sync();
    } catch (IOException e) {
      throw failed(beside, e);
    }
    try {
      storage.publish(beside, path(commit.number()));
      return true;
    } catch (EngineException e) {
      storage.delete(beside);
      boolean isTaken = e.code() == RuntimeError.PATH_EXISTS;
      // A storage that fails may have done its work all the same: the ids tell.
      if (isTaken || hasMade(commit.recent().getFirst())) return false;
      throw e;
    }
  }

  /** Whether a commit that got its number is one that readers go by. */
  private boolean counts(Commit<T> commit) {
    for (int listing = 0; listing < MOST_LISTINGS; listing++) {
      long highest = highest();
      if (highest <= commit.number()) return true;
      Optional<Commit<T>> later = read(highest);
      if (later.isEmpty()) continue;
      if (later.get().recent().contains(commit.recent().getFirst())) return true;
      if (highest - commit.number() >= HISTORY) break;
      storage.delete(path(commit.number()));
      return false;
    }
    throw new EngineException(
        SqlError.COMMIT_CONFLICT,
        "It is not known whether a change of " + folder + " was made: too many came after it",
        "Look whether it was, and make it again if not");
  }

  /** What stays is none of this commit's business: the next ones try again. */
  private void prune(long number) {
    try {
      for (StoredFile file : files()) {
        long other = number(file);
        boolean isOld = other >= 0 && other < number - KEPT;
        if (isOld || isAbandoned(file)) storage.delete(file.path());
      }
    } catch (EngineException e) {
      System.getLogger("io.brasa")
          .log(System.Logger.Level.DEBUG, "Old commits of " + folder + " stay", e);
    }
  }

  private boolean isAbandoned(StoredFile file) {
    String name = name(file);
    int tilde = name.lastIndexOf('~');
    return name.startsWith(NEW) && tilde > 0 && ownership.isDead(name.substring(tilde + 1));
  }

  private void pause(int attempt, RandomGenerator chance) {
    long most = Math.min(MOST_PAUSE_MILLIS, 1L << Math.min(attempt, 6));
    try {
      environment.newAwait().until(() -> false, 1 + chance.nextLong(most));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new EngineException(
          CoreError.JOB_CANCELLED,
          "A change of " + folder + " was interrupted",
          "Make it again",
          e);
    }
  }

  private static EngineException failed(String path, IOException cause) {
    return new EngineException(
        RuntimeError.STORAGE_FAILED,
        "Could not use " + path + " (" + cause.getMessage() + ")",
        "Look at the cause below",
        cause);
  }
}
