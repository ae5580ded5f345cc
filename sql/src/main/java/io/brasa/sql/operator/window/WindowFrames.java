package io.brasa.sql.operator.window;

import io.brasa.columnar.vector.Vector;
import io.brasa.sql.expression.SortKey;
import io.brasa.sql.expression.WindowCall;
import io.brasa.sql.expression.WindowCall.Bound;
import io.brasa.sql.expression.WindowCall.Frame;

/** Finds the frame of each row. Immutable. */
final class WindowFrames {
  private final Frame frame;
  private final boolean isOrdered;
  private final SortKey key;

  WindowFrames(WindowCall call) {
    frame = call.frame();
    isOrdered = !call.order().isEmpty();
    key = call.order().size() == 1 ? call.order().getFirst() : null;
  }

  /**
   * @param from of each row where its frame begins
   * @param to where it ends, exclusive; it may be before its beginning
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Bounds(int[] from, int[] to) {}

  /** Whether all frames are whole partitions. */
  boolean isWhole() {
    boolean isFromFirst = frame.start() instanceof Bound.First;
    boolean isPeers = frame.unit() != WindowCall.Unit.ROWS && !isOrdered;
    return (isFromFirst || isPeers && frame.start() instanceof Bound.Current)
        && (frame.end() instanceof Bound.Last || isPeers && frame.end() instanceof Bound.Current);
  }

  /** Whether all frames begin with the partition, and end where rows in order can tell. */
  boolean isRunning() {
    boolean isPeers = frame.unit() != WindowCall.Unit.ROWS;
    boolean isFromFirst =
        frame.start() instanceof Bound.First
            || isPeers && !isOrdered && frame.start() instanceof Bound.Current;
    return isFromFirst && !(isPeers && frame.end() instanceof Bound.Offset);
  }

  /** Of a running frame where it ends, exclusive, in the partition. */
  long end(WindowPiece piece, int row) {
    return switch (frame.end()) {
      case Bound.First _ -> 0;
      case Bound.Last _ -> piece.size();
      case Bound.Current _ ->
          frame.unit() == WindowCall.Unit.ROWS ? piece.from() + row + 1 : piece.peers()[row].to();
      case Bound.Offset offset ->
          Math.clamp(piece.from() + row + count(offset) + 1, 0, piece.size());
    };
  }

  Bounds of(WindowChunk chunk) {
    int[] from = new int[chunk.length()];
    int[] to = new int[chunk.length()];
    int[] peerOf = chunk.peerOf();
    for (int p = 0; p < chunk.partitionCount(); p++) {
      int first = chunk.partitionStarts()[p];
      int end = chunk.partitionStarts()[p + 1];
      edge(chunk, peerOf, first, end, frame.start(), false, from);
      edge(chunk, peerOf, first, end, frame.end(), true, to);
    }
    return new Bounds(from, to);
  }

  /** One edge of the frames of a partition. */
  private void edge(
      WindowChunk chunk,
      int[] peerOf,
      int first,
      int end,
      Bound bound,
      boolean isEnd,
      int[] edges) {
    switch (bound) {
      case Bound.First _ -> java.util.Arrays.fill(edges, first, end, first);
      case Bound.Last _ -> java.util.Arrays.fill(edges, first, end, end);
      case Bound.Current _ -> {
        for (int row = first; row < end; row++) {
          int[] peers = chunk.peerStarts();
          boolean isRows = frame.unit() == WindowCall.Unit.ROWS;
          int from = isRows ? row : peers[peerOf[row]];
          int to = isRows ? row + 1 : peers[peerOf[row] + 1];
          edges[row] = isEnd ? to : from;
        }
      }
      case Bound.Offset offset -> offsetEdge(chunk, peerOf, first, end, offset, isEnd, edges);
    }
  }

  private void offsetEdge(
      WindowChunk chunk,
      int[] peerOf,
      int first,
      int end,
      Bound.Offset offset,
      boolean isEnd,
      int[] edges) {
    switch (frame.unit()) {
      case ROWS -> {
        long step = count(offset);
        for (int row = first; row < end; row++)
          edges[row] = (int) Math.clamp(row + step + (isEnd ? 1 : 0), first, end);
      }
      case GROUPS -> {
        long step = count(offset);
        int firstPeer = peerOf[first];
        int lastPeer = peerOf[end - 1];
        for (int row = first; row < end; row++) {
          long peer = peerOf[row] + step + (isEnd ? 1 : 0);
          edges[row] = chunk.peerStarts()[(int) Math.clamp(peer, firstPeer, lastPeer + 1L)];
        }
      }
      case RANGE -> {
        Vector keys = chunk.orderKeys()[0];
        WindowDistance distance = new WindowDistance(keys.type(), offset, key.isDescending());
        distance.edges(keys, chunk.peerStarts(), peerOf, first, end, isEnd, edges);
      }
    }
  }

  private static long count(Bound.Offset offset) {
    long count = ((Number) offset.distance().value()).longValue();
    return offset.isPreceding() ? -count : count;
  }
}
