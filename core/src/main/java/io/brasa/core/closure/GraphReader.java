package io.brasa.core.closure;

import java.io.IOException;
import java.io.InputStream;
import java.io.InvalidClassException;
import java.io.ObjectInputFilter;
import java.io.ObjectInputStream;
import java.io.ObjectStreamClass;
import java.lang.reflect.Field;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * The one place where a function's bytes become objects. Classes come from one given loader;
 * dynamic proxies, remote objects and naming look-ups, which no function needs, are refused, and no
 * array or reference count may exceed what the bytes could hold.
 */
final class GraphReader extends ObjectInputStream {
  private static final Map<String, Class<?>> PRIMITIVES =
      Map.of(
          "boolean", boolean.class,
          "byte", byte.class,
          "char", char.class,
          "short", short.class,
          "int", int.class,
          "long", long.class,
          "float", float.class,
          "double", double.class,
          "void", void.class);

  /** Hash tables are made larger than what they hold. */
  private static final long ARRAY_SLACK = 1024;

  private final ClassLoader loader;
  private final UnaryOperator<Object> binding;
  private final Map<Integer, Object> instances = new HashMap<>();

  GraphReader(InputStream in, long sizeBytes, ClassLoader loader, UnaryOperator<Object> binding)
      throws IOException {
    super(in);
    this.loader = loader;
    this.binding = binding;
    setObjectInputFilter(info -> judge(info, sizeBytes));
    enableResolveObject(true);
  }

  private static ObjectInputFilter.Status judge(ObjectInputFilter.FilterInfo info, long sizeBytes) {
    if (info.arrayLength() > ARRAY_SLACK + 16 * sizeBytes || info.references() > sizeBytes)
      return ObjectInputFilter.Status.REJECTED;
    Class<?> type = info.serialClass();
    if (type == null) return ObjectInputFilter.Status.UNDECIDED;
    String name = type.getName();
    boolean refused =
        name.startsWith("java.rmi.")
            || name.startsWith("javax.management.")
            || name.startsWith("javax.naming.")
            || name.startsWith("com.sun.")
            || name.startsWith("sun.");
    return refused ? ObjectInputFilter.Status.REJECTED : ObjectInputFilter.Status.ALLOWED;
  }

  /** Reads what {@link GraphWriter#writeGraph} wrote. */
  Object readGraph() throws IOException, ClassNotFoundException {
    int shells = readInt();
    for (int i = 0; i < shells; i++) readContent();
    return readObject();
  }

  private void readContent() throws IOException, ClassNotFoundException {
    Object instance = readObject();
    int count = readInt();
    for (int i = 0; i < count; i++) {
      Class<?> owner = (Class<?>) readObject();
      String name = readUTF();
      fill(instance, owner, name, readObject());
    }
  }

  private static void fill(Object instance, Class<?> owner, String name, Object value)
      throws IOException {
    try {
      Field field = owner.getDeclaredField(name);
      field.setAccessible(true);
      field.set(instance, value);
    } catch (ReflectiveOperationException | RuntimeException e) {
      throw new InvalidClassException(owner.getName(), "its field " + name + " cannot be set", e);
    }
  }

  /**
   * Shells become instances when they are first met, and are filled when their content comes; all
   * else may be bound.
   */
  @Override
  protected Object resolveObject(Object object) throws IOException {
    if (!(object instanceof Shell shell)) return binding.apply(object);
    Object known = instances.get(shell.number());
    if (known != null) return known;
    Object instance = shell.instance();
    instances.put(shell.number(), instance);
    return instance;
  }

  @Override
  protected Class<?> resolveClass(ObjectStreamClass description) throws ClassNotFoundException {
    Class<?> primitive = PRIMITIVES.get(description.getName());
    return primitive != null ? primitive : Class.forName(description.getName(), false, loader);
  }

  @Override
  protected Class<?> resolveProxyClass(String[] interfaces) throws IOException {
    throw new InvalidClassException("a dynamic proxy of " + String.join(", ", interfaces));
  }
}
