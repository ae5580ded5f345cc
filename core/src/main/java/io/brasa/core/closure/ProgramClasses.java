package io.brasa.core.closure;

import io.brasa.core.closure.bytecode.ClassFiles;
import java.security.CodeSource;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Tells a program's own classes from libraries it uses: they come from where the classes that
 * declare its functions come from, and share the first two parts of their package. Static fields of
 * libraries are the libraries' affair: a cache or a "loaded" flag sent to another process would be
 * wrong there.
 */
final class ProgramClasses implements Predicate<Class<?>> {
  private record Origin(Object source, String packageRoot) {}

  private final ClassFiles files;
  private final Set<Origin> origins = new HashSet<>();

  ProgramClasses(ClassFiles files) {
    this.files = files;
  }

  /** A class that declares a function. */
  void add(Class<?> type) {
    if (files.isUser(type)) origins.add(origin(type));
  }

  @Override
  public boolean test(Class<?> type) {
    return !type.isArray()
        && !type.isPrimitive()
        && files.isUser(type)
        && origins.contains(origin(type));
  }

  private static Origin origin(Class<?> type) {
    CodeSource source = type.getProtectionDomain().getCodeSource();
    boolean hasPlace = source != null && source.getLocation() != null;
    // The text of the address: an address itself would look up its host to compare.
    Object place = hasPlace ? source.getLocation().toString() : type.getClassLoader();
    return new Origin(place, packageRoot(type.getPackageName()));
  }

  private static String packageRoot(String name) {
    int first = name.indexOf('.');
    int second = first < 0 ? -1 : name.indexOf('.', first + 1);
    return second < 0 ? name : name.substring(0, second);
  }
}
