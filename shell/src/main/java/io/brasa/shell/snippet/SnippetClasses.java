package io.brasa.shell.snippet;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URL;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The classes of snippets. As resources it gives the shipped form of a class, from which the engine
 * sees what functions use and which it sends to executors; what is defined here may be woven.
 * JShell never gives a name twice, so one loader serves as long as the shell. Thread-safe.
 */
final class SnippetClasses extends ClassLoader {
  static {
    registerAsParallelCapable();
  }

  private record Forms(byte[] shipped, byte[] own) {}

  private final Map<String, Forms> classes = new ConcurrentHashMap<>();

  SnippetClasses(ClassLoader parent) {
    super("snippets", parent);
  }

  /**
   * @param shipped what executors get
   * @param own what runs in this process
   */
  void add(String name, byte[] shipped, byte[] own) {
    classes.put(name, new Forms(shipped, own));
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    Forms forms = classes.get(name);
    if (forms == null) throw new ClassNotFoundException(name);
    synchronized (getClassLoadingLock(name)) {
      Class<?> loaded = findLoadedClass(name);
      return loaded != null ? loaded : defineClass(name, forms.own, 0, forms.own.length);
    }
  }

  @Override
  public InputStream getResourceAsStream(String name) {
    byte[] bytes = shipped(name);
    return bytes == null ? super.getResourceAsStream(name) : new ByteArrayInputStream(bytes);
  }

  @Override
  protected URL findResource(String name) {
    byte[] bytes = shipped(name);
    if (bytes == null) return null;
    try {
      return URL.of(URI.create("snippet:///" + name), new Content(bytes));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private byte[] shipped(String resource) {
    if (!resource.endsWith(".class")) return null;
    int end = resource.length() - ".class".length();
    Forms forms = classes.get(resource.substring(0, end).replace('/', '.'));
    return forms == null ? null : forms.shipped;
  }

  private static final class Content extends URLStreamHandler {
    private final byte[] bytes;

    Content(byte[] bytes) {
      this.bytes = bytes;
    }

    @Override
    protected URLConnection openConnection(URL url) {
      return new URLConnection(url) {
        @Override
        public void connect() {}

        @Override
        public InputStream getInputStream() {
          return new ByteArrayInputStream(bytes);
        }
      };
    }
  }
}
