package io.brasa.cli.bench;

import io.brasa.cli.error.CliError;
import io.brasa.runtime.error.EngineException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;

/** Finds the programs; those over text are here. */
final class ObjectPrograms {
  private static final List<String> SEARCHES =
      List.of("mysql", "php", "timeout", "disk full", "memory zzz");

  private ObjectPrograms() {}

  /**
   * The program of a workload; fails with {@code BENCHMARK_UNKNOWN} when there is none.
   *
   * @param input gives the path of an input file by its name
   */
  static Workload find(String workload, int threads, UnaryOperator<String> input, Path sorted) {
    return switch (workload) {
      case "wordcount" -> details -> wordCount(input.apply("text.txt"), threads);
      case "logmining" -> details -> logMining(input.apply("log.txt"), threads, details);
      case "logreg" ->
          details -> ObjectPoints.logisticRegression(input.apply("points.txt"), threads, details);
      case "kmeans" -> details -> ObjectPoints.kMeans(input.apply("points.txt"), threads, details);
      case "sort" -> details -> ObjectSort.sort(input.apply("records.dat"), threads, sorted);
      case "chained" ->
          details ->
              ObjectChain.chained(input.apply("text.txt"), input.apply("graph.txt"), threads);
      default ->
          throw new EngineException(
              CliError.BENCHMARK_UNKNOWN,
              "The workload " + workload + " is not written by hand",
              "There are wordcount, logmining, logreg, kmeans, sort and chained");
    };
  }

  private static String wordCount(String file, int threads) throws Exception {
    List<Map<String, Integer>> parts =
        FileParts.read(
            file,
            threads,
            lines -> {
              Map<String, Integer> counts = new HashMap<>();
              for (String line = lines.readLine(); line != null; line = lines.readLine())
                for (String word : line.split(" ")) counts.merge(word, 1, Integer::sum);
              return counts;
            });
    Map<String, Integer> all = parts.getFirst();
    for (Map<String, Integer> part : parts.subList(1, parts.size()))
      part.forEach((word, count) -> all.merge(word, count, Integer::sum));
    WordSum sum = new WordSum();
    all.forEach(sum::add);
    return sum.toString();
  }

  private static String logMining(String file, int threads, Map<String, Object> details)
      throws Exception {
    IterationTimes times = new IterationTimes();
    List<List<String>> parts =
        FileParts.read(
            file,
            threads,
            lines -> {
              List<String> messages = new ArrayList<>();
              for (String line = lines.readLine(); line != null; line = lines.readLine())
                if (line.startsWith("ERROR")) messages.add(line.split("\t")[2]);
              return messages;
            });
    StringBuilder hits = new StringBuilder();
    for (String search : SEARCHES) {
      List<Callable<Long>> tasks = new ArrayList<>();
      for (List<String> part : parts) tasks.add(() -> count(part, search));
      long found = 0;
      for (long count : FileParts.inParallel(threads, tasks)) found += count;
      hits.append(found).append(' ');
      times.iterationEnded();
    }
    times.report(details);
    return hits.toString().strip();
  }

  private static long count(List<String> messages, String search) {
    long count = 0;
    for (String message : messages) if (message.contains(search)) count++;
    return count;
  }
}
