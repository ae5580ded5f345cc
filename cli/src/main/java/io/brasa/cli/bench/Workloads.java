package io.brasa.cli.bench;

import io.brasa.core.BrasaContext;
import io.brasa.sql.BrasaSession;
import java.util.List;
import java.util.Map;

/**
 * The programs measured: word for word what a user of Spark writes, with imports and session
 * changed, so that the ratio is the engine's and not the program's. One context serves all
 * repetitions and stays open: a measured process ends by itself.
 */
public final class Workloads {
  public static final List<String> NAMES =
      List.of(
          "startup",
          "wordcount",
          "logmining",
          "logdisk",
          "logreg",
          "kmeans",
          "sort",
          "pagerank",
          "chained",
          "tinytasks",
          "tpch",
          "tpcds",
          "groupby",
          "csv",
          "json");

  private final BenchSettings settings;
  private BrasaContext context;
  private BrasaSession session;

  private Workloads(BenchSettings settings) {
    this.settings = settings;
  }

  /**
   * Measures one workload; returns its line of JSON.
   *
   * @param name one of {@link #NAMES}
   */
  public static String measure(String name, BenchSettings settings) throws Exception {
    Workloads workloads = new Workloads(settings);
    int repetitions =
        name.equals("pagerank")
            ? Math.min(settings.repetitions(), settings.slowRepetitions())
            : settings.repetitions();
    Measurement.Between others =
        name.equals("startup") ? () -> {} : () -> OtherPipelines.run(workloads.anyContext());
    return Json.write(Measurement.of(name, workloads.program(name), repetitions, settings, others));
  }

  /** The same by hand, with ordinary objects and collections and without an engine. */
  public static String measureObjects(String name, BenchSettings settings) throws Exception {
    Workload program =
        ObjectPrograms.find(
            name, settings.threads(), settings::inputFile, settings.outputFolder("sort-objects"));
    return Json.write(Measurement.of(name, program, settings.repetitions(), settings, () -> {}));
  }

  private Workload program(String name) {
    return switch (name) {
      case "startup" -> this::startup;
      case "wordcount" ->
          details -> TextPrograms.wordCount(context(), settings.inputFile("text.txt"));
      case "logmining" ->
          details -> TextPrograms.logMining(context(), settings.inputFile("log.txt"), details);
      case "logdisk" ->
          details ->
              DiskPrograms.keptAndFromDisk(
                  context(), settings.inputFile("log.txt"), details, Machine::dropPageCache);
      case "logreg" ->
          details ->
              PointPrograms.logisticRegression(
                  context(), settings.inputFile("points.txt"), details);
      case "kmeans" ->
          details -> PointPrograms.kMeans(context(), settings.inputFile("points.txt"), details);
      case "sort" ->
          details ->
              SortPrograms.sort(
                  context(),
                  settings.inputFile("records.dat"),
                  settings.outputFolder("sort-brasa"));
      case "pagerank" ->
          details -> GraphPrograms.pageRank(context(), settings.inputFile("graph.txt"), details);
      case "chained" ->
          details ->
              ChainedPrograms.chained(
                  context(), settings.inputFile("text.txt"), settings.inputFile("graph.txt"));
      case "tinytasks" -> details -> TaskPrograms.tinyTasks(context(), details);
      case "tpch" -> TableQueries.tpch(this::session, settings.tpchFolder());
      case "tpcds" -> TableQueries.tpcds(this::session, settings.tpcdsFolder());
      case "groupby" -> QueryPrograms.groupBy(this::session, settings.inputFile("groupby.csv"));
      case "csv" ->
          details -> QueryPrograms.groupCsv(session(), settings.inputFile("events.csv"), details);
      case "json" ->
          details -> QueryPrograms.groupJson(session(), settings.inputFile("events.json"), details);
      default -> throw new IllegalArgumentException("workload " + name);
    };
  }

  private BrasaContext context() {
    if (context == null) {
      context =
          BrasaContext.builder()
              .master(settings.master())
              .appName("peers")
              .set("local.folder", settings.scratch().toAbsolutePath().toString())
              .build();
    }
    return context;
  }

  private BrasaSession session() {
    if (session == null) {
      session =
          BrasaSession.builder()
              .master(settings.master())
              .appName("peers")
              .config("local.folder", settings.scratch().toAbsolutePath().toString())
              .build();
    }
    return session;
  }

  private BrasaContext anyContext() {
    return session == null ? context() : session.context();
  }

  private String startup(Map<String, Object> details) {
    long started = System.nanoTime();
    BrasaContext brasa = session().context();
    details.put("context_s", Json.round(Measurement.secondsSince(started)));
    started = System.nanoTime();
    int sum = TaskPrograms.startup(brasa);
    details.put("rdd_job_s", Json.round(Measurement.secondsSince(started)));
    started = System.nanoTime();
    Object one = session().sql("SELECT 1").collectAsList().getFirst().get(0);
    details.put("select1_s", Json.round(Measurement.secondsSince(started)));
    return sum + "/" + one;
  }
}
