package io.brasa.sql.operator.window;

import io.brasa.columnar.vector.Vector;

/**
 * What an aggregate of frames is computed from.
 *
 * @param arguments of the rows that frames are made of
 * @param rowCount how many these are
 * @param from of each frame where it begins; it and {@code to} never fall as long as frames are of
 *     one partition
 * @param to where it ends, exclusive; frames that end before they begin are empty
 */
@SuppressWarnings("ArrayRecordComponent")
record FrameRows(Vector[] arguments, int rowCount, int[] from, int[] to) {
  FrameRows {
    for (int i = 0; i < to.length; i++) to[i] = Math.max(from[i], to[i]);
  }

  int frameCount() {
    return from.length;
  }

  /** Whether a frame is the one before it with more rows behind, or the same. */
  boolean isGrown(int frame) {
    return from[frame] == from[frame - 1] && to[frame] >= to[frame - 1];
  }
}
