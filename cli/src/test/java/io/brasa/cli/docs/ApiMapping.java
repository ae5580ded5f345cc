package io.brasa.cli.docs;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the resource {@code spark-core-mapping.txt} says of Spark's classes: which class of ours has
 * a class's names, which names are called otherwise, and why names are absent. Its lines:
 *
 * <pre>
 * class JavaRDD : JavaRDDLike -&gt; RDD       names of JavaRDDLike are counted there; ours are in RDD
 * class SparkLauncher                      no class of ours
 * = numPartitions partitionCount           called otherwise, in the same class
 * = onJobStart event.Event$JobStarted      or it is a class
 * = getAll BrasaContext#getConf            or it is in another class
 * - hadoopFile hadoopRDD: the reason       absent
 * ~ addFile: the reason                    absent with a whole part of the engine, still to come
 * ! classTag: the reason                   absent, and makes no sense in Java or in the design
 * - *: the reason                          all that no other line names
 * ; a comment
 * </pre>
 *
 * Names of our classes are relative to {@code io.brasa.core} unless they begin with a package that
 * does not.
 */
record ApiMapping(Map<String, ClassMapping> classes) {
  static final String REST = "*";

  /** Why a name is absent. */
  record Reason(String text, ApiComparison.State state) {}

  /**
   * @param parents the classes that count the names this one shares with them; of Spark or of Java
   * @param ours empty if there is none
   */
  record ClassMapping(
      List<String> parents,
      String ours,
      Map<String, String> renamed,
      Map<String, Reason> reasons) {}

  static ApiMapping parse(List<String> lines) {
    Map<String, ClassMapping> classes = new LinkedHashMap<>();
    ClassMapping current = null;
    for (String line : lines) {
      if (line.isBlank() || line.startsWith(";")) continue;
      if (line.startsWith("class ")) {
        current = header(line.substring("class ".length()), classes);
        continue;
      }
      if (current == null) throw new IllegalArgumentException("no class yet: " + line);
      switch (line.charAt(0)) {
        case '=' -> rename(line, current.renamed);
        case '-', '~', '!' -> excuse(line, current.reasons);
        default -> throw new IllegalArgumentException("not understood: " + line);
      }
    }
    return new ApiMapping(classes);
  }

  private static ClassMapping header(String text, Map<String, ClassMapping> classes) {
    int arrow = text.indexOf(" -> ");
    String ours = arrow < 0 ? "" : text.substring(arrow + " -> ".length()).strip();
    String left = arrow < 0 ? text : text.substring(0, arrow);
    int colon = left.indexOf(" : ");
    List<String> parents =
        colon < 0 ? List.of() : List.of(left.substring(colon + " : ".length()).split(" "));
    String name = colon < 0 ? left.strip() : left.substring(0, colon);
    var mapping = new ClassMapping(parents, ours, new LinkedHashMap<>(), new LinkedHashMap<>());
    if (classes.put(name, mapping) != null)
      throw new IllegalArgumentException("two mappings of " + name);
    return mapping;
  }

  private static void rename(String line, Map<String, String> renamed) {
    String[] words = line.split(" ");
    if (words.length != 3 || renamed.put(words[1], words[2]) != null)
      throw new IllegalArgumentException("not understood, or twice: " + line);
  }

  private static void excuse(String line, Map<String, Reason> reasons) {
    int colon = line.indexOf(": ");
    if (colon < 0) throw new IllegalArgumentException("no reason: " + line);
    ApiComparison.State state =
        switch (line.charAt(0)) {
          case '-' -> ApiComparison.State.ABSENT;
          case '~' -> ApiComparison.State.LATER;
          default -> ApiComparison.State.SENSELESS;
        };
    Reason reason = new Reason(line.substring(colon + 2).strip(), state);
    for (String name : line.substring(2, colon).split(" ")) {
      if (reasons.put(name, reason) != null)
        throw new IllegalArgumentException("two reasons for " + name + ": " + line);
    }
  }
}
