package io.brasa.shell.snippet;

import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Optional;
import jdk.jshell.execution.DirectExecutionControl;

/**
 * Runs snippets in the thread that evaluates them, in the driver's own process. It keeps what a
 * snippet gave or threw, since JShell itself passes on texts alone. Only {@link #interrupt} may be
 * called by another thread: it reaches code of the user's, never the compiler, whose files an
 * interrupt would close.
 */
final class SnippetControl extends DirectExecutionControl {
  private final SnippetClasses classes;
  private final Object lock = new Object();
  private Thread running;

  /** Whether code of the user's that begins is interrupted at once. */
  private boolean isStopped;

  private Object value;
  private Throwable failure;

  SnippetControl(SnippetClasses classes, SnippetLoading loading) {
    super(loading);
    this.classes = classes;
  }

  @Override
  protected String invoke(Method method) throws Exception {
    try {
      value = method.invoke(null);
    } catch (InvocationTargetException e) {
      failure = e.getCause();
      throw e;
    }
    return "";
  }

  /** What the snippet that ran last gave; null if it gave nothing. */
  Object value() {
    return value;
  }

  /** What the snippet that ran last threw. */
  Optional<Throwable> failure() {
    return Optional.ofNullable(failure);
  }

  /** Before a snippet is run: what the last one left does not count. */
  void forget() {
    value = null;
    failure = null;
  }

  /** A value as JShell writes it. */
  static String text(Object value) {
    return valueString(value);
  }

  /** The value of a variable, by which its text is made elsewhere. */
  @Override
  public String varValue(String className, String name)
      throws RunException, EngineTerminationException, InternalException {
    try {
      value = field(className, name).get(null);
      return "";
    } catch (ReflectiveOperationException e) {
      throw new InternalException(e.toString());
    }
  }

  /** Gives a variable a value from outside. */
  void assign(String className, String name, Object value) {
    try {
      field(className, name).set(null, value);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("the shell declared " + name + " itself", e);
    }
  }

  /**
   * Gives a variable, whose class was compiled again, the value that it had in the former; false if
   * that is of another type now.
   */
  boolean carryOver(String formerClass, String className, String name) {
    try {
      field(className, name).set(null, field(formerClass, name).get(null));
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(name + " was declared by a snippet", e);
    }
  }

  private Field field(String className, String name) throws ReflectiveOperationException {
    Field field = classes.loadClass(className).getDeclaredField(name);
    field.setAccessible(true);
    return field;
  }

  @Override
  protected void clientCodeEnter() {
    synchronized (lock) {
      running = Thread.currentThread();
      if (isStopped) running.interrupt();
    }
  }

  @Override
  protected void clientCodeLeave() {
    synchronized (lock) {
      running = null;
      boolean _ = Thread.interrupted();
    }
  }

  /**
   * Interrupts the user's code, that which runs and that which comes, until it is {@link #resume}d.
   */
  void interrupt() {
    synchronized (lock) {
      isStopped = true;
      if (running != null) running.interrupt();
    }
  }

  boolean isStopped() {
    synchronized (lock) {
      return isStopped;
    }
  }

  /** What comes now is something else. */
  void resume() {
    synchronized (lock) {
      isStopped = false;
    }
  }

  /** As {@link #interrupt}, for JShell. */
  @Override
  public void stop() {
    interrupt();
  }
}
