package io.brasa.cli.program;

import io.brasa.cli.error.CliError;
import io.brasa.runtime.error.EngineException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.List;

/**
 * A class with a main method, by the rules of the {@code java} command (JLS 12.1.4): static or not,
 * with arguments or not.
 */
public final class Program {
  private final Class<?> mainClass;
  private final ClassLoader loader;
  private final Method main;

  /** Fails with {@code MAIN_METHOD_MISSING}. */
  Program(Class<?> mainClass) {
    this(mainClass, mainClass.getClassLoader());
  }

  /**
   * Fails with {@code MAIN_METHOD_MISSING}.
   *
   * @param loader through which the class was found
   */
  Program(Class<?> mainClass, ClassLoader loader) {
    this.mainClass = mainClass;
    this.loader = loader;
    this.main = mainMethod(mainClass);
    if (main == null) {
      throw new EngineException(
          CliError.MAIN_METHOD_MISSING,
          "The class " + mainClass.getName() + " has no main method",
          "Give it one: static void main(String[] arguments)");
    }
  }

  static boolean hasMain(Class<?> type) {
    return mainMethod(type) != null;
  }

  /**
   * The loader of the program's classes: what the thread that runs it should have as context
   * loader.
   */
  public ClassLoader loader() {
    return loader;
  }

  /**
   * Runs the main method on this thread. What it throws is the cause of the {@link
   * InvocationTargetException}. By a handle: {@link Method#invoke} makes classes at run time.
   */
  public void run(List<String> arguments) throws InvocationTargetException, IllegalAccessException {
    Object receiver = Modifier.isStatic(main.getModifiers()) ? null : instance();
    main.setAccessible(true);
    MethodHandle start = MethodHandles.lookup().unreflect(main);
    if (receiver != null) start = start.bindTo(receiver);
    try {
      if (main.getParameterCount() == 0) start.invokeExact();
      else start.invokeExact(arguments.toArray(new String[0]));
    } catch (Throwable thrown) {
      throw new InvocationTargetException(thrown);
    }
  }

  private Object instance() throws InvocationTargetException, IllegalAccessException {
    try {
      Constructor<?> constructor = mainClass.getDeclaredConstructor();
      constructor.setAccessible(true);
      return constructor.newInstance();
    } catch (NoSuchMethodException | InstantiationException e) {
      throw new EngineException(
          CliError.MAIN_METHOD_MISSING,
          "The main method of "
              + mainClass.getName()
              + " is not static and the class cannot be created without arguments",
          "Make the method static",
          e);
    }
  }

  private static Method mainMethod(Class<?> type) {
    Method withArguments = find(type, String[].class);
    return withArguments != null ? withArguments : find(type);
  }

  private static Method find(Class<?> type, Class<?>... parameters) {
    for (Class<?> at = type; at != null && at != Object.class; at = at.getSuperclass()) {
      try {
        Method method = at.getDeclaredMethod("main", parameters);
        if (method.getReturnType() == void.class && !Modifier.isPrivate(method.getModifiers()))
          return method;
      } catch (NoSuchMethodException absent) {
        // looked for in the superclass
      }
    }
    return null;
  }
}
