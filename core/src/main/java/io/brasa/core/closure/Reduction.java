package io.brasa.core.closure;

import java.lang.reflect.Field;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * An object that travels as a shell: an instance of its class of which only some fields are filled.
 *
 * <p>An outer object becomes a <em>part</em>: only what byte code reads of it, and no constructor
 * runs for the copy. An inner-class object whose outer reference is reduced otherwise travels as
 * Java would write it: all its serialisable fields, and the constructor of its nearest superclass
 * that is not serialisable runs.
 */
final class Reduction {
  private final boolean isPart;
  private final Set<Field> fields = new LinkedHashSet<>();

  Reduction(boolean isPart) {
    this.isPart = isPart;
  }

  boolean isPart() {
    return isPart;
  }

  /** What travels; grows while other functions that use the same object are surveyed. */
  Set<Field> fields() {
    return fields;
  }
}
