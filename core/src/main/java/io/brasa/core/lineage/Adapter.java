package io.brasa.core.lineage;

/**
 * A function of the engine's in a {@link Link} that does with the user's function what its {@link
 * Form} says and nothing else, so that a kernel may do it instead.
 */
public interface Adapter {
  Form form();

  /** The user's function; the adapter itself if the form needs none. */
  default Object inner() {
    return this;
  }
}
