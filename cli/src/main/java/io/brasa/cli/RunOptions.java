package io.brasa.cli;

import io.brasa.cli.error.CliError;
import io.brasa.cli.error.Suggestion;
import io.brasa.runtime.error.EngineException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The words after {@code brasa run}. Options stand before the program; everything after it is the
 * program's own.
 *
 * @param master empty when not given
 * @param mainClass empty when not given
 * @param program empty when there was none
 */
record RunOptions(
    String master,
    Map<String, String> settings,
    String mainClass,
    String program,
    List<String> arguments) {
  private static final List<String> NAMES =
      List.of("--master", "--conf", "--class", "--log-format", "--log-level");

  static RunOptions parse(List<String> words) {
    String master = "";
    String mainClass = "";
    Map<String, String> settings = new LinkedHashMap<>();
    int at = 0;
    while (at < words.size() && words.get(at).startsWith("-")) {
      String word = words.get(at++);
      int equals = word.indexOf('=');
      String name = equals < 0 ? word : word.substring(0, equals);
      if (!NAMES.contains(name)) throw unknown(name);
      if (equals < 0 && at == words.size())
        throw invalid("The option " + name + " has no value", "Give it one");
      String value = equals < 0 ? words.get(at++) : word.substring(equals + 1);
      switch (name) {
        case "--master" -> master = value;
        case "--class" -> mainClass = value;
        case "--log-format" -> settings.put("log.format", value);
        case "--log-level" -> settings.put("log.level", value);
        default -> addSetting(value, settings);
      }
    }
    boolean isEmpty = at == words.size();
    List<String> arguments = isEmpty ? List.of() : List.copyOf(words.subList(at + 1, words.size()));
    return new RunOptions(master, settings, mainClass, isEmpty ? "" : words.get(at), arguments);
  }

  private static void addSetting(String text, Map<String, String> settings) {
    int equals = text.indexOf('=');
    if (equals <= 0)
      throw invalid(
          "The setting " + text + " is not of the form KEY=VALUE", "Write --conf KEY=VALUE");
    settings.put(text.substring(0, equals), text.substring(equals + 1));
  }

  private static EngineException unknown(String name) {
    String meant = Suggestion.of(name, NAMES);
    return invalid(
        "There is no option " + name + " of run", meant.isEmpty() ? "Try: brasa help run" : meant);
  }

  private static EngineException invalid(String what, String remedy) {
    return new EngineException(CliError.OPTION_INVALID, what, remedy);
  }
}
