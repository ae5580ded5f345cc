package io.brasa.core.closure;

import java.io.Serializable;

/**
 * A handle of the engine, such as a broadcast or an accumulator, that functions may capture freely:
 * it serialises as its identity alone, and one instance may serve all tasks of a process.
 */
public interface Shippable extends Serializable {}
