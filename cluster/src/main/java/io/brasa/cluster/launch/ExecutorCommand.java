package io.brasa.cluster.launch;

import java.util.ArrayList;
import java.util.List;

/** The command that starts an executor: this process's Java, and the engine's class path. */
final class ExecutorCommand {
  private final String classPath = EngineClassPath.find();

  List<String> words(ExecutorPlace place, ExecutorArguments arguments, String crashFile) {
    List<String> words = new ArrayList<>();
    words.add(System.getProperty("java.home") + "/bin/java");
    words.add("-Xmx" + place.memoryMiB() + "m");
    words.add(place.cores() == 1 ? "-XX:+UseSerialGC" : "-XX:+UseParallelGC");
    words.add("-XX:ErrorFile=" + crashFile);
    // The library of Zstandard is native.
    words.add("--enable-native-access=ALL-UNNAMED");
    words.addAll(place.results().words());
    words.add("-cp");
    words.add(classPath);
    words.add(ExecutorMain.class.getName());
    words.addAll(arguments.words());
    return words;
  }
}
