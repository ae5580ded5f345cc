package io.brasa.examples;

import io.brasa.core.PairRDD;
import io.brasa.core.function.Pair;
import io.brasa.core.shuffle.HashPartitioner;
import io.brasa.core.shuffle.Partitioner;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;

/**
 * Graph programs written from the point of view of one vertex, after Malewicz and others, "Pregel:
 * A System for Large-Scale Graph Processing", 2010: in each superstep a vertex gets the messages
 * that were sent to it in the one before, changes its value and sends messages. That is a join and
 * a reduction by key; vertices stay where they are, only messages travel. See {@link ShortestPaths}
 * and {@link ConnectedComponents}.
 */
final class Pregel {
  private Pregel() {}

  /**
   * What each vertex does: K are vertices, V their values, E what leaves a vertex, M messages. A
   * program is sent to tasks.
   */
  interface Program<K, V, E, M> extends Serializable {
    /**
     * One turn of one vertex: in superstep 0 of every vertex, later of those that have got a
     * message or were not done.
     */
    Turn<K, V, M> compute(int superstep, V value, Iterable<E> edges, Optional<M> message);

    /** One message in place of two to the same vertex, whichever came first. */
    M combine(M left, M right);
  }

  /** What comes of a turn. A vertex that is done rests until it gets a message. */
  record Turn<K, V, M>(V value, List<Pair<K, M>> messages, boolean isDone) {}

  /** The values of all vertices in the end, and how many supersteps that took. */
  record Result<K, V>(PairRDD<K, V> values, int supersteps) {}

  /**
   * Runs a program until all vertices are done and no message is under way.
   *
   * @param values the first value of each vertex
   * @param edges what leaves them; messages and edges of what has no value are lost
   */
  static <K, V, E, M> Result<K, V> run(
      PairRDD<K, V> values, PairRDD<K, E> edges, Program<K, V, E, M> program) {
    Partitioner place = new HashPartitioner(edges.getNumPartitions());
    PairRDD<K, Iterable<E>> leaving = edges.groupByKey(place).cache();
    PairRDD<K, Turn<K, V, M>> turns =
        values
            .partitionBy(place)
            .leftOuterJoin(leaving)
            .mapValues(both -> program.compute(0, both._1(), orNone(both._2()), Optional.empty()))
            .cache();
    int supersteps = 1;
    long activeCount = activeCount(turns);
    while (activeCount > 0) {
      int superstep = supersteps++;
      PairRDD<K, M> messages =
          turns
              .values()
              .flatMapToPair(turn -> turn.messages().iterator())
              .reduceByKey(place, program::combine);
      PairRDD<K, Turn<K, V, M>> before = turns;
      turns =
          before
              .leftOuterJoin(messages)
              .leftOuterJoin(leaving)
              .mapValues(
                  all -> next(program, superstep, all._1()._1(), orNone(all._2()), all._1()._2()))
              .cache();
      activeCount = activeCount(turns);
      before.unpersist();
    }
    return new Result<>(turns.mapValues(Turn::value), supersteps);
  }

  private static <K, V, M> long activeCount(PairRDD<K, Turn<K, V, M>> turns) {
    return turns.values().filter(turn -> !turn.isDone() || !turn.messages().isEmpty()).count();
  }

  private static <K, V, E, M> Turn<K, V, M> next(
      Program<K, V, E, M> program,
      int superstep,
      Turn<K, V, M> last,
      Iterable<E> edges,
      Optional<M> message) {
    return last.isDone() && message.isEmpty()
        ? new Turn<>(last.value(), List.of(), true)
        : program.compute(superstep, last.value(), edges, message);
  }

  private static <E> Iterable<E> orNone(Optional<Iterable<E>> edges) {
    return edges.orElse(List.of());
  }
}
