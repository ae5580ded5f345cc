package io.brasa.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Examples that make their own input print the same from two processes as from one. */
@Tag("slow")
final class TestExamplesInTwoProcesses {
  @TempDir private Path folder;

  @Test
  void logisticRegression() throws IOException {
    requireSameOutput(LogisticRegression::main);
  }

  @Test
  void kMeans() throws IOException {
    requireSameOutput(KMeans::main);
  }

  @Test
  void transitiveClosure() throws IOException {
    requireSameOutput(TransitiveClosure::main);
  }

  @Test
  void sort() throws IOException {
    requireSameOutput(Sort::main);
  }

  /** Times differ: the ways and their errors are compared. */
  @Test
  void als() throws IOException {
    assertEquals(waysAndErrors("local[2]"), waysAndErrors("local-cluster[2,1,512m]"));
  }

  private List<String> waysAndErrors(String master) throws IOException {
    return Output.ofCleanRun(folder, master, Als::main).stream()
        .map(line -> line.replaceAll("^(\\w+\t[\\w.]+).*", "$1"))
        .toList();
  }

  @Test
  void trafficEm() throws IOException {
    requireSameOutput(TrafficEm::main);
  }

  @Test
  void shortestPaths() throws IOException {
    requireSameOutput(ShortestPaths::main);
  }

  @Test
  void connectedComponents() throws IOException {
    requireSameOutput(ConnectedComponents::main);
  }

  @Test
  void descendants() throws IOException {
    requireSameOutput(Descendants::main);
  }

  @Test
  void settledRanks() throws IOException {
    requireSameOutput(SettledRanks::main);
  }

  private void requireSameOutput(Output.Main example) throws IOException {
    List<String> expected = Output.ofCleanRun(folder, "local[2]", example);
    assertFalse(expected.isEmpty());
    assertEquals(expected, Output.ofCleanRun(folder, "local-cluster[2,1,512m]", example));
  }
}
