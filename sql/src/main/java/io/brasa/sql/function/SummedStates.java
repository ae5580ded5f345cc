package io.brasa.sql.function;

import java.util.List;

/**
 * An accumulator of whose states some columns are sums of whole numbers or decimals: in the state
 * that two states are merged into they have the sum of both. Nulls count as zero.
 */
public interface SummedStates {
  /** The places of these columns among the state's. */
  List<Integer> summedStates();
}
