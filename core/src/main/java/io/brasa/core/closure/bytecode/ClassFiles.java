package io.brasa.core.closure.bytecode;

import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.MethodModel;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Class files of loaded classes, parsed once each and forgotten with their class. Safe for use by
 * many threads.
 */
public final class ClassFiles {
  private final Predicate<String> engineNames;

  private final ClassValue<Optional<ClassModel>> models =
      new ClassValue<>() {
        @Override
        protected Optional<ClassModel> computeValue(Class<?> type) {
          return bytes(type).map(ClassFiles::parse);
        }
      };

  private final ClassValue<Optional<SyntheticReads>> syntheticReads =
      new ClassValue<>() {
        @Override
        protected Optional<SyntheticReads> computeValue(Class<?> type) {
          return of(type).map(SyntheticReads::new);
        }
      };

  /**
   * @param engineNames tells by name the classes of the engine, which are no user classes wherever
   *     they were loaded
   */
  public ClassFiles(Predicate<String> engineNames) {
    this.engineNames = engineNames;
  }

  /**
   * Whether a class belongs to the program, or to its libraries, rather than to the JDK or the
   * engine.
   */
  public boolean isUser(Class<?> type) {
    Class<?> element = type;
    while (element.isArray()) element = element.getComponentType();
    if (element.isPrimitive() || isPlatformLoader(element.getClassLoader())) return false;
    return isUserName(element.getName());
  }

  /** The same by name alone. */
  public boolean isUserName(String name) {
    return !isPlatformName(name) && !engineNames.test(name);
  }

  /**
   * The parsed class file; empty when its loader does not give its bytes, as for hidden classes.
   */
  public Optional<ClassModel> of(Class<?> type) {
    if (type.isHidden() || type.isArray() || type.isPrimitive()) return Optional.empty();
    return models.get(type);
  }

  /** Which methods of a class read which fields of compilers. */
  Optional<SyntheticReads> syntheticReads(Class<?> type) {
    return syntheticReads.get(type);
  }

  /** A method that a class itself declares. */
  Optional<MethodModel> method(Class<?> type, String name, String descriptor) {
    Optional<ClassModel> model = of(type);
    if (model.isEmpty()) return Optional.empty();
    for (MethodModel method : model.get().methods()) {
      if (method.methodName().equalsString(name) && method.methodType().equalsString(descriptor)) {
        return Optional.of(method);
      }
    }
    return Optional.empty();
  }

  /** The bytes of a class file, by its own loader. */
  public static Optional<byte[]> bytes(Class<?> type) {
    return bytes(type.getClassLoader(), type.getName());
  }

  /** The bytes of a class file, by a given loader. */
  public static Optional<byte[]> bytes(ClassLoader loader, String name) {
    String path = name.replace('.', '/') + ".class";
    try (InputStream in =
        loader == null
            ? ClassLoader.getSystemResourceAsStream(path)
            : loader.getResourceAsStream(path)) {
      return in == null ? Optional.empty() : Optional.of(in.readAllBytes());
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static ClassModel parse(byte[] bytes) {
    return ClassFile.of().parse(bytes);
  }

  private static boolean isPlatformLoader(ClassLoader loader) {
    return loader == null || loader == ClassLoader.getPlatformClassLoader();
  }

  private static boolean isPlatformName(String name) {
    return name.startsWith("java.")
        || name.startsWith("javax.")
        || name.startsWith("jdk.")
        || name.startsWith("sun.")
        || name.startsWith("com.sun.");
  }
}
