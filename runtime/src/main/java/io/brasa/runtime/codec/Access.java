package io.brasa.runtime.codec;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.reflect.Modifier;

/** How far this engine may see into a user's class. */
final class Access {
  private Access() {}

  /** A lookup that reaches at least what the class shows to everybody. */
  static Lookup to(Class<?> type, Linker linker) {
    Access.class.getModule().addReads(type.getModule());
    try {
      return MethodHandles.privateLookupIn(type, MethodHandles.lookup());
    } catch (IllegalAccessException closed) {
      if (isPublic(type)
          && type.getModule().isExported(type.getPackageName(), Access.class.getModule())) {
        return MethodHandles.lookup();
      }
      throw CodecErrors.closedModule(linker.path(), type, closed);
    }
  }

  private static boolean isPublic(Class<?> type) {
    return Modifier.isPublic(type.getModifiers())
        && (type.getEnclosingClass() == null || isPublic(type.getEnclosingClass()));
  }
}
