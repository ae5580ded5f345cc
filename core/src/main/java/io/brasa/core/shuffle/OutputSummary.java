package io.brasa.core.shuffle;

import io.brasa.runtime.codec.Codecs;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Counts, checksum and sketches of a map output while it is made. The checksum is the sum of one
 * 64-bit mix per record (key, value, target), so it does not depend on the order of the records,
 * and it is taken of the values, so it does not depend on whether they are kept as references or
 * bytes. Where records stand for many rows the shuffle's own digest says what they add; there are
 * no sketches of keys then.
 */
final class OutputSummary {
  private final ContentHash contentHash;
  private final RecordDigest digest;
  private final long[] rows;
  private final KeySketchBuilder[] sketches;
  private final int sketchCapacity;
  private long checksum;

  OutputSummary(int targetCount, Optional<RecordDigest> digest, Codecs codecs) {
    contentHash = new ContentHash(codecs);
    this.digest = digest.orElse(null);
    rows = new long[targetCount];
    sketches = new KeySketchBuilder[targetCount];
    sketchCapacity = KeySketch.capacityFor(targetCount);
  }

  void add(int target, Object key, Object value) {
    if (digest == null) {
      add(target, contentHash.of(key), contentHash.of(value));
    } else {
      checksum += digest.of(target, value);
      rows[target]++;
    }
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
