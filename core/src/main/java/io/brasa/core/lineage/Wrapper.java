package io.brasa.core.lineage;

/** A function of the engine's around one of the user's that takes other types. */
public interface Wrapper {
  Object inner();
}
