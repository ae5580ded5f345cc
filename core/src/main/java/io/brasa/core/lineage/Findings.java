package io.brasa.core.lineage;

import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * What planning found out about an operation or a shuffle. It is asked once: every stage that the
 * subject is part of would ask again, and loops make stages of ever more operations. Thread-safe.
 *
 * @param <T> the type of the subject
 */
public final class Findings<T> {
  private final T subject;
  private volatile Boolean isShareable;
  private volatile byte[] digest;
  private volatile Set<String> staticFields;

  Findings(T subject) {
    this.subject = subject;
  }

  /** Whether nothing that it reaches ever changes. */
  public boolean isShareable(Predicate<? super T> predicate) {
    Boolean known = isShareable;
    if (known != null) return known;
    boolean computed = predicate.test(subject);
    isShareable = computed;
    return computed;
  }

  /** The static fields that its functions may read. */
  public Set<String> staticFields(Function<? super T, Set<String>> function) {
    Set<String> known = staticFields;
    if (known != null) return known;
    Set<String> computed = Set.copyOf(function.apply(subject));
    staticFields = computed;
    return computed;
  }

  /** What stands for its content; only of what is shareable, and not to be changed. */
  public byte[] digest(Function<? super T, byte[]> function) {
    byte[] known = digest;
    if (known != null) return known;
    byte[] computed = function.apply(subject);
    digest = computed;
    return computed;
  }
}
