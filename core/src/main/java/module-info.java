/**
 * Datasets, lineage, scheduling, shuffle, blocks, closures, execution in process, events. Users see
 * the first group of packages; the others are open to the engine's own modules alone.
 */
module io.brasa.core {
  requires transitive io.brasa.runtime;
  requires io.brasa.sketch;
  requires static jdk.unsupported;

  exports io.brasa.core;
  exports io.brasa.core.function;
  exports io.brasa.core.shared;
  exports io.brasa.core.event;
  exports io.brasa.core.error;

  // What a user meets through the methods of datasets: storage levels, partitioners, accumulators'
  // handles.
  exports io.brasa.core.block;
  exports io.brasa.core.shuffle;
  exports io.brasa.core.closure;
  exports io.brasa.core.compression;
  exports io.brasa.core.input;
  exports io.brasa.core.pipe;
  exports io.brasa.core.commit to
      io.brasa.cluster,
      io.brasa.testkit;
  exports io.brasa.core.journal to
      io.brasa.cluster,
      io.brasa.testkit;
  exports io.brasa.core.lineage to
      io.brasa.cluster,
      io.brasa.sql,
      io.brasa.testkit;
  exports io.brasa.core.schedule to
      io.brasa.cluster,
      io.brasa.testkit;
  exports io.brasa.core.task to
      io.brasa.cluster,
      io.brasa.sql,
      io.brasa.testkit;
  exports io.brasa.core.execute to
      io.brasa.cluster,
      io.brasa.sql,
      io.brasa.testkit;
  exports io.brasa.core.operation to
      io.brasa.sql;
  exports io.brasa.core.remote to
      io.brasa.cluster,
      io.brasa.testkit;

  uses io.brasa.core.event.EventListenerProvider;
  uses io.brasa.core.event.ContextWatcherProvider;
  uses io.brasa.core.execute.MasterProvider;
  uses io.brasa.core.compression.CompressionProvider;
}
