package io.brasa.core.lineage;

/**
 * What a {@link Link} does with an element {@code e} and the function {@code f} of the user: what a
 * kernel has to know to call the user's function itself, rather than through code of the engine
 * that all stages share. A form that is added here is one more case in the generator of kernels;
 * until it has one, a link of the engine's may always be a {@link #MAP} or an {@link #EXPAND} of
 * its own function.
 */
public enum Form {
  /** {@code f.call(e)}, a {@code Function}. */
  MAP,
  /** {@code e} if {@code f.call(e)}, a {@code Function} that gives a {@code Boolean}. */
  FILTER,
  /** All that {@code f.call(e)} iterates over, a {@code FlatMapFunction}. */
  EXPAND,
  /** {@code f.call(e)}, a {@code PairFunction}. */
  MAP_TO_PAIR,
  /** All that {@code f.call(e)} iterates over, a {@code PairFlatMapFunction}. */
  EXPAND_TO_PAIRS,
  /** The pair of {@code f.call(e)} and {@code e}, a {@code Function}. */
  KEY_BY,
  /** The pair of {@code e._1()} and {@code f.call(e._2())}, a {@code Function}. */
  MAP_VALUE,
  /**
   * {@code e._1()} paired with all that {@code f.call(e._2())} gives, a {@code FlatMapFunction}.
   */
  EXPAND_VALUE,
  /** The pair of {@code e} and null; no function. */
  TO_KEY,
  /** {@code e._1()}; no function. */
  FIRST,
  /** {@code e._2()}; no function. */
  SECOND,
  /** {@code e}; no function. */
  IDENTITY,
  /** {@code f.call(e)}, a {@code LongFunction}. */
  MAP_TO_LONG,
  /** {@code f.call(e)}, a {@code DoubleFunction}. */
  MAP_TO_DOUBLE,
  /** {@code f.call(e)} of a long, a {@code LongOperator}. */
  MAP_LONG,
  /** {@code f.call(e)} of a double, a {@code DoubleOperator}. */
  MAP_DOUBLE,
  /** {@code f.call(e)} of a long, a {@code LongToDoubleFunction}. */
  LONG_TO_DOUBLE,
  /** {@code f.call(e)} of a double, a {@code DoubleToLongFunction}. */
  DOUBLE_TO_LONG,
  /** {@code e} if {@code f.call(e)}, a {@code LongPredicate}. */
  FILTER_LONG,
  /** {@code e} if {@code f.call(e)}, a {@code DoublePredicate}. */
  FILTER_DOUBLE;

  /** Whether one element becomes any number. */
  public boolean isExpanding() {
    return switch (this) {
      case EXPAND, EXPAND_TO_PAIRS, EXPAND_VALUE -> true;
      case MAP, FILTER, MAP_TO_PAIR, KEY_BY, MAP_VALUE, TO_KEY, FIRST, SECOND, IDENTITY -> false;
      case MAP_TO_LONG, MAP_TO_DOUBLE, MAP_LONG, MAP_DOUBLE -> false;
      case LONG_TO_DOUBLE, DOUBLE_TO_LONG, FILTER_LONG, FILTER_DOUBLE -> false;
    };
  }
}
