package io.brasa.cli.cluster;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;

/** The command that starts another process of this program, with the options of this one. */
public final class OwnCommand {
  private static final String MAIN = "io.brasa.cli.Main";

  private OwnCommand() {}

  /**
   * @param hasHeap whether the other takes this one's largest heap
   * @param properties further options, {@code -DNAME=VALUE}
   */
  public static List<String> words(boolean hasHeap, List<String> properties) {
    List<String> words = new ArrayList<>();
    words.add(System.getProperty("java.home") + "/bin/java");
    for (String option : ManagementFactory.getRuntimeMXBean().getInputArguments()) {
      boolean isHeap = option.startsWith("-Xmx") || option.startsWith("-Xms");
      if (!(isHeap && !hasHeap) && !option.startsWith("-D" + ParentPipe.SWITCH)) words.add(option);
    }
    words.add("-D" + ParentPipe.SWITCH + "=pipe");
    words.addAll(properties);
    words.add("-cp");
    words.add(System.getProperty("java.class.path"));
    words.add(MAIN);
    return words;
  }
}
