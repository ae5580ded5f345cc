package io.brasa.core.shared;

import java.util.ArrayList;
import java.util.List;

/** Gathers elements in a list, in partition order. A copy belongs to one thread. */
public final class CollectionAccumulator<T> extends AccumulatorV2<T, List<T>> {
  private static final long serialVersionUID = 1L;

  private ArrayList<T> elements = new ArrayList<>();

  @Override
  public boolean isZero() {
    return elements.isEmpty();
  }

  @Override
  public CollectionAccumulator<T> copy() {
    CollectionAccumulator<T> copy = new CollectionAccumulator<>();
    copy.elements.addAll(elements);
    return copy;
  }

  @Override
  public void reset() {
    elements = new ArrayList<>();
  }

  @Override
  @SuppressWarnings("unchecked")
  public void add(T value) {
    ((CollectionAccumulator<T>) target()).elements.add(value);
  }

  @Override
  public void merge(AccumulatorV2<T, List<T>> other) {
    elements.addAll(((CollectionAccumulator<T>) other).elements);
  }

  /** An unmodifiable copy. */
  @Override
  public List<T> value() {
    return java.util.Collections.unmodifiableList(new ArrayList<>(elements));
  }
}
