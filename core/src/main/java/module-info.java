/** Datasets, lineage, scheduling, shuffle, blocks, closures, execution in process, events. */
module io.brasa.core {
  requires transitive io.brasa.runtime;
  requires static jdk.unsupported;

  //  exports io.brasa.core;
  exports io.brasa.core.function;
  exports io.brasa.core.event;
  //  exports io.brasa.core.remote;
  //  exports io.brasa.core.execute;
  //  exports io.brasa.core.block;
  //  exports io.brasa.core.schedule;

  uses io.brasa.core.event.EventListenerProvider;
}
