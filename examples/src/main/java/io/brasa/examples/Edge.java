package io.brasa.examples;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** An edge of a graph: a line {@code from<TAB>to} or {@code from<TAB>to<TAB>length}. */
record Edge(int from, int to, double length) {
  static Edge parse(String line) {
    String[] parts = line.split("\t");
    double length = parts.length > 2 ? Double.parseDouble(parts[2]) : 1;
    return new Edge(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]), length);
  }

  /** The lines of a graph made by chance, always the same one. */
  static List<String> ownLines(int nodeCount, int edgeCount) {
    Random random = new Random(42);
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < edgeCount; i++) {
      int from = random.nextInt(nodeCount);
      lines.add(from + "\t" + random.nextInt(nodeCount) + "\t" + (1 + random.nextInt(9)));
    }
    return lines;
  }
}
