package io.brasa.core.closure;

import java.io.Serializable;
import java.util.Optional;

/** Carries an {@link Optional}, which functions often capture though Java does not serialise it. */
record OptionalForm(Object value) implements Serializable {
  Object readResolve() {
    return Optional.ofNullable(value);
  }
}
