/**
 * What tests of programs on Brasa, and of Brasa itself, stand on: contexts for JUnit, contracts,
 * the simulator.
 */
module io.brasa.testkit {
  requires transitive io.brasa.columnar;
  requires transitive io.brasa.core;
  requires static transitive org.junit.jupiter.api;

  exports io.brasa.testkit;
  exports io.brasa.testkit.contract;
  exports io.brasa.testkit.program;
  exports io.brasa.testkit.simulation;
  exports io.brasa.testkit.source;
}
