package io.brasa.runtime.codec;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.MethodType;
import java.util.function.Supplier;

/**
 * A way into another module. A lookup that crosses from one module into another, as those into the
 * classes of a user's own class loader do, may define plain classes but no hidden ones. So a tiny
 * plain class is put beside the user's, once for each package and loader, whose only gift is a
 * lookup of its own, which has not crossed anything.
 */
final class Door {
  private static final String LOOKUP = "()Ljava/lang/invoke/MethodHandles$Lookup;";

  private Door() {}

  /**
   * A lookup into the same class with full privileges. Fails if the class's module is closed to
   * this one.
   */
  static Lookup full(Lookup lookup) throws IllegalAccessException {
    if (lookup.hasFullPrivilegeAccess()) {
      return lookup;
    }
    Lookup inside = (Lookup) open(lookup, doorBeside(lookup)).get();
    return MethodHandles.privateLookupIn(lookup.lookupClass(), inside);
  }

  private static Class<?> doorBeside(Lookup lookup) throws IllegalAccessException {
    Class<?> user = lookup.lookupClass();
    String inPackage = user.getPackageName();
    String name = inPackage.isEmpty() ? "Brasa$Door" : inPackage.concat(".Brasa$Door");
    try {
      return lookup.defineClass(bytes(name.replace('.', '/')));
    } catch (LinkageError alreadyThere) {
      return load(name, user.getClassLoader(), alreadyThere);
    }
  }

  private static Class<?> load(String name, ClassLoader loader, LinkageError cause) {
    try {
      return Class.forName(name, true, loader);
    } catch (ClassNotFoundException neither) {
      throw cause;
    }
  }

  private static Supplier<?> open(Lookup lookup, Class<?> door) throws IllegalAccessException {
    try {
      return (Supplier<?>) lookup.findConstructor(door, MethodType.methodType(void.class)).invoke();
    } catch (IllegalAccessException | RuntimeException | Error known) {
      throw known;
    } catch (Throwable checked) {
      throw new IllegalStateException(checked);
    }
  }

  private static byte[] bytes(String internalName) {
    ClassBytes bytes = new ClassBytes(internalName);
    StraightCode constructor = new StraightCode(bytes, 1, 1);
    constructor.aload(0).invokespecial("java/lang/Object", "<init>", "()V").returnVoid();
    bytes.addMethod(ClassBytes.ACC_PUBLIC, "<init>", "()V", constructor);
    StraightCode get = new StraightCode(bytes, 1, 1);
    get.invokestatic("java/lang/invoke/MethodHandles", "lookup", LOOKUP).areturn();
    bytes.addMethod(ClassBytes.ACC_PUBLIC, "get", "()Ljava/lang/Object;", get);
    return bytes.toByteArray("java/util/function/Supplier");
  }
}
