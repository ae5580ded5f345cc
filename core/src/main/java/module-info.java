/** Datasets, lineage, scheduling, shuffle, blocks, closures, execution in process, events. */
module io.brasa.core {
  requires transitive io.brasa.runtime;
  requires static jdk.unsupported;

  // For programs.
  exports io.brasa.core;
  exports io.brasa.core.block;
  exports io.brasa.core.error;
  exports io.brasa.core.event;
  exports io.brasa.core.function;
  exports io.brasa.core.lineage;
  exports io.brasa.core.shared;
  exports io.brasa.core.shuffle;

  // For masters, transports and simulators, which come as modules of their own.
  exports io.brasa.core.closure;
  exports io.brasa.core.execute;
  exports io.brasa.core.remote;
  exports io.brasa.core.schedule;
  exports io.brasa.core.task;

  uses io.brasa.core.event.EventListenerProvider;
  uses io.brasa.core.execute.MasterProvider;
}
