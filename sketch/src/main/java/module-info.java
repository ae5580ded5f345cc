/** Mergeable summaries: what can be said of much data in little memory. */
module io.brasa.sketch {
  requires io.brasa.runtime;
  requires datasketches.java;

  exports io.brasa.sketch;
}
