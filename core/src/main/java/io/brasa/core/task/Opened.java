package io.brasa.core.task;

import io.brasa.core.lineage.UserFunctionException;
import java.util.ArrayDeque;
import java.util.Deque;

/** What is to be closed, the latest first. */
final class Opened implements AutoCloseable {
  private final Deque<AutoCloseable> resources = new ArrayDeque<>();

  void push(AutoCloseable resource) {
    resources.push(resource);
  }

  /** Closes all, whatever they throw, and throws the first of that. */
  @Override
  public void close() {
    Throwable first = null;
    while (!resources.isEmpty()) {
      try {
        resources.pop().close();
      } catch (Exception | Error e) {
        if (first == null) first = e;
        else if (first != e) first.addSuppressed(e);
      }
    }
    switch (first) {
      case null -> {}
      case RuntimeException unchecked -> throw unchecked;
      case Error error -> throw error;
      default -> throw new UserFunctionException((Exception) first);
    }
  }

  /** Closes all because of a failure, which stays the one to tell. */
  void closeAfter(Throwable failure) {
    try {
      close();
    } catch (RuntimeException | Error e) {
      if (e != failure) failure.addSuppressed(e);
    }
  }
}
