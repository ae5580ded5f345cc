package io.brasa.sql.typed;

import java.io.Serializable;

/** How the values of a group become one, by way of a buffer. */
public interface Fold extends Serializable {
  /** For messages and plans. */
  String name();

  /** A buffer that has seen nothing, a new one each time. */
  Object zero();

  /** The buffer that has seen a value besides; may be the one given, changed. */
  Object reduce(Object buffer, Object value);

  /** The buffer that has seen what both have. */
  Object merge(Object one, Object other);

  Object finish(Object buffer);

  /** By which the classes of its buffers are found. */
  default ClassLoader loader() {
    return getClass().getClassLoader();
  }
}
