package io.brasa.runtime.storage;

/**
 * What a stream from {@link Storage#create} can do besides, where the file system knows a
 * difference between written and safe from a power failure. Ask with a pattern match: a stream
 * without it is as safe as it gets once it is closed.
 */
public interface Durable {
  /**
   * Returns once everything written so far has reached the device. Fails as {@link Storage#create}
   * does.
   */
  void sync();
}
