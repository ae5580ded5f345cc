package io.brasa.columnar.source.files;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.brasa.runtime.error.EngineException;
import io.brasa.runtime.error.RuntimeError;
import io.brasa.runtime.storage.Storage;
import io.brasa.runtime.storage.StoredFile;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The hidden folder {@code .NAME.KIND-ID~OWNER} beside a folder {@code NAME}, as long as a save
 * into that has not ended. Names of the save's files hold {@code -ID-}.
 *
 * @param path of the mark
 * @param folder that is saved into
 * @param id of the save, unlike all others
 */
public record SaveMark(String path, String folder, Kind kind, String id) {
  /** The last line of that file. */
  private static final String END = "/end";

  /** What readers do about a save. */
  public enum Kind {
    /** Its files are added, and none of them is there yet. */
    ADD("add"),
    /** Its files are to take the place of others, and none of them is there yet. */
    SWAP("swap"),
    /** Its files are there, and those that it replaces are not any more. */
    CUT("cut");

    private final String text;

    Kind(String text) {
      this.text = text;
    }

    /** What names of marks have between two dots and a dash. */
    public String text() {
      return text;
    }
  }

  /** Whether a file is one of the save. */
  public boolean isOfSave(String file) {
    return file.substring(file.lastIndexOf('/') + 1).contains("-" + id + "-");
  }

  /** The marks beside a folder. Nothing is beside the root. */
  public static List<SaveMark> beside(Storage storage, String folder) {
    int slash = folder.lastIndexOf('/');
    if (slash < 0 || slash == folder.length() - 1) return List.of();
    return among(storage.list(slash == 0 ? "/" : folder.substring(0, slash)), folder);
  }

  /** Those of the marks in a listing that are of a folder in it. */
  static List<SaveMark> among(List<StoredFile> listing, String folder) {
    List<SaveMark> marks = new ArrayList<>();
    String name = folder.substring(folder.lastIndexOf('/') + 1);
    for (StoredFile each : listing) {
      String mark = each.path().substring(each.path().lastIndexOf('/') + 1);
      for (Kind kind : Kind.values()) {
        String prefix = "." + name + "." + kind.text() + "-";
        int tilde = mark.startsWith(prefix) ? mark.indexOf('~', prefix.length()) : -1;
        String id = tilde < 0 ? "" : mark.substring(prefix.length(), tilde);
        // With a dot it is what core's commit has beside a mark.
        if (!id.isEmpty() && id.indexOf('.') < 0)
          marks.add(new SaveMark(each.path(), folder, kind, id));
      }
    }
    return marks;
  }

  /**
   * The folders beside which marks may be that concern the files in one: itself, and those above it
   * that it is a partition of.
   *
   * @param table a folder above it, or itself, whose folders are all part of it
   */
  static List<String> concerned(String folder, String table) {
    List<String> folders = new ArrayList<>();
    String each = folder;
    while (!each.isEmpty()) {
      folders.add(each);
      int slash = each.lastIndexOf('/');
      if (!isPartition(each) && each.length() <= table.length()) break;
      each = each.substring(0, Math.max(0, slash));
    }
    return folders;
  }

  /** As the longer form, of a folder that is a table, or a partition of one. */
  public static List<String> concerned(String folder) {
    return concerned(folder, folder);
  }

  /** Whether a folder's name is {@code COLUMN=VALUE}. */
  public static boolean isPartition(String folder) {
    return folder.indexOf('=', folder.lastIndexOf('/') + 1) > folder.lastIndexOf('/') + 1;
  }

  /**
   * The file that names what a save replaces: {@code .NAME.list-ID~OWNER}, with a path below the
   * folder in each line. It is beside the mark and not in it: who writes it late, when the save has
   * ended, must not make a mark anew.
   */
  public String list() {
    int kindAt = path.lastIndexOf("." + kind.text + "-" + id);
    return path.substring(0, kindAt) + ".list-" + path.substring(kindAt + kind.text.length() + 2);
  }

  /** The text of the file {@link #list} of these paths below the folder. */
  public static byte[] listing(List<String> paths) {
    StringBuilder text = new StringBuilder();
    for (String path : paths) text.append(path.replace("\n", "//")).append('\n');
    return text.append(END).append('\n').toString().getBytes(UTF_8);
  }

  /**
   * The files that the save replaces, by their paths; empty if the save has ended meanwhile. Fails
   * with {@code STORAGE_FAILED} if the file that names them is not whole.
   */
  public Optional<Set<String>> replaced(Storage storage) {
    String file = list();
    Optional<StoredFile> status = storage.status(file);
    if (status.isEmpty()) return Optional.empty();
    List<String> lines;
    try (InputStream in = storage.open(file, 0, status.get().sizeBytes())) {
      lines = List.of(new String(in.readAllBytes(), UTF_8).split("\n"));
    } catch (IOException e) {
      throw new EngineException(
          RuntimeError.STORAGE_FAILED,
          "Could not read " + file + " (" + e.getMessage() + ")",
          "Look at the cause below",
          e);
    } catch (EngineException e) {
      if (e.code() == RuntimeError.PATH_NOT_FOUND) return Optional.empty();
      throw e;
    }
    if (lines.isEmpty() || !lines.getLast().equals(END))
      throw new EngineException(
          RuntimeError.STORAGE_FAILED,
          "The file " + file + ", which names the files that a save replaces, is not whole",
          "Save to " + folder + " again");
    Set<String> paths = new HashSet<>();
    for (String line : lines.subList(0, lines.size() - 1))
      paths.add(folder + "/" + line.replace("//", "\n"));
    return Optional.of(paths);
  }
}
