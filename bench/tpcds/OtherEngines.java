import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import peers.Harness;

/**
 * The queries of TPC-DS on another engine: the texts that {@code brasa bench tpcds} runs, from the
 * folder that the system property {@code tpcds.queries} names, in the same order; the same fields.
 */
final class OtherEngines {
  private final String contestant;
  private final Engine engine;
  private final Map<String, String> texts = new TreeMap<>();
  private final List<List<Double>> repetitions = new ArrayList<>();

  OtherEngines(String contestant, Engine engine) {
    this.contestant = contestant;
    this.engine = engine;
  }

  /** Adds the rows of a query to a sum. */
  @FunctionalInterface
  interface Engine {
    void run(String query, Harness.RowSum sum) throws Exception;
  }

  /** The tables: names and the patterns of their files. */
  static Map<String, String> tables() throws Exception {
    Path folder = Path.of(System.getenv("PEERS_TPCDS"));
    Map<String, String> tables = new TreeMap<>();
    try (var files = Files.list(folder)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".parquet")).toList()) {
        String name = file.getFileName().toString().replace(".parquet", "");
        tables.put(name, Files.isDirectory(file) ? file + "/*.parquet" : file.toString());
      }
    }
    return tables;
  }

  void measure() throws Exception {
    try (var files = Files.list(Path.of(System.getProperty("tpcds.queries")))) {
      for (Path file : files.toList()) {
        String name = file.getFileName().toString().replaceAll("^q|\\.sql$", "");
        // "9" before "10".
        texts.put("%3s".formatted(name.replaceAll("\\D", "")) + name, Files.readString(file));
      }
    }
    int last = (int) Harness.param("reps", 3);
    Harness.measure("tpcds", contestant, last, run -> pass(run, run.index == last));
  }

  private String pass(Harness.Run run, boolean isLast) throws Exception {
    List<Double> times = new ArrayList<>();
    List<String> sums = new ArrayList<>();
    Harness.RowSum all = new Harness.RowSum();
    for (Map.Entry<String, String> query : texts.entrySet()) {
      Harness.RowSum sum = new Harness.RowSum();
      long started = System.nanoTime();
      engine.run(query.getValue(), sum);
      times.add((System.nanoTime() - started) / 1e9);
      String name = query.getKey().substring(3);
      sums.add(name + "=" + sum);
      all.add(name + "=" + sum);
    }
    repetitions.add(times);
    if (run.index == 0) run.put("queries_s", times.stream().map(Harness::r).toList());
    else if (isLast) describe(run);
    if (run.index == 0 || isLast) run.put("sums", sums);
    return all.toString();
  }

  /** Medians of the warm repetitions. */
  private void describe(Harness.Run run) {
    double[] medians = new double[texts.size()];
    for (int query = 0; query < medians.length; query++) {
      int index = query;
      medians[query] =
          Harness.median(
              repetitions.stream().skip(1).mapToDouble(times -> times.get(index)).toArray());
    }
    run.put("queries_s", medians);
    run.put("geomean_s", Harness.r(Harness.geomean(medians)));
  }
}
