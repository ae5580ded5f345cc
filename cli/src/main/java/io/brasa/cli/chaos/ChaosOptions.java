package io.brasa.cli.chaos;

import io.brasa.cli.error.CliError;
import io.brasa.runtime.error.EngineException;
import java.util.List;

/**
 * The words after {@code brasa chaos}.
 *
 * @param seed of the first run
 * @param count how many faults are to hit
 * @param only names of workloads, clusters, faults or victims; empty for all
 * @param folder empty for a temporary one
 */
record ChaosOptions(long seed, int count, List<String> only, String folder) {
  private static final int MOST = 1_000_000;

  static ChaosOptions parse(List<String> words) {
    long seed = 1;
    int count = 20;
    List<String> only = List.of();
    String folder = "";
    for (int at = 0; at < words.size(); at++) {
      String word = words.get(at);
      int equals = word.indexOf('=');
      String name = equals < 0 ? word : word.substring(0, equals);
      if (!List.of("--seed", "--count", "--only", "--folder").contains(name))
        throw invalid("There is no option " + name + " of chaos");
      if (equals < 0 && ++at == words.size()) throw invalid("The option " + name + " has no value");
      String value = equals < 0 ? words.get(at) : word.substring(equals + 1);
      switch (name) {
        case "--seed" -> seed = number(name, value, 0, Long.MAX_VALUE - MOST);
        case "--count" -> count = (int) number(name, value, 1, MOST);
        case "--only" -> only = List.of(value.split(","));
        default -> folder = value;
      }
    }
    return new ChaosOptions(seed, count, only, folder);
  }

  private static long number(String name, String text, long least, long most) {
    try {
      long number = Long.parseLong(text);
      if (number >= least && number <= most) return number;
    } catch (NumberFormatException noNumber) {
      // refused below
    }
    throw invalid("The option " + name + " is " + text + ", and is to be a number");
  }

  private static EngineException invalid(String what) {
    return new EngineException(CliError.OPTION_INVALID, what, "Try: brasa help chaos");
  }
}
