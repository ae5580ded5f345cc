package io.brasa.core.closure;

import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.util.LinkedHashSet;
import java.util.Set;

/** Writes one object graph, remembering the classes it met. */
final class GraphWriter extends ObjectOutputStream {
  private final Set<Class<?>> classes = new LinkedHashSet<>();

  GraphWriter(OutputStream out) throws IOException {
    super(out);
    enableReplaceObject(true);
  }

  Set<Class<?>> classes() {
    return classes;
  }

  @Override
  protected void annotateClass(Class<?> type) {
    classes.add(type);
  }
}
