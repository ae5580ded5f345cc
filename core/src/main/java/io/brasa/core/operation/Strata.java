package io.brasa.core.operation;

import io.brasa.core.error.CoreError;
import io.brasa.core.function.Pair;
import io.brasa.core.shuffle.KeyList;
import io.brasa.runtime.error.EngineException;
import java.util.HashMap;
import java.util.Map;

/** The keys of a stratified sample by their places in a list; for one task's thread. */
public final class Strata {
  private final Map<Object, Integer> places = new HashMap<>();

  public Strata(KeyList keys) {
    for (int i = 0; i < keys.size(); i++) places.put(keys.get(i), i);
  }

  /** The place of a pair's key. Fails with {@code FRACTION_MISSING}. */
  public int of(Object pair) {
    Object key = ((Pair<?, ?>) pair)._1();
    Integer place = places.get(key);
    if (place == null) throw missing(key);
    return place;
  }

  private static EngineException missing(Object key) {
    String text = String.valueOf(key);
    return new EngineException(
        CoreError.FRACTION_MISSING,
        "A stratified sample has no fraction for the key '"
            + (text.length() <= 100 ? text : text.substring(0, 100) + "…")
            + "'",
        "Give every key a fraction, which may be zero");
  }
}
