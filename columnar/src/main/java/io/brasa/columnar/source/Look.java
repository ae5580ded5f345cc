package io.brasa.columnar.source;

import java.io.Serializable;

/**
 * What is to be found in a piece of a source before its columns are known. A value: it travels to
 * tasks, and equal looks find the same in pieces that have not changed, so that what was found may
 * be kept.
 *
 * @param <R> what is found: a value, too
 */
public interface Look<R> extends Serializable {
  /** Reads a piece. */
  R at(Split split, SourceContext context);
}
