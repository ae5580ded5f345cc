package io.brasa.runtime.codec;

/** Where a class gets its equals and hashCode from. */
final class Equality {
  private Equality() {}

  static boolean overridesBoth(Class<?> type) {
    return declarer(type, "equals", Object.class) != Object.class
        && declarer(type, "hashCode") != Object.class;
  }

  static boolean isFromJdk(Class<?> type) {
    return declarer(type, "hashCode").getClassLoader() == null;
  }

  static Class<?> declarer(Class<?> type, String method, Class<?>... parameters) {
    try {
      return type.getMethod(method, parameters).getDeclaringClass();
    } catch (NoSuchMethodException impossible) {
      return Object.class;
    }
  }
}
