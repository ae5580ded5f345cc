package io.brasa.cli.cluster;

import io.brasa.cli.error.CliError;
import io.brasa.cli.error.Suggestion;
import io.brasa.cluster.protocol.ClusterSecret;
import io.brasa.runtime.error.EngineException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The words after a command: options, then the rest. {@code --name value} and {@code --name=value}
 * are the same; an option that is given several times has several values.
 */
record ClusterOptions(Map<String, List<String>> values, List<String> rest) {
  /**
   * @param valued names of options with a value
   * @param flags names of options without
   */
  static ClusterOptions parse(
      String command, List<String> words, List<String> valued, List<String> flags) {
    Map<String, List<String>> values = new HashMap<>();
    int at = 0;
    while (at < words.size() && words.get(at).startsWith("-")) {
      String word = words.get(at++);
      int equals = word.indexOf('=');
      String name = equals < 0 ? word : word.substring(0, equals);
      List<String> given = values.computeIfAbsent(name, ignored -> new ArrayList<>());
      if (flags.contains(name) && equals < 0) {
        given.add("");
      } else if (valued.contains(name)) {
        if (equals < 0 && at == words.size())
          throw invalid("The option " + name + " has no value", "Give it one");
        given.add(equals < 0 ? words.get(at++) : word.substring(equals + 1));
      } else {
        throw unknown(command, name, valued, flags);
      }
    }
    return new ClusterOptions(values, List.copyOf(words.subList(at, words.size())));
  }

  private static EngineException unknown(
      String command, String name, List<String> valued, List<String> flags) {
    List<String> all = new ArrayList<>(valued);
    all.addAll(flags);
    String meant = Suggestion.of(name, all);
    return invalid(
        "There is no option " + name + " of " + command,
        meant.isEmpty() ? "Try: brasa help " + command : meant);
  }

  static EngineException invalid(String what, String remedy) {
    return new EngineException(CliError.OPTION_INVALID, what, remedy);
  }

  boolean has(String name) {
    return values.containsKey(name);
  }

  /** The last value that was given. */
  String text(String name, String otherwise) {
    List<String> given = values.get(name);
    return given == null ? otherwise : given.getLast();
  }

  List<String> all(String name) {
    return values.getOrDefault(name, List.of());
  }

  int count(String name, int least, int most, int otherwise) {
    String text = text(name, "");
    if (text.isEmpty()) return otherwise;
    try {
      int count = Integer.parseInt(text);
      if (count >= least && count <= most) return count;
    } catch (NumberFormatException noNumber) {
      // refused below
    }
    throw invalid(
        "The option " + name + " is " + text, "Give a number from " + least + " to " + most);
  }

  /** MiB from {@code 512m}, {@code 4g} or a number of MiB. */
  int memoryMiB(String name, int otherwise) {
    String text = text(name, "");
    if (text.isEmpty()) return otherwise;
    char unit = Character.toLowerCase(text.charAt(text.length() - 1));
    boolean hasUnit = unit == 'm' || unit == 'g';
    try {
      int number = Integer.parseInt(hasUnit ? text.substring(0, text.length() - 1) : text);
      int mebibytes = unit == 'g' ? Math.multiplyExact(number, 1024) : number;
      if (mebibytes >= 64) return mebibytes;
    } catch (ArithmeticException | NumberFormatException noAmount) {
      // refused below
    }
    throw invalid("The option " + name + " is " + text, "Give at least 64m, such as 512m or 4g");
  }

  /** What names the cluster's secret, as {@code ClusterSecret.find} takes it. */
  String secretFile() {
    if (!has("--no-secret")) return text("--secret-file", "");
    if (has("--secret-file"))
      throw invalid("There is both --secret-file and --no-secret", "Give one of them");
    return "none";
  }

  /** What protects the cluster's connections. */
  ClusterSecret secret() {
    return ClusterSecret.find(secretFile(), text("--tls-folder", ""));
  }
}
