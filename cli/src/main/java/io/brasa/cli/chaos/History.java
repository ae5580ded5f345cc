package io.brasa.cli.chaos;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the lines of a {@link Journal} say, read while it is written. One thread's. */
final class History {
  /**
   * A task that has begun.
   *
   * @param task stage, partition and attempt
   */
  record Begun(long millis, String task, String executor) {}

  /** A task that did not succeed. */
  private record Failed(long millis, String error) {}

  private final Path file;
  private long offset;
  private final List<Begun> begun = new ArrayList<>();
  private final Map<String, Long> ends = new HashMap<>();
  private final Map<String, Long> processes = new HashMap<>();
  private final List<String> losses = new ArrayList<>();
  private final List<Failed> errors = new ArrayList<>();
  private final List<String> stages = new ArrayList<>();
  private long driver;
  private int driverCount;
  private int recognisedCount;
  private long firstMillis;
  private long finishedMillis;
  private String failure = "";

  History(Path file) {
    this.file = file;
  }

  /** Reads what is new. */
  void read() throws IOException {
    if (Files.notExists(file)) return;
    byte[] bytes;
    try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
      in.seek(offset);
      bytes = new byte[(int) (in.length() - offset)];
      in.readFully(bytes);
    }
    int length = bytes.length;
    while (length > 0 && bytes[length - 1] != '\n') length--;
    offset += length;
    new String(bytes, 0, length, StandardCharsets.UTF_8).lines().forEach(this::add);
  }

  private void add(String line) {
    String[] words = line.split(" ", 5);
    long millis = Long.parseLong(words[1]);
    switch (words[0]) {
      case "driver" -> {
        driver = Long.parseLong(words[2]);
        driverCount++;
        failure = "";
        if (firstMillis == 0) firstMillis = millis;
      }
      case "executor" -> processes.put(words[2], Long.parseLong(words[3]));
      case "lost" -> losses.add(line.substring(line.indexOf(' ', 5) + 1));
      case "stage" -> {
        if (!stages.contains(words[2])) stages.add(words[2]);
      }
      case "recognised" -> recognisedCount++;
      case "begin" -> begun.add(new Begun(millis, driverCount + ":" + words[2], words[3]));
      case "end" -> {
        ends.put(driverCount + ":" + words[2] + " " + words[3], millis);
        if (!words[4].equals("won ")) errors.add(new Failed(millis, words[4]));
      }
      case "finished" -> finishedMillis = millis;
      case "failed" -> failure = line.substring(line.indexOf(' ', 7) + 1);
      default -> throw new IllegalArgumentException("the line " + line + " of a journal");
    }
  }

  List<Begun> begun() {
    return begun;
  }

  boolean isFinished() {
    return finishedMillis > 0;
  }

  /** Of the last driver; empty if it has not failed. */
  String failure() {
    return failure;
  }

  long driver() {
    return driver;
  }

  int driverCount() {
    return driverCount;
  }

  /** Of how many stages a later driver has found something that was done. */
  int recognisedCount() {
    return recognisedCount;
  }

  /** From the first driver's begin to the answer. */
  long millis() {
    return finishedMillis - firstMillis;
  }

  /** The id of an executor's process, or zero. */
  long process(String executor) {
    return processes.getOrDefault(executor, 0L);
  }

  Set<String> executors() {
    return new HashSet<>(processes.keySet());
  }

  /** What drivers have said of executors that are gone. */
  List<String> losses() {
    return losses;
  }

  /** Where a task is among the stages, for people. */
  String phase(Begun task) {
    String id = task.task().substring(task.task().indexOf(':') + 1);
    int place = stages.indexOf(id.substring(0, id.indexOf('/')));
    return "stage " + (place + 1);
  }

  /** Whether a task of one of these executors had begun at a moment and had not ended. */
  boolean isAtWork(Set<String> executors, long millis) {
    for (Begun task : begun) {
      if (!executors.contains(task.executor()) || task.millis() > millis) continue;
      Long end = ends.get(task.task() + " " + task.executor());
      if (end == null || end >= millis) return true;
    }
    return false;
  }

  /** Whether a task has failed since, with an error that has this word in it. */
  boolean hasErrorSince(long millis, String word) {
    return errors.stream().anyMatch(at -> at.millis >= millis && at.error.contains(word));
  }
}
