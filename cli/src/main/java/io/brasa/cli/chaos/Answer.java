package io.brasa.cli.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What an output folder holds.
 *
 * @param lines in order, or sorted where the order is none of the answer
 * @param files the names of the folder's files, and of whatever lies beside it
 */
record Answer(List<String> lines, List<String> files) {
  static Answer of(Path folder, boolean isOrdered) throws IOException {
    List<String> lines = new ArrayList<>();
    List<String> names = new ArrayList<>();
    for (Path file : sorted(folder)) {
      String name = file.getFileName().toString();
      names.add(name);
      if (name.startsWith("part-")) lines.addAll(Files.readAllLines(file));
    }
    for (Path beside : sorted(folder.getParent())) names.add("/" + beside.getFileName());
    if (!isOrdered) lines.sort(null);
    return new Answer(lines, names);
  }

  private static List<Path> sorted(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }

  /** What is wrong with another, in words; empty if it is this one. */
  String differenceTo(Answer other) {
    if (!lines.equals(other.lines))
      return "the answer is wrong: " + other.lines.size() + " lines, not " + lines.size();
    return files.equals(other.files)
        ? ""
        : "the output folder is not as it should be: " + other.files + ", not " + files;
  }
}
