package io.brasa.cluster.launch;

import java.util.ArrayList;
import java.util.List;

/** The command that starts an executor: this process's Java, and the engine's class path. */
final class ExecutorCommand {
  /**
   * The launcher's ahead-of-time caches, which serve processes with its own class path alone. That
   * has all of the engine and nothing of the user's.
   */
  private final String cache = System.getProperty("brasa.aot", "");

  private final String classPath =
      cache.isEmpty() ? EngineClassPath.find() : System.getProperty("java.class.path");

  /** What this process writes as lines of JSON its executors do, until a driver says more. */
  private final boolean isJson = System.getProperty("brasa.conf.log.format", "").equals("json");

  /** The launcher's folder of what only some queries need. */
  private final String languages = System.getProperty("brasa.languages", "");

  boolean isJson() {
    return isJson;
  }

  List<String> words(ExecutorPlace place, ExecutorArguments arguments, String crashFile) {
    List<String> words = new ArrayList<>();
    words.add(System.getProperty("java.home") + "/bin/java");
    words.add("-Xmx" + place.memoryMiB() + "m");
    // Its memory is the executor's from the start: growing step by step costs a first job half of
    // its time in collections.
    words.add("-Xms" + place.memoryMiB() + "m");
    words.add(place.cores() == 1 ? "-XX:+UseSerialGC" : "-XX:+UseParallelGC");
    words.add("-XX:ErrorFile=" + crashFile);
    // The library of Zstandard is native.
    words.add("--enable-native-access=ALL-UNNAMED");
    if (!cache.isEmpty()) {
      // One that does not fit is passed over without a word.
      words.addAll(
          List.of(
              "-XX:+UseCompactObjectHeaders",
              "-XX:SharedArchiveFile=" + cache,
              "-XX:+UnlockDiagnosticVMOptions",
              "-XX:ArchiveRelocationMode=0",
              "-Xlog:aot*=off,cds*=off"));
    }
    if (!languages.isEmpty()) words.add("-Dbrasa.languages=" + languages);
    words.addAll(place.results().words());
    words.add("-cp");
    words.add(classPath);
    words.add(ExecutorMain.class.getName());
    words.addAll(arguments.words());
    return words;
  }
}
