package io.brasa.core.closure;

/** The classes that every Java has, whatever their names begin with. */
final class PlatformClasses {
  private PlatformClasses() {}

  static boolean has(String className) {
    return find(className) != null;
  }

  /** The class; null when the platform has none of that name. */
  static Class<?> find(String className) {
    try {
      return Class.forName(className, false, ClassLoader.getPlatformClassLoader());
    } catch (ClassNotFoundException | LinkageError e) {
      return null;
    }
  }
}
