package io.brasa.core.function;

import java.util.Iterator;

/** Called for its effect on all values of a partition. */
@FunctionalInterface
public interface ForeachPartitionFunction<T> extends VoidFunction<Iterator<T>> {}
