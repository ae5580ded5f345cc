package io.brasa.core;

import io.brasa.core.event.Event;
import io.brasa.core.event.NodeMetrics;
import io.brasa.core.event.PlanNode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A query that one of the engine's modules runs: while it is open, jobs that its thread submits
 * belong to it. No part of the public interface. Belongs to the thread that began it, which closes
 * it; one that is closed without having ended has failed.
 */
public final class RunningQuery implements AutoCloseable {
  private final Engine engine;
  private final LocalProperties properties;
  private final long id;
  private final String outer;
  private boolean hasEnded;

  RunningQuery(
      Engine engine, LocalProperties properties, long id, String text, List<PlanNode> plan) {
    this.engine = engine;
    this.properties = properties;
    this.id = id;
    this.outer = properties.get(LocalProperties.QUERY);
    engine.note(
        new Event.QueryStarted(
            engine.environment().currentTimeMillis(), id, text, List.copyOf(plan)));
    properties.set(LocalProperties.QUERY, Long.toString(id));
    engine.driver().queries().begin(id);
  }

  /** Unique in the application, from 1. */
  public long id() {
    return id;
  }

  /**
   * Tells how it has ended; what is told later counts no more.
   *
   * @param error empty if it succeeded
   * @param rows of the result; -1 if nobody has counted them
   * @param remarks how nodes were run otherwise than planned, by their ids
   */
  public void end(String error, long rows, Map<Integer, String> remarks) {
    if (hasEnded) return;
    hasEnded = true;
    Map<Integer, NodeMetrics> nodes = new TreeMap<>(engine.driver().queries().end(id));
    remarks.forEach(
        (node, text) ->
            nodes.merge(
                node,
                new NodeMetrics(node, 0, 0, 0, 0, 0, text),
                (known, said) -> known.withRemark(said.remark())));
    engine.note(
        new Event.QueryEnded(
            engine.environment().currentTimeMillis(),
            id,
            error,
            rows,
            List.copyOf(nodes.values())));
  }

  /** Jobs of this thread belong to whatever they belonged to before. */
  @Override
  public void close() {
    properties.set(LocalProperties.QUERY, outer);
    end("it was given up", -1, Map.of());
  }
}
