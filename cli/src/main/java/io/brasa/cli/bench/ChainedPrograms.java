package io.brasa.cli.bench;

import io.brasa.core.BrasaContext;
import io.brasa.core.PairRDD;
import io.brasa.core.function.Pair;
import java.util.Iterator;
import java.util.List;

/**
 * A chain through most of what there is: {@code map.filter.mapToPair.reduceByKey.join.sortByKey}.
 * Nothing was tuned for it; it is there to show whether what was tuned holds elsewhere.
 */
final class ChainedPrograms {
  /** Lines of text belong to nodes of a graph by their hash. */
  static final int NODES = 1 << 20;

  private ChainedPrograms() {}

  /** How many lines of the text belong to each node, beside the node's edges, in order. */
  static String chained(BrasaContext brasa, String text, String graph) {
    PairRDD<Integer, Integer> edges = brasa.textFile(graph).mapToPair(ChainedPrograms::edge);
    List<RowSum> parts =
        brasa
            .textFile(text)
            .map(line -> line.hashCode() & NODES - 1)
            .filter(node -> node % 3 != 0)
            .mapToPair(node -> Pair.of(node, 1))
            .reduceByKey(Integer::sum)
            .join(edges)
            .sortByKey()
            .mapPartitions(ChainedPrograms::sum)
            .collect();
    RowSum all = new RowSum();
    parts.forEach(all::follow);
    return all.toString();
  }

  private static Iterator<RowSum> sum(Iterator<Pair<Integer, Pair<Integer, Integer>>> rows) {
    RowSum sum = new RowSum();
    while (rows.hasNext()) {
      Pair<Integer, Pair<Integer, Integer>> row = rows.next();
      sum.add(row._1(), row._2()._1(), row._2()._2());
    }
    return List.of(sum).iterator();
  }

  private static Pair<Integer, Integer> edge(String line) {
    int tab = line.indexOf('\t');
    return Pair.of(
        Integer.parseInt(line.substring(0, tab)), Integer.parseInt(line.substring(tab + 1)));
  }
}
