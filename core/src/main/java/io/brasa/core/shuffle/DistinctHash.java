package io.brasa.core.shuffle;

import io.brasa.core.function.Pair;
import io.brasa.runtime.codec.Codecs;

/**
 * A 64-bit hash for counting different values: equal for what the engine takes for equal keys,
 * which {@link ContentHash} is not for classes with an equality of their own. Strings, numbers and
 * pairs of these have all 64 bits; other values have the 32 of their codec, so that of a hundred
 * million different ones about one in a hundred is missed.
 */
public final class DistinctHash {
  private DistinctHash() {}

  public static long of(Object value, Codecs codecs) {
    return switch (value) {
      case null -> 0;
      case String text -> ContentHash.ofString(text);
      case Long number -> Mix.mix(1, number);
      case Integer number -> Mix.mix(2, number);
      case Double number -> Mix.mix(3, Double.doubleToLongBits(number));
      case Pair<?, ?> pair -> Mix.mix(Mix.mix(4, of(pair._1(), codecs)), of(pair._2(), codecs));
      default -> Mix.mix(5, codecs.hash(value));
    };
  }
}
