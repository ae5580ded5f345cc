package io.brasa.cluster.launch;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;

/**
 * The command that starts an executor: this process's Java, the engine's class path, and the
 * driver's zone and locale.
 */
final class ExecutorCommand {
  private final LocalClusterSize size;
  private final String classPath = EngineClassPath.find();

  ExecutorCommand(LocalClusterSize size) {
    this.size = size;
  }

  List<String> words(ExecutorArguments arguments, String crashFile) {
    List<String> words = new ArrayList<>();
    words.add(System.getProperty("java.home") + "/bin/java");
    words.add("-Xmx" + size.memoryMiB() + "m");
    words.add(size.cores() == 1 ? "-XX:+UseSerialGC" : "-XX:+UseParallelGC");
    words.add("-XX:ErrorFile=" + crashFile);
    // The library of Zstandard is native.
    words.add("--enable-native-access=ALL-UNNAMED");
    addSameResults(words);
    words.add("-cp");
    words.add(classPath);
    words.add(ExecutorMain.class.getName());
    words.addAll(arguments.words());
    return words;
  }

  /**
   * What functions of the JDK silently depend on: a task must give what it would give in the
   * driver.
   */
  private static void addSameResults(List<String> words) {
    Locale locale = Locale.getDefault();
    words.add("-Duser.timezone=" + TimeZone.getDefault().getID());
    words.add("-Duser.language=" + locale.getLanguage());
    words.add("-Duser.country=" + locale.getCountry());
    words.add("-Dfile.encoding=" + System.getProperty("file.encoding"));
  }
}
