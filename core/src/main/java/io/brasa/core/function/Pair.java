package io.brasa.core.function;

import java.io.Serializable;

/**
 * Two values; in a {@code PairRDD} a key and its value. It reads three ways: {@code _1()} and
 * {@code _2()} as code moved from Spark's tuples does, {@link #key()} and {@link #value()}, and as
 * a record pattern {@code Pair(var word, var count)}. Either part may be null. A table made of
 * pairs has the columns {@code _1} and {@code _2}.
 */
@SuppressWarnings("checkstyle:RecordComponentName")
public record Pair<K, V>(K _1, V _2) implements Serializable {
  public static <K, V> Pair<K, V> of(K key, V value) {
    return new Pair<>(key, value);
  }

  public K key() {
    return _1;
  }

  public V value() {
    return _2;
  }

  public Pair<V, K> swap() {
    return new Pair<>(_2, _1);
  }

  /** {@code (key,value)}, as Spark's tuples print: saved text stays the same after a move. */
  @Override
  public String toString() {
    return "(" + _1 + "," + _2 + ")";
  }
}
