package io.brasa.core.function;

import java.io.Serializable;
import java.util.Comparator;

/**
 * A comparator that travels: what a lambda becomes where an operation asks for an order. Other
 * comparators serve as well if their class is serialisable.
 */
@FunctionalInterface
public interface SerializableComparator<T> extends Comparator<T>, Serializable {}
