package io.brasa.cli.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/** The chain of {@link ChainedPrograms} with maps, lists and threads. */
final class ObjectChain {
  private ObjectChain() {}

  private record Row(Integer node, Integer lines, Integer target) {}

  static String chained(String text, String graph, int threads) throws Exception {
    Map<Integer, Integer> counts = new HashMap<>();
    for (Map<Integer, Integer> part : FileParts.read(text, threads, ObjectChain::count))
      part.forEach((node, count) -> counts.merge(node, count, Integer::sum));
    List<List<List<Row>>> joined =
        FileParts.read(graph, threads, lines -> join(lines, counts, threads));
    List<Callable<RowSum>> sorts = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      int range = i;
      sorts.add(() -> sort(joined, range));
    }
    RowSum sum = new RowSum();
    FileParts.inParallel(threads, sorts).forEach(sum::follow);
    return sum.toString();
  }

  private static Map<Integer, Integer> count(BufferedReader lines) throws IOException {
    Map<Integer, Integer> counts = new HashMap<>();
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      int node = line.hashCode() & ChainedPrograms.NODES - 1;
      if (node % 3 != 0) counts.merge(node, 1, Integer::sum);
    }
    return counts;
  }

  /** The joined rows by ranges of nodes. */
  private static List<List<Row>> join(
      BufferedReader lines, Map<Integer, Integer> counts, int ranges) throws IOException {
    List<List<Row>> rows = new ArrayList<>();
    for (int i = 0; i < ranges; i++) rows.add(new ArrayList<>());
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      int tab = line.indexOf('\t');
      Integer node = Integer.parseInt(line.substring(0, tab));
      Integer count = counts.get(node);
      if (count == null) continue;
      int range = (int) ((long) node * ranges / ChainedPrograms.NODES);
      rows.get(range).add(new Row(node, count, Integer.parseInt(line.substring(tab + 1))));
    }
    return rows;
  }

  private static RowSum sort(List<List<List<Row>>> joined, int range) {
    List<Row> rows = new ArrayList<>();
    for (List<List<Row>> part : joined) rows.addAll(part.get(range));
    rows.sort(Comparator.comparing(Row::node));
    RowSum sum = new RowSum();
    for (Row row : rows) sum.add(row.node, row.lines, row.target);
    return sum;
  }
}
