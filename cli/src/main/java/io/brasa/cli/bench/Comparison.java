package io.brasa.cli.bench;

import io.brasa.cli.error.CliError;
import io.brasa.runtime.error.EngineException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Brasa beside other engines on one workload: each in a fresh process, one after the other, started
 * by the {@code run} script of the folder that the variable {@code PEERS} names, Brasa too, so that
 * all find the same input and settings.
 */
public final class Comparison {
  private static final String OURS = "brasa";

  private final Path runScript;
  private final String launcher;
  private final PrintStream out;

  /**
   * @param peers the value of {@code PEERS}, or empty
   */
  public Comparison(String peers, String launcher, PrintStream out) {
    this.runScript = Path.of(peers, "run").toAbsolutePath();
    this.launcher = launcher;
    this.out = out;
    if (!peers.isEmpty() && Files.isExecutable(runScript)) return;
    throw new EngineException(
        CliError.BENCHMARK_UNKNOWN,
        "There is no other engine to compare with",
        "Set PEERS to the folder with the peers' run script");
  }

  /** Prints each contestant's line of JSON and then the ratios; returns the exit code. */
  public int run(String workload, List<String> contestants, String size)
      throws IOException, InterruptedException {
    Map<String, String> lines = new LinkedHashMap<>();
    lines.put(OURS, measure(workload, OURS, size));
    for (String contestant : contestants)
      lines.put(contestant, measure(workload, contestant, size));
    lines.values().forEach(out::println);
    lines.forEach((contestant, line) -> out.println(ratios(contestant, line, lines.get(OURS))));
    return lines.containsValue("") ? 1 : 0;
  }

  private String measure(String workload, String contestant, String size)
      throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(runScript.toString(), "bench", workload, contestant, size);
    builder.environment().put("BRASA", launcher);
    builder.redirectError(ProcessBuilder.Redirect.INHERIT);
    Process process = builder.start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return output.lines().filter(line -> line.startsWith("{\"workload\"")).findFirst().orElse("");
  }

  /** How many times as long the contestant took as Brasa: above 1, Brasa is faster. */
  static String ratios(String contestant, String line, String ours) {
    if (line.isEmpty()) return contestant + ": no result";
    StringBuilder text = new StringBuilder(contestant).append(':');
    for (String field : List.of("cold_s", "warm_s", "warm_cpu_s", "peak_rss_mb")) {
      double value = Json.number(line, field);
      double own = Json.number(ours, field);
      text.append("  ").append(field).append(' ').append(value);
      if (own > 0) text.append(" (").append(Json.round(value / own)).append("x)");
    }
    boolean isSame = Json.text(line, "checksum").equals(Json.text(ours, "checksum"));
    return text.append(isSame ? "" : "  CHECKSUM DIFFERS").toString();
  }
}
