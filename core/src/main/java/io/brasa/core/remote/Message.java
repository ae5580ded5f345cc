package io.brasa.core.remote;

/**
 * Anything that peers say. Which messages two peers speak is a sealed family of records, named when
 * their {@link Peers} are made: {@link TaskMessage} between drivers and executors.
 */
public interface Message {
  /** The kind of message, for texts. */
  default String kind() {
    return getClass().getSimpleName();
  }
}
