package io.brasa.cli.bench;

import io.brasa.cli.error.CliError;
import io.brasa.runtime.error.EngineException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;

/**
 * What the environment says about a measurement.
 *
 * @param contestant {@code PEERS_CONTESTANT}: the name in the result
 * @param size {@code PEERS_SIZE}: the name of the input's size
 * @param input {@code PEERS_DATA_SIZE}: the folder with {@code text.txt} and the others
 * @param tpch {@code PEERS_TPCH}: the folder with the tables of TPC-H as Parquet
 * @param tpcds {@code PEERS_TPCDS}: the folder with the tables of TPC-DS as Parquet
 * @param scratch {@code PEERS_SCRATCH}: where to spill
 * @param threads {@code PEERS_THREADS}
 * @param master {@code PEERS_MASTER}: where tasks run, if not on so many threads of this process
 * @param repetitions {@code PEERS_REPS}: warm ones, after the cold one
 * @param slowRepetitions {@code PEERS_SLOW_REPS}: those of slow workloads
 * @param startNanos {@code PEERS_T0_NS}: when the launcher started this process, in nanoseconds
 *     since the epoch
 */
public record BenchSettings(
    String contestant,
    String size,
    Path input,
    Path tpch,
    Path tpcds,
    Path scratch,
    int threads,
    String master,
    int repetitions,
    int slowRepetitions,
    long startNanos) {

  public static BenchSettings of(Map<String, String> environment) {
    Reader reader = new Reader(environment);
    int threads = (int) reader.number("PEERS_THREADS", Runtime.getRuntime().availableProcessors());
    String scratch = reader.text("PEERS_SCRATCH", System.getProperty("java.io.tmpdir"));
    return new BenchSettings(
        reader.text("PEERS_CONTESTANT", "brasa"),
        reader.text("PEERS_SIZE", "?"),
        Path.of(reader.text("PEERS_DATA_SIZE", ".")),
        Path.of(reader.text("PEERS_TPCH", "tpch")),
        Path.of(reader.text("PEERS_TPCDS", "tpcds")),
        Path.of(scratch),
        threads,
        reader.text("PEERS_MASTER", "local[" + threads + "]"),
        (int) reader.number("PEERS_REPS", 3),
        (int) reader.number("PEERS_SLOW_REPS", 1),
        reader.number("PEERS_T0_NS", 0) > 0
            ? reader.number("PEERS_T0_NS", 0)
            : processStartNanos());
  }

  /** Whether processes that this one starts work for it, and are measured with it. */
  boolean hasHelpers() {
    return master.startsWith("local-cluster");
  }

  /** The path of an input file; fails with {@code BENCHMARK_UNKNOWN} when it is not there. */
  String inputFile(String name) {
    Path file = input.resolve(name);
    if (Files.isReadable(file)) return file.toAbsolutePath().toString();
    throw new EngineException(
        CliError.BENCHMARK_UNKNOWN,
        "The input " + file + " is not there",
        "Set PEERS_DATA_SIZE to the folder that holds " + name);
  }

  /** The folder of the tables of TPC-H; fails as {@link #inputFile} does. */
  Path tpchFolder() {
    return tables(tpch, "PEERS_TPCH", "lineitem.parquet and the other tables");
  }

  /** The folder of the tables of TPC-DS; fails as {@link #inputFile} does. */
  Path tpcdsFolder() {
    return tables(tpcds, "PEERS_TPCDS", "what bench/tpcds/make has made");
  }

  private static Path tables(Path folder, String variable, String content) {
    if (Files.isDirectory(folder)) return folder;
    throw new EngineException(
        CliError.BENCHMARK_UNKNOWN,
        "The folder " + folder + " is not there",
        "Set " + variable + " to the folder that holds " + content);
  }

  /** Where a workload writes what is verified afterwards. */
  Path outputFolder(String name) {
    return scratch.resolve(name).toAbsolutePath();
  }

  private static long processStartNanos() {
    Instant start = ProcessHandle.current().info().startInstant().orElseGet(Instant::now);
    return start.getEpochSecond() * 1_000_000_000L + start.getNano();
  }

  private record Reader(Map<String, String> environment) {
    String text(String name, String otherwise) {
      String value = environment.get(name);
      return value == null || value.isEmpty() ? otherwise : value;
    }

    long number(String name, long otherwise) {
      String value = text(name, "");
      if (value.isEmpty()) return otherwise;
      try {
        return Long.parseLong(value);
      } catch (NumberFormatException e) {
        throw new EngineException(
            CliError.OPTION_INVALID,
            "The variable " + name + " is " + value,
            "Give it a whole number",
            e);
      }
    }
  }
}
