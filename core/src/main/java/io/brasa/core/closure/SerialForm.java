package io.brasa.core.closure;

import java.io.Externalizable;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;

/**
 * How Java serialisation treats a class.
 *
 * @param hasHooks whether the class, or one above it, has a say in its serialised form
 * @param fields what is written of its instances by default: fields of serialisable classes that
 *     are neither static nor transient; those of classes of the JDK are left out
 * @param unserializableParent the nearest superclass that is not serialisable; its constructor runs
 *     when an instance is read
 */
record SerialForm(boolean hasHooks, List<Field> fields, Class<?> unserializableParent) {
  static SerialForm of(Class<?> type) {
    boolean hasHooks = Externalizable.class.isAssignableFrom(type);
    List<Field> fields = new ArrayList<>();
    Class<?> owner = type;
    for (;
        owner != null && Serializable.class.isAssignableFrom(owner);
        owner = owner.getSuperclass()) {
      hasHooks |= declaresHook(owner);
      if (owner.getClassLoader() == null) continue;
      for (Field field : owner.getDeclaredFields()) if (isWritten(field)) fields.add(field);
    }
    return new SerialForm(hasHooks, List.copyOf(fields), owner == null ? Object.class : owner);
  }

  /** Whether Java would find the constructor it needs to make an instance of {@code type}. */
  boolean canBeMade(Class<?> type) {
    if (Externalizable.class.isAssignableFrom(type)) return true;
    try {
      Constructor<?> constructor = unserializableParent.getDeclaredConstructor();
      int modifiers = constructor.getModifiers();
      if (Modifier.isPublic(modifiers) || Modifier.isProtected(modifiers)) return true;
      return !Modifier.isPrivate(modifiers)
          && unserializableParent.getPackageName().equals(type.getPackageName())
          && unserializableParent.getClassLoader() == type.getClassLoader();
    } catch (NoSuchMethodException e) {
      return false;
    }
  }

  /** Whether a field would be written if its class were serialisable by default. */
  static boolean isWritten(Field field) {
    int skipped = Modifier.STATIC | Modifier.TRANSIENT;
    return (field.getModifiers() & skipped) == 0;
  }

  private static boolean declaresHook(Class<?> type) {
    try {
      return declares(type, "writeObject", ObjectOutputStream.class)
          || declares(type, "readObject", ObjectInputStream.class)
          || declares(type, "readObjectNoData")
          || declares(type, "writeReplace")
          || declares(type, "readResolve")
          || declaresField(type, "serialPersistentFields");
    } catch (LinkageError e) {
      return true;
    }
  }

  private static boolean declares(Class<?> type, String name, Class<?>... parameters) {
    try {
      return type.getDeclaredMethod(name, parameters) != null;
    } catch (NoSuchMethodException e) {
      return false;
    }
  }

  private static boolean declaresField(Class<?> type, String name) {
    for (Field field : type.getDeclaredFields()) if (field.getName().equals(name)) return true;
    return false;
  }
}
