package io.brasa.runtime.codec;

import java.util.Collection;

/**
 * Sizes of collections, taken from a few of their elements: an estimate must not cost as much as
 * the work it serves.
 */
final class HeapEstimate {
  private static final int SAMPLES = 16;

  private HeapEstimate() {}

  /**
   * @param own what the container itself holds
   */
  static long ofElements(long own, int count, Collection<?> elements, Codecs codecs) {
    long sampled = 0;
    int samples = 0;
    for (Object element : elements) {
      if (samples == SAMPLES) {
        break;
      }
      sampled += codecs.heapBytes(element);
      samples++;
    }
    return own + (samples == 0 ? 0 : sampled * count / samples);
  }
}
