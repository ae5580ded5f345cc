package io.brasa.core.closure;

import java.io.Serializable;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;

/**
 * Tells from types alone, without reading a single captured value, that a function can travel and
 * that its captured graph never changes. This is the first thing a small job asks, so it touches
 * neither the class-file API nor serialisation nor reflective access. A "no" only means that a
 * closer look is due.
 */
final class Immutability extends ClassValue<Boolean> {
  /** Records nested deeper than this get the closer look; recursive records end here too. */
  private static final int DEPTH_MAX = 4;

  /** Whether every function of this class, a lambda's or another, is immutable and can travel. */
  boolean ofFunctionClass(Class<?> type) {
    return get(type);
  }

  /** Whether all values of a type are immutable and can travel; subclasses included. */
  static boolean ofType(Class<?> type) {
    return ofType(type, DEPTH_MAX);
  }

  @Override
  protected Boolean computeValue(Class<?> type) {
    if (type.isPrimitive() || type.isArray() || !Serializable.class.isAssignableFrom(type))
      return false;
    if (ofType(type, DEPTH_MAX)) return true;
    return (type.getSuperclass() == Object.class) && fieldsAreImmutable(type, DEPTH_MAX);
  }

  private static boolean ofType(Class<?> type, int depth) {
    if (type.isPrimitive()
        || type == String.class
        || isBox(type)
        || type.isEnum()
        || type == Class.class) return true;
    if (Shippable.class.isAssignableFrom(type)) return true;
    if (isFinalTime(type)) return true;
    return type.isRecord()
        && depth > 0
        && Serializable.class.isAssignableFrom(type)
        && !hasHooks(type)
        && fieldsAreImmutable(type, depth - 1);
  }

  private static boolean fieldsAreImmutable(Class<?> type, int depth) {
    for (Field field : type.getDeclaredFields()) {
      if (Modifier.isStatic(field.getModifiers())) continue;
      if (!Modifier.isFinal(field.getModifiers()) || !ofType(field.getType(), depth)) return false;
    }
    return true;
  }

  /** A record may only replace itself when it is written. */
  private static boolean hasHooks(Class<?> record) {
    for (Class<?> face : record.getInterfaces())
      if (face == java.io.Externalizable.class) return true;
    return false;
  }

  private static boolean isFinalTime(Class<?> type) {
    return Modifier.isFinal(type.getModifiers())
        && "java.time".equals(type.getPackageName())
        && Serializable.class.isAssignableFrom(type);
  }

  private static boolean isBox(Class<?> type) {
    return type == Integer.class
        || type == Long.class
        || type == Double.class
        || type == Boolean.class
        || type == Float.class
        || type == Short.class
        || type == Byte.class
        || type == Character.class;
  }
}
