package io.brasa.core.commit;

import io.brasa.core.journal.Journal;
import java.util.Optional;

/**
 * The staging folder of one save and what is where in it. Travels to tasks as its path.
 *
 * <pre>
 * parent/.NAME.brasa-JOB~OWNER/          hidden, beside the target parent/NAME
 *   _job                                 marks that the job is still on
 *   attempts/PARTITION-ATTEMPT/part-...  what task attempts write
 *   _winners                             the manifest; the output is decided once it is whole
 *   output/part-..., output/_SUCCESS     what becomes the target
 * </pre>
 *
 * An application with a journal names none of its processes there, so that nobody takes what it
 * saves for abandoned; each of its drivers has a folder of its own, which ends in {@code _eEPOCH}.
 * Tasks are given the name without that end, the same in all lives, and know the epoch themselves.
 *
 * @param path the folder
 * @param isOfEpoch whether there is one for each epoch, and this is what they have in common
 */
public record Staging(String path, boolean isOfEpoch) implements java.io.Serializable {
  /** The folder of the driver that made an attempt. */
  public Staging of(int attempt) {
    return in(Journal.epochOf(attempt));
  }

  /** The folder itself. */
  public Staging(String path) {
    this(path, false);
  }

  /** The folder of the driver of an epoch. */
  public Staging in(long epoch) {
    return isOfEpoch ? new Staging(path + "_e" + epoch) : this;
  }

  /** The empty file by which other tools tell a complete output. */
  public static final String SUCCESS = "_SUCCESS";

  private static final String INFIX = ".brasa-";

  /** Names of hosts may begin so as well, but those of their processes have underscores. */
  private static final String LASTING = "journal-";

  /** The staging folders of a job, one for each epoch, of an application with a journal. */
  public static Staging ofEachEpoch(String target, String job, String application) {
    return new Staging(of(target, job, LASTING + application).path, true);
  }

  /** The owner of what an application with a journal has beside its targets. */
  public static String ownerOf(String application) {
    return LASTING + plain(application);
  }

  /** Whether an owner is an application with a journal: no process ends with it. */
  public static boolean isLasting(String owner) {
    return owner.startsWith(LASTING);
  }

  /** The staging folder of a job for a target. */
  static Staging of(String target, String job, String owner) {
    String id = plain(job).replace('.', '_');
    return new Staging(parent(target) + "/" + prefix(target) + id + "~" + plain(owner));
  }

  /**
   * Whether a path is a staging folder, of any job, for the target. Jobs have no dot: that would be
   * another target's.
   */
  static boolean isFor(String target, String path) {
    String name = name(path);
    String prefix = prefix(target);
    if (!parent(path).equals(parent(target)) || !name.startsWith(prefix)) return false;
    int tilde = name.indexOf('~', prefix.length());
    int dot = name.indexOf('.', prefix.length());
    return tilde >= 0 && (dot < 0 || dot > tilde);
  }

  /** The target of a staging folder; empty for other paths. */
  static Optional<String> targetOf(String path) {
    String name = name(path);
    int tilde = name.lastIndexOf('~');
    int infix = tilde < 0 ? -1 : name.lastIndexOf(INFIX, tilde);
    if (infix < 2 || name.charAt(0) != '.') return Optional.empty();
    String target = parent(path) + "/" + name.substring(1, infix);
    return isFor(target, path) ? Optional.of(target) : Optional.empty();
  }

  static String parent(String path) {
    return path.substring(0, path.lastIndexOf('/'));
  }

  static String name(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  private static String prefix(String target) {
    return "." + name(target) + INFIX;
  }

  /** What is left of a text that may be part of a file name and holds no tilde. */
  private static String plain(String text) {
    StringBuilder result = new StringBuilder();
    for (int index = 0; index < text.length(); index++) {
      char c = text.charAt(index);
      boolean isPlain =
          (c >= 'a' && c <= 'z')
              || (c >= 'A' && c <= 'Z')
              || (c >= '0' && c <= '9')
              || c == '-'
              || c == '.'
              || c == '_';
      result.append(isPlain ? c : '_');
    }
    return result.toString();
  }

  /** The text by which {@link Ownership} knows who made the folder. */
  String owner() {
    return path.substring(path.lastIndexOf('~') + 1);
  }

  /** The empty file that is there as long as the job is on. */
  public String marker() {
    return path + "/_job";
  }

  String manifest() {
    return path + "/_winners";
  }

  String output() {
    return path + "/output";
  }

  String published(String file) {
    return output() + "/" + file;
  }

  /** The folder that one attempt writes to. */
  public String attempt(int partition, int attempt) {
    return path + "/attempts/" + partition + "-" + attempt;
  }

  String staged(TaskOutput task, String file) {
    return attempt(task.partition(), task.attempt()) + "/" + file;
  }
}
