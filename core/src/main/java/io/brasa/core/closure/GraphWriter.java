package io.brasa.core.closure;

import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.ObjectStreamClass;
import java.io.OutputStream;
import java.lang.reflect.Field;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Writes one object graph with its reduced objects as shells, and remembers the classes it met. */
class GraphWriter extends ObjectOutputStream {
  private final IdentityHashMap<Object, Reduction> reductions;
  private final IdentityHashMap<Object, Shell> shells = new IdentityHashMap<>();
  private final Set<Class<?>> classes = new LinkedHashSet<>();

  private final Consumer<Shippable> handles;

  /**
   * @param handles hears of each handle of the engine that is written
   */
  GraphWriter(
      OutputStream out, IdentityHashMap<Object, Reduction> reductions, Consumer<Shippable> handles)
      throws IOException {
    super(out);
    this.handles = handles;
    this.reductions = reductions;
    enableReplaceObject(true);
  }

  /**
   * One that writes of classes no more than their names, for what is never read. The JDK's way
   * looks into each class that states no version of itself, arrays among them, and digests what it
   * sees.
   */
  static GraphWriter ofNames(OutputStream out, IdentityHashMap<Object, Reduction> reductions)
      throws IOException {
    return new GraphWriter(out, reductions, _ -> {}) {
      @Override
      protected void writeClassDescriptor(ObjectStreamClass type) throws IOException {
        writeUTF(type.getName());
      }
    };
  }

  /** Writes the contents of all shells, then the graph. */
  void writeGraph(Object graph) throws IOException {
    writeInt(reductions.size());
    for (Map.Entry<Object, Reduction> entry : reductions.entrySet()) {
      writeContent(entry.getKey(), entry.getValue());
    }
    writeObject(graph);
    flush();
  }

  private void writeContent(Object object, Reduction reduction) throws IOException {
    writeObject(object);
    writeInt(reduction.fields().size());
    for (Field field : reduction.fields()) {
      writeObject(field.getDeclaringClass());
      writeUTF(field.getName());
      writeObject(value(field, object));
    }
  }

  private static Object value(Field field, Object object) throws IOException {
    try {
      field.setAccessible(true);
      return field.get(object);
    } catch (ReflectiveOperationException | RuntimeException e) {
      throw new IOException("the field " + field + " cannot be read", e);
    }
  }

  Set<Class<?>> classes() {
    return classes;
  }

  @Override
  protected Object replaceObject(Object object) {
    if (object instanceof Shippable handle) handles.accept(handle);
    if (object instanceof Optional<?> optional) return new OptionalForm(optional.orElse(null));
    Reduction reduction = reductions.get(object);
    if (reduction == null) return object;
    return shells.computeIfAbsent(
        object, reduced -> new Shell(shells.size(), reduced.getClass(), reduction.isPart()));
  }

  @Override
  protected void annotateClass(Class<?> type) {
    classes.add(type);
  }
}
