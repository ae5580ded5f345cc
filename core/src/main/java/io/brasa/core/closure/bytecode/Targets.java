package io.brasa.core.closure.bytecode;

import java.lang.classfile.MethodModel;
import java.lang.constant.ClassDesc;
import java.lang.reflect.AccessFlag;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the bodies that a call with tracked arguments may reach, and enters them; where that is not
 * certain, they escape.
 */
final class Targets {
  private final OuterUse use;

  Targets(OuterUse use) {
    this.use = use;
  }

  /**
   * A call whose target is fixed: a static method, a constructor, a lambda's body. Static methods
   * may be inherited.
   */
  void exact(Class<?> named, String name, String type, long[] arguments, boolean hasReceiver) {
    for (Class<?> owner = named; owner != null; owner = owner.getSuperclass()) {
      if (!use.files.isUser(owner)) break;
      Optional<MethodModel> method = use.files.method(owner, name, type);
      if (method.isPresent()) {
        enter(owner, method.get(), arguments, hasReceiver);
        return;
      }
      if (name.equals("<init>")) break;
    }
    use.escape(FollowedMethod.all(arguments), "is passed to " + named.getSimpleName() + "." + name);
  }

  /**
   * A call on a tracked object. Rather than selecting as the machine does, which takes
   * accessibility and packages into account, every method of that name and type in the classes and
   * interfaces of the object counts.
   */
  void virtual(Object receiver, long bit, String name, String type, long[] arguments) {
    long[] passed = arguments.clone();
    passed[0] = bit;
    int found = 0;
    for (Class<?> owner : supertypes(receiver.getClass())) {
      Optional<MethodModel> method = use.files.method(owner, name, type);
      if (method.isEmpty() || method.get().flags().has(AccessFlag.STATIC)) {
        if (use.files.of(owner).isEmpty()) use.escape(bit, "has a class file that cannot be found");
        continue;
      }
      found++;
      if (method.get().flags().has(AccessFlag.ABSTRACT)) continue;
      if (use.files.isUser(owner)) enter(owner, method.get(), passed, true);
      else if (!isHarmless(owner, name)) {
        use.escape(
            FollowedMethod.all(passed), "is passed to " + owner.getSimpleName() + "." + name);
      }
    }
    if (found == 0)
      use.escape(
          FollowedMethod.all(passed), "is passed to a method " + name + " that cannot be found");
  }

  /**
   * Whether a class itself has such a private instance method: a call that names it runs no other.
   */
  boolean isPrivate(Class<?> named, String name, String type) {
    Optional<MethodModel> method =
        use.files.isUser(named) ? use.files.method(named, name, type) : Optional.empty();
    return method.isPresent()
        && method.get().flags().has(AccessFlag.PRIVATE)
        && !method.get().flags().has(AccessFlag.STATIC);
  }

  /**
   * A call that passes tracked objects to a method of another: followed only if no subclass can
   * override it.
   */
  void unknownReceiver(Class<?> named, String name, String type, long[] arguments) {
    Optional<MethodModel> method =
        use.files.isUser(named) ? use.files.method(named, name, type) : Optional.empty();
    boolean isFixed =
        method.isPresent()
            && (method.get().flags().has(AccessFlag.PRIVATE)
                || method.get().flags().has(AccessFlag.FINAL)
                || named.accessFlags().contains(AccessFlag.FINAL));
    if (isFixed) enter(named, method.get(), arguments, true);
    else
      use.escape(
          FollowedMethod.all(arguments), "is passed to " + named.getSimpleName() + "." + name);
  }

  private void enter(Class<?> owner, MethodModel method, long[] arguments, boolean hasReceiver) {
    if (method.code().isPresent()) use.enter(owner, method, arguments, hasReceiver);
    else
      use.escape(
          FollowedMethod.all(arguments),
          "is passed to the native " + method.methodName().stringValue());
  }

  /** Methods of Object read no field, but for clone. */
  private static boolean isHarmless(Class<?> owner, String name) {
    return owner == Object.class && !name.equals("clone") && !name.equals("finalize");
  }

  /** A class, its superclasses and all their interfaces. */
  static Set<Class<?>> supertypes(Class<?> type) {
    Set<Class<?>> types = new LinkedHashSet<>();
    for (Class<?> owner = type; owner != null; owner = owner.getSuperclass()) {
      types.add(owner);
      addInterfaces(owner, types);
    }
    return types;
  }

  private static void addInterfaces(Class<?> type, Set<Class<?>> types) {
    for (Class<?> face : type.getInterfaces()) if (types.add(face)) addInterfaces(face, types);
  }

  /** The class that a description means to a class; null when it cannot be found. */
  static Class<?> load(ClassDesc type, Class<?> seenFrom) {
    if (type.isPrimitive()) return primitive(type);
    String name = type.descriptorString().replace('/', '.');
    if (!type.isArray()) name = name.substring(1, name.length() - 1);
    try {
      return Class.forName(name, false, seenFrom.getClassLoader());
    } catch (ClassNotFoundException | LinkageError e) {
      return null;
    }
  }

  private static Class<?> primitive(ClassDesc type) {
    return switch (type.descriptorString().charAt(0)) {
      case 'Z' -> boolean.class;
      case 'B' -> byte.class;
      case 'C' -> char.class;
      case 'S' -> short.class;
      case 'I' -> int.class;
      case 'J' -> long.class;
      case 'F' -> float.class;
      case 'D' -> double.class;
      default -> void.class;
    };
  }
}
