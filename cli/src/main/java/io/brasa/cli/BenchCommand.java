package io.brasa.cli;

import io.brasa.cli.bench.BenchSettings;
import io.brasa.cli.bench.Comparison;
import io.brasa.cli.bench.Workloads;
import io.brasa.cli.error.CliError;
import io.brasa.cli.error.Suggestion;
import io.brasa.runtime.error.EngineException;
import java.util.ArrayList;
import java.util.List;

/** Measures one workload in this process, or several engines in one process each. */
final class BenchCommand implements Command {
  /** {@code --profile} is the launcher's: it starts the flight recorder. */
  private static final List<String> OPTIONS = List.of("--vs", "--objects", "--profile");

  @Override
  public int run(List<String> arguments) throws Exception {
    if (arguments.isEmpty()) return new HelpCommand().run(List.of("bench"));
    String workload = arguments.get(0);
    if (!Workloads.NAMES.contains(workload)) throw unknown(workload);
    List<String> contestants = contestants(arguments.subList(1, arguments.size()));
    BenchSettings settings = BenchSettings.of(System.getenv());
    if (contestants.isEmpty()) {
      boolean isByHand = arguments.contains("--objects");
      System.out.println(
          isByHand
              ? Workloads.measureObjects(workload, settings)
              : Workloads.measure(workload, settings));
      System.out.flush();
      // threads of an open context do not keep the process
      System.exit(0);
    }
    String peers = System.getenv().getOrDefault("PEERS", "");
    String size = settings.size().equals("?") ? "small" : settings.size();
    return new Comparison(peers, System.getProperty("brasa.launcher", "brasa"), System.out)
        .run(workload, contestants, size);
  }

  private static List<String> contestants(List<String> words) {
    List<String> contestants = new ArrayList<>();
    boolean isListing = false;
    for (String word : words) {
      if (word.equals("--vs")) isListing = true;
      else if (word.startsWith("--") && !OPTIONS.contains(word))
        throw invalid("There is no option " + word + " of bench");
      else if (!word.startsWith("--") && !isListing)
        throw invalid("The word " + word + " follows no option");
      else if (!word.startsWith("--")) contestants.add(word);
    }
    if (isListing && contestants.isEmpty()) throw invalid("The option --vs names no contestant");
    return contestants;
  }

  private static EngineException invalid(String what) {
    return new EngineException(CliError.OPTION_INVALID, what, "Try: brasa help bench");
  }

  private static EngineException unknown(String workload) {
    String meant = Suggestion.of(workload, Workloads.NAMES);
    return new EngineException(
        CliError.BENCHMARK_UNKNOWN,
        "There is no workload " + workload,
        meant.isEmpty() ? "The workloads are " + String.join(", ", Workloads.NAMES) : meant);
  }
}
