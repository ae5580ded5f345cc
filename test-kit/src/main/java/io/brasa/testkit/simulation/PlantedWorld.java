package io.brasa.testkit.simulation;

import io.brasa.runtime.error.Check;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeModel;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.MethodModel;
import java.lang.classfile.MethodTransform;
import java.lang.constant.MethodTypeDesc;
import java.net.URL;
import java.util.Arrays;
import java.util.Enumeration;
import java.util.Optional;
import java.util.PrimitiveIterator;
import java.util.function.LongFunction;
import java.util.stream.LongStream;

/**
 * The engine with a bug: loads classes of its own of everything in {@code io.brasa}, the named one
 * changed. Programs run in it through a class with a constructor without arguments that is a {@code
 * LongFunction<String>}: given a seed, it answers what is wrong, or nothing. Only types of the JDK
 * cross over, since all others are different classes on both sides.
 */
public final class PlantedWorld extends ClassLoader {
  private static final String ENGINE = "io.brasa.";
  private static final int BRIEF_LENGTH = 160;

  private final Optional<PlantedBug> bug;
  private final ClassLoader outside;
  private int changedCount;

  /** A world with a bug. */
  public static PlantedWorld with(PlantedBug bug) {
    return new PlantedWorld(Optional.of(bug));
  }

  /** A world apart, but as it should be: what it finds is not the bugs' doing but this class's. */
  public static PlantedWorld sound() {
    return new PlantedWorld(Optional.empty());
  }

  /**
   * Runs a program in worlds with a bug until one says that something is wrong.
   *
   * @return which seed it was and what was wrong, in a line
   * @throws AssertionError if none of the seeds finds it
   */
  public static String find(
      PlantedBug bug, Class<? extends LongFunction<String>> type, LongStream seeds) {
    LongFunction<String> program = with(bug).program(type);
    long count = 0;
    for (PrimitiveIterator.OfLong each = seeds.iterator(); each.hasNext(); count++) {
      long seed = each.nextLong();
      String problem = program.apply(seed);
      if (problem.isEmpty()) continue;
      String line = problem.lines().findFirst().orElseThrow();
      String brief = line.substring(0, Math.min(BRIEF_LENGTH, line.length()));
      return "Seed " + seed + " finds that " + bug.name() + ": " + brief;
    }
    throw new AssertionError("None of " + count + " seeds finds that " + bug.name());
  }

  private PlantedWorld(Optional<PlantedBug> bug) {
    super("planted", PlantedWorld.class.getClassLoader());
    this.bug = bug;
    this.outside = PlantedWorld.class.getClassLoader();
  }

  /**
   * Makes the program that a class of this world is. Fails if the class or method with the bug does
   * not exist.
   */
  @SuppressWarnings("unchecked")
  public LongFunction<String> program(Class<? extends LongFunction<String>> type) {
    try {
      if (bug.isPresent()) loadClass(bug.get().className());
      Check.that(bug.isEmpty() || changedCount > 0, "a method with a planted bug exists", bug);
      var constructor = loadClass(type.getName()).getDeclaredConstructor();
      constructor.setAccessible(true);
      LongFunction<String> program = (LongFunction<String>) constructor.newInstance();
      return seed -> inside(program, seed);
    } catch (ReflectiveOperationException e) {
      throw new IllegalArgumentException("Class " + type.getName() + " cannot be a program", e);
    }
  }

  private String inside(LongFunction<String> program, long seed) {
    Thread caller = Thread.currentThread();
    ClassLoader before = caller.getContextClassLoader();
    caller.setContextClassLoader(this);
    try {
      return program.apply(seed);
    } finally {
      caller.setContextClassLoader(before);
    }
  }

  @Override
  protected Class<?> loadClass(String name, boolean isResolved) throws ClassNotFoundException {
    if (!name.startsWith(ENGINE)) return super.loadClass(name, isResolved);
    synchronized (getClassLoadingLock(name)) {
      Class<?> known = findLoadedClass(name);
      return known != null ? known : define(name);
    }
  }

  private Class<?> define(String name) throws ClassNotFoundException {
    try (InputStream in = outside.getResourceAsStream(name.replace('.', '/') + ".class")) {
      if (in == null) throw new ClassNotFoundException(name);
      byte[] bytes = in.readAllBytes();
      if (bug.isPresent() && bug.get().className().equals(name)) bytes = change(bytes, bug.get());
      return defineClass(name, bytes, 0, bytes.length, PlantedWorld.class.getProtectionDomain());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A bug whose change finds nothing to change is no bug: the code has moved on since. */
  private byte[] change(byte[] bytes, PlantedBug planted) {
    byte[] wrong = transformed(bytes, planted, planted.change());
    byte[] right = transformed(bytes, planted, _ -> CodeTransform.ACCEPT_ALL);
    Check.that(
        !Arrays.equals(wrong, right), "a planted bug changes the code of its method", planted);
    return wrong;
  }

  private byte[] transformed(byte[] bytes, PlantedBug planted, PlantedBug.Change change) {
    ClassFile format =
        ClassFile.of(
            ClassFile.ClassHierarchyResolverOption.of(
                ClassHierarchyResolver.ofResourceParsing(outside)
                    .orElse(ClassHierarchyResolver.defaultResolver())));
    ClassTransform transform =
        (type, element) -> {
          boolean isMeant =
              element instanceof MethodModel method
                  && method.methodName().equalsString(planted.methodName())
                  && method.code().isPresent();
          if (!isMeant) {
            type.with(element);
            return;
          }
          changedCount++;
          MethodModel method = (MethodModel) element;
          type.transformMethod(method, changing(change, method.methodTypeSymbol()));
        };
    return format.transformClass(format.parse(bytes), transform);
  }

  private static MethodTransform changing(PlantedBug.Change change, MethodTypeDesc type) {
    return (method, element) -> {
      if (element instanceof CodeModel code) method.transformCode(code, change.of(type));
      else method.with(element);
    };
  }

  @Override
  public URL getResource(String name) {
    return outside.getResource(name);
  }

  @Override
  public Enumeration<URL> getResources(String name) throws IOException {
    return outside.getResources(name);
  }
}
