package io.brasa.cli.program;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.URL;
import java.util.Map;

/**
 * Classes compiled in memory. It answers for their class files as resources too: the engine reads
 * them to look into lambdas and to send them to executors. What the file declares wins over what
 * the command has on its own class path. Thread-safe.
 */
final class SourceClassLoader extends ClassLoader {
  private final Map<String, byte[]> classes;

  /**
   * @param classes class files by binary name
   */
  SourceClassLoader(Map<String, byte[]> classes, ClassLoader parent) {
    super("brasa-source", parent);
    this.classes = Map.copyOf(classes);
  }

  /** Its own first: a parent who is asked for what it has not opens all jars to look for it. */
  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (!classes.containsKey(name)) return super.loadClass(name, resolve);
    synchronized (getClassLoadingLock(name)) {
      Class<?> loaded = findLoadedClass(name);
      return loaded == null ? findClass(name) : loaded;
    }
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    byte[] bytes = classes.get(name);
    if (bytes == null) throw new ClassNotFoundException(name);
    return defineClass(name, bytes, 0, bytes.length);
  }

  @Override
  public InputStream getResourceAsStream(String name) {
    byte[] bytes = classFile(name);
    return bytes == null ? super.getResourceAsStream(name) : new ByteArrayInputStream(bytes);
  }

  @Override
  protected URL findResource(String name) {
    byte[] bytes = classFile(name);
    return bytes == null ? null : BytesUrl.of(name, bytes);
  }

  private byte[] classFile(String resource) {
    if (!resource.endsWith(".class")) return null;
    return classes.get(
        resource.substring(0, resource.length() - ".class".length()).replace('/', '.'));
  }
}
