package io.brasa.core.closure;

import io.brasa.core.closure.bytecode.ClassFiles;
import io.brasa.core.function.Pair;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;

/**
 * Classes of the program of which objects have been met: records of the driver, and what reached
 * code makes. They are not kept alive by this. Safe for use by many threads.
 */
final class MetClasses {
  private final ClassFiles files;
  private final Set<Class<?>> classes = Collections.newSetFromMap(new WeakHashMap<>());

  MetClasses(ClassFiles files) {
    this.files = files;
  }

  /** Of pairs, collections and maps what they hold counts. */
  void meet(Object record) {
    switch (record) {
      case null -> {}
      case Pair<?, ?> pair -> {
        meet(pair._1());
        meet(pair._2());
      }
      case Collection<?> values -> values.forEach(this::meet);
      case Map<?, ?> map -> {
        map.keySet().forEach(this::meet);
        map.values().forEach(this::meet);
      }
      default -> meet(record.getClass());
    }
  }

  void meet(Class<?> type) {
    // Those of the JDK, which most are, cost nothing.
    if (type.getClassLoader() == null || type.isArray() || !files.isUser(type)) return;
    synchronized (classes) {
      classes.add(type);
    }
  }

  /** It grows with what is met, and may shrink with what is forgotten. */
  int count() {
    synchronized (classes) {
      return classes.size();
    }
  }

  Set<Class<?>> all() {
    synchronized (classes) {
      return new HashSet<>(classes);
    }
  }
}
