package io.brasa.core.fusion;

/**
 * Takes the records of one partition, one after the other, on the task's thread. A kernel has a
 * call site of its own for it, so a small {@code accept} costs no call; the sinks of this package
 * kernels know by heart.
 */
@FunctionalInterface
public interface Sink {
  void accept(Object record) throws Exception;
}
