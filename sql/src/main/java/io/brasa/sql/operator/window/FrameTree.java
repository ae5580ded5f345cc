package io.brasa.sql.operator.window;

import io.brasa.columnar.type.DataType;
import io.brasa.columnar.vector.Vector;
import io.brasa.columnar.vector.VectorBuilder;
import io.brasa.columnar.vector.Vectors;
import io.brasa.sql.function.Accumulator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongConsumer;
import java.util.function.Supplier;

/**
 * Aggregates of frames that overlap, by a segment tree (Leis, Kundhikanjana, Kemper, Neumann:
 * Efficient Processing of Window Functions in Analytical SQL Queries, VLDB 2015, section 4.3).
 *
 * <p>Level 0 are the rows, and each node of a level above is the state of sixteen neighbours of the
 * level below. A frame is some rows, some nodes of each level on the way up, some on the way down,
 * and again some rows: so many for each level, however long it is. They are merged in this order,
 * which is the rows' own, so that aggregates that depend on it are right, and nothing is ever taken
 * out of a state, so that sums of doubles have no error that a sum of the frame alone has not.
 *
 * <p>Frames are computed a thousand at a time, each as a group of one accumulator: what they take
 * from one level is one call.
 */
final class FrameTree {
  private static final int FAN_OUT_BITS = 4;
  private static final int FAN_OUT = 1 << FAN_OUT_BITS;
  private static final int FRAMES = 1024;

  private final Supplier<Accumulator> accumulators;
  private final DataType type;
  private final LongConsumer goesOn;

  /** By level less one the states of its nodes. */
  private final List<Vector[]> levels = new ArrayList<>();

  // Of the frames at hand: their groups and the places that they take from a level.
  private int[] groups = new int[FRAMES];
  private int[] places = new int[FRAMES];
  private int taken;

  FrameTree(Supplier<Accumulator> accumulators, DataType type, LongConsumer goesOn) {
    this.accumulators = accumulators;
    this.type = type;
    this.goesOn = goesOn;
  }

  /** The aggregate of each frame. */
  Vector of(FrameRows rows) {
    build(rows);
    int frameCount = rows.frameCount();
    VectorBuilder builder = VectorBuilder.of(type, frameCount);
    Accumulator accumulator = accumulators.get();
    int[] groupOf = new int[FRAMES];
    int[] from = new int[FRAMES];
    int[] to = new int[FRAMES];
    for (int first = 0; first < frameCount; first += FRAMES) {
      goesOn.accept(builder.sizeBytes());
      int count = Math.min(FRAMES, frameCount - first);
      int distinct = 0;
      for (int i = 0; i < count; i++) {
        int frameFrom = rows.from()[first + i];
        int frameTo = rows.to()[first + i];
        if (i == 0 || from[distinct - 1] != frameFrom || to[distinct - 1] != frameTo) {
          from[distinct] = frameFrom;
          to[distinct++] = frameTo;
        }
        groupOf[i] = distinct - 1;
      }
      accumulator.clear();
      accumulator.reserve(distinct);
      merge(accumulator, rows, from, to, distinct);
      goesOn.accept(builder.sizeBytes() + accumulator.sizeBytes());
      builder.append(accumulator.results(0, distinct), groupOf, 0, count);
    }
    return builder.build();
  }

  /** Levels of which no frame can have a whole node are not made. */
  private void build(FrameRows rows) {
    int longest = 0;
    for (int i = 0; i < rows.frameCount(); i++)
      longest = Math.max(longest, rows.to()[i] - rows.from()[i]);
    int below = rows.rowCount();
    for (long span = FAN_OUT; span <= longest; span <<= FAN_OUT_BITS) {
      goesOn.accept(0);
      int count = (below + FAN_OUT - 1) >> FAN_OUT_BITS;
      int[] parents = new int[below];
      for (int i = 0; i < below; i++) parents[i] = i >> FAN_OUT_BITS;
      Accumulator accumulator = accumulators.get();
      accumulator.reserve(count);
      if (levels.isEmpty()) accumulator.add(parents, rows.arguments(), below, null);
      else accumulator.merge(parents, levels.getLast(), below);
      levels.add(accumulator.states(0, count).toArray(Vector[]::new));
      below = count;
    }
  }

  /** Each frame's rows into its group. What is left of the frames is lost. */
  private void merge(Accumulator accumulator, FrameRows rows, int[] from, int[] to, int count) {
    int top = levels.size();
    int[][] rightFrom = new int[top][];
    int[][] rightTo = new int[top][];
    for (int level = 0; level < top; level++) {
      int[] tailFrom = rightFrom[level] = new int[count];
      int[] tailTo = rightTo[level] = new int[count];
      for (int i = 0; i < count; i++) {
        int inner = (from[i] + FAN_OUT - 1) >> FAN_OUT_BITS;
        int end = to[i] >> FAN_OUT_BITS;
        if (inner >= end) {
          take(i, from[i], to[i]);
          from[i] = 0;
          to[i] = 0;
          continue;
        }
        take(i, from[i], inner << FAN_OUT_BITS);
        tailFrom[i] = end << FAN_OUT_BITS;
        tailTo[i] = to[i];
        from[i] = inner;
        to[i] = end;
      }
      give(accumulator, rows, level);
    }
    for (int i = 0; i < count; i++) take(i, from[i], to[i]);
    give(accumulator, rows, top);
    for (int level = top - 1; level >= 0; level--) {
      for (int i = 0; i < count; i++) take(i, rightFrom[level][i], rightTo[level][i]);
      give(accumulator, rows, level);
    }
  }

  private void take(int group, int from, int to) {
    int end = taken + to - from;
    if (end > places.length) {
      int room = Math.max(end, 2 * places.length);
      places = Arrays.copyOf(places, room);
      groups = Arrays.copyOf(groups, room);
    }
    for (int place = from; place < to; place++) {
      groups[taken] = group;
      places[taken++] = place;
    }
  }

  private void give(Accumulator accumulator, FrameRows rows, int level) {
    if (taken == 0) return;
    Vector[] source = level == 0 ? rows.arguments() : levels.get(level - 1);
    Vector[] picked = new Vector[source.length];
    for (int i = 0; i < picked.length; i++) picked[i] = Vectors.take(source[i], places, taken);
    if (level == 0) accumulator.add(groups, picked, taken, null);
    else accumulator.merge(groups, picked, taken);
    taken = 0;
  }
}
