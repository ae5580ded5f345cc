/** What tests of programs on Brasa, and of Brasa itself, stand on: contexts for JUnit, contracts, the simulator. */
module io.brasa.test {
  requires transitive io.brasa.core;
  requires static transitive org.junit.jupiter.api;

  exports io.brasa.test;
  exports io.brasa.test.contract;
  exports io.brasa.test.simulation;
}
