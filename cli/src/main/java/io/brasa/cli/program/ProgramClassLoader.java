package io.brasa.cli.program;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The classes of a program's jars. What is in them wins over what this command has on its own class
 * path, so that a program runs with the version of a library that it brings; only classes of the
 * JDK and of the engine are the command's. Executors do the same with what the driver sends them.
 * Thread-safe.
 */
final class ProgramClassLoader extends URLClassLoader {
  static {
    registerAsParallelCapable();
  }

  private static final String ENGINE = "io.brasa.";

  ProgramClassLoader(List<Path> jars, ClassLoader command) throws IOException {
    super("program", urls(jars), command);
  }

  private static URL[] urls(List<Path> jars) throws IOException {
    List<URL> urls = new ArrayList<>();
    for (Path jar : jars) urls.add(jar.toUri().toURL());
    return urls.toArray(new URL[0]);
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (name.startsWith(ENGINE)) return super.loadClass(name, resolve);
    synchronized (getClassLoadingLock(name)) {
      Class<?> loaded = findLoadedClass(name);
      if (loaded != null) return loaded;
      Class<?> platform = platform(name);
      if (platform != null) return platform;
      try {
        return findClass(name);
      } catch (ClassNotFoundException notBrought) {
        return getParent().loadClass(name);
      }
    }
  }

  private static Class<?> platform(String name) {
    try {
      return ClassLoader.getPlatformClassLoader().loadClass(name);
    } catch (ClassNotFoundException ofNobody) {
      return null;
    }
  }

  @Override
  public URL getResource(String name) {
    URL own = isEngines(name) ? null : findResource(name);
    return own == null ? super.getResource(name) : own;
  }

  @Override
  public Enumeration<URL> getResources(String name) throws IOException {
    Set<URL> all = new LinkedHashSet<>();
    if (!isEngines(name)) findResources(name).asIterator().forEachRemaining(all::add);
    super.getResources(name).asIterator().forEachRemaining(all::add);
    return java.util.Collections.enumeration(all);
  }

  private static boolean isEngines(String resource) {
    return resource.startsWith("io/brasa/");
  }
}
