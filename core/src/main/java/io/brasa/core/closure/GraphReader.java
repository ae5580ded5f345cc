package io.brasa.core.closure;

import java.io.IOException;
import java.io.InputStream;
import java.io.InvalidClassException;
import java.io.ObjectInputFilter;
import java.io.ObjectInputStream;
import java.io.ObjectStreamClass;
import java.util.Map;

/**
 * The one place where a function's bytes become objects. Classes come from one given loader; dynamic proxies, remote
 * objects and naming look-ups, which no function needs, are refused, and no array or reference count may exceed what the
 * bytes could hold.
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

  private final ClassLoader loader;

  GraphReader(InputStream in, long sizeBytes, ClassLoader loader) throws IOException {
    super(in);
    this.loader = loader;
    setObjectInputFilter(info -> judge(info, sizeBytes));
    enableResolveObject(true);
  }

  private static ObjectInputFilter.Status judge(ObjectInputFilter.FilterInfo info, long sizeBytes) {
    if (info.arrayLength() > sizeBytes || info.references() > sizeBytes) return ObjectInputFilter.Status.REJECTED;
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
