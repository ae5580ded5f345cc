package io.brasa.core.shuffle;

import io.brasa.runtime.codec.Codecs;
import java.util.ArrayList;
import java.util.List;

/**
 * Counts, checksum and sketches of a map output while it is made. The checksum is the sum of one
 * 64-bit mix per record (key, value, target), so it does not depend on the order of the records,
 * and it is taken of the values, so it does not depend on whether they are kept as references or
 * bytes.
 */
final class OutputSummary {
  private final ContentHash contentHash;
  private final long[] rows;
  private final KeySketchBuilder[] sketches;
  private final int sketchCapacity;
  private long checksum;

  OutputSummary(int targetCount, Codecs codecs) {
    contentHash = new ContentHash(codecs);
    rows = new long[targetCount];
    sketches = new KeySketchBuilder[targetCount];
    sketchCapacity = KeySketch.capacityFor(targetCount);
  }

  void add(int target, Object key, Object value) {
    add(target, contentHash.of(key), contentHash.of(value));
  }

  /** As {@link #add(int, Object, Object)}, of what {@link ContentHash} says of the two. */
  void add(int target, long keyHash, long valueHash) {
    checksum += Mix.mix(Mix.mix(keyHash, valueHash), target);
    rows[target]++;
    if (sketchCapacity == 0) return;
    KeySketchBuilder sketch = sketches[target];
    if (sketch == null) sketch = sketches[target] = new KeySketchBuilder(sketchCapacity);
    sketch.add(Mix.mix(keyHash));
  }

  MapOutput build(MapOutputId id, long[] bytes) {
    KeySketch none = new KeySketch(sketchCapacity, new long[0]);
    List<KeySketch> keys = new ArrayList<>(rows.length);
    for (KeySketchBuilder sketch : sketches) keys.add(sketch == null ? none : sketch.build());
    return new MapOutput(id, rows, bytes, checksum, keys);
  }
}
