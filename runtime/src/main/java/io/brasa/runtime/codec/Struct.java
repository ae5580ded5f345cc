package io.brasa.runtime.codec;

import java.io.Externalizable;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * The named fields of a record or bean, and how they are read and set.
 *
 * @param constructor of a record the canonical one, of a bean that without arguments
 */
record Struct(Class<?> type, Constructor<?> constructor, List<Member> members) {
  private static final Set<String> SERIALIZATION_METHODS =
      Set.of("writeObject", "readObject", "writeReplace", "readResolve", "readObjectNoData");

  /**
   * @param setter null in records
   */
  record Member(String name, Class<?> type, Method getter, Method setter) {}

  static Struct ofRecord(Class<?> type, Linker linker) {
    RecordComponent[] components = type.getRecordComponents();
    List<Member> members = new ArrayList<>(components.length);
    Class<?>[] types = new Class<?>[components.length];
    for (int i = 0; i < types.length; i++) {
      types[i] = components[i].getType();
      members.add(new Member(components[i].getName(), types[i], components[i].getAccessor(), null));
    }
    try {
      return new Struct(type, type.getDeclaredConstructor(types), members);
    } catch (NoSuchMethodException impossible) {
      throw CodecErrors.unsupported(linker.path(), type);
    }
  }

  /** The fields of a bean by name, those of superclasses first; null if the class is no bean. */
  static Struct ofBean(Class<?> type, Linker linker) {
    if (type.getClassLoader() == null
        || type.isHidden()
        || Externalizable.class.isAssignableFrom(type)) {
      return null;
    }
    try {
      Constructor<?> constructor = type.getConstructor();
      List<Member> members = new ArrayList<>();
      return addMembers(type, type, members) ? new Struct(type, constructor, members) : null;
    } catch (NoSuchMethodException noBean) {
      return null;
    }
  }

  private static boolean addMembers(Class<?> bean, Class<?> level, List<Member> members)
      throws NoSuchMethodException {
    if (level == Object.class) {
      return true;
    }
    if (!addMembers(bean, level.getSuperclass(), members) || hasSerializationMethod(level)) {
      return false;
    }
    List<Member> own = new ArrayList<>();
    for (Field field : level.getDeclaredFields()) {
      if ((field.getModifiers() & (Modifier.STATIC | Modifier.TRANSIENT)) == 0) {
        own.add(member(bean, field));
      }
    }
    own.sort(Comparator.comparing(Member::name));
    return members.addAll(own) || own.isEmpty();
  }

  /** Authors of these want more than fields copied. */
  private static boolean hasSerializationMethod(Class<?> level) {
    for (Method method : level.getDeclaredMethods()) {
      if (SERIALIZATION_METHODS.contains(method.getName())) {
        return true;
      }
    }
    return false;
  }

  private static Member member(Class<?> bean, Field field) throws NoSuchMethodException {
    String capital =
        Character.toUpperCase(field.getName().charAt(0)) + field.getName().substring(1);
    Method setter = bean.getMethod("set" + capital, field.getType());
    Method getter = getter(bean, field, capital);
    if (getter.getReturnType() != field.getType()
        || ((getter.getModifiers() | setter.getModifiers()) & Modifier.STATIC) != 0) {
      throw new NoSuchMethodException(field.getName());
    }
    return new Member(field.getName(), field.getType(), getter, setter);
  }

  private static Method getter(Class<?> bean, Field field, String capital)
      throws NoSuchMethodException {
    if (field.getType() == boolean.class) {
      try {
        return bean.getMethod("is" + capital);
      } catch (NoSuchMethodException other) {
        return bean.getMethod("get" + capital);
      }
    }
    return bean.getMethod("get" + capital);
  }

  boolean isRecord() {
    return type.isRecord();
  }

  /**
   * A digest of the names and types of the fields: bytes of another shape must not be read as this.
   */
  int shape() {
    StringBuilder text = new StringBuilder();
    for (Member member : members) {
      text.append(member.name).append(':').append(member.type.getName()).append(';');
    }
    return text.toString().hashCode();
  }
}
