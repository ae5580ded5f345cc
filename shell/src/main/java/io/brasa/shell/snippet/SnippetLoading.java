package io.brasa.shell.snippet;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import jdk.jshell.execution.LoaderDelegate;
import jdk.jshell.spi.ExecutionControl.ClassBytecodes;
import jdk.jshell.spi.ExecutionControl.ClassInstallException;
import jdk.jshell.spi.ExecutionControl.InternalException;

/** Takes the classes that JShell compiles, and gives them the lines of what was typed. */
final class SnippetLoading implements LoaderDelegate {
  private final SnippetClasses classes;
  private final ClassWeaving weaving;

  /** By names without the letters that JShell adds when a snippet is compiled again. */
  private final Map<String, Origin> origins = new ConcurrentHashMap<>();

  private Origin current = new Origin("shell", 1);

  SnippetLoading(SnippetClasses classes) {
    this.classes = classes;
    this.weaving = new ClassWeaving(classes);
  }

  /** What is compiled next was typed here. */
  void begin(Origin origin) {
    current = origin;
    origins.values().remove(origin);
  }

  @Override
  public void load(ClassBytecodes[] files) throws ClassInstallException {
    // Those that come together refer to each other.
    for (ClassBytecodes file : files) classes.add(file.name(), file.bytecodes(), file.bytecodes());
    for (ClassBytecodes file : files) {
      byte[] shipped = weaving.located(file.bytecodes(), origin(file), firstLine(file, files));
      classes.add(file.name(), shipped, weaving.interruptible(shipped));
    }
    boolean[] loaded = new boolean[files.length];
    for (int i = 0; i < files.length; i++) {
      try {
        classes.loadClass(files[i].name());
        loaded[i] = true;
      } catch (ClassNotFoundException | LinkageError e) {
        throw new ClassInstallException(String.valueOf(e), loaded);
      }
    }
  }

  private Origin origin(ClassBytecodes file) {
    String snippet = outermost(file.name()).replaceAll("(\\d)[A-Z]+", "$1");
    return origins.computeIfAbsent(snippet, _ -> current);
  }

  private int firstLine(ClassBytecodes file, ClassBytecodes[] files) {
    String outermost = outermost(file.name());
    for (ClassBytecodes each : files)
      if (each.name().equals(outermost)) return weaving.firstLine(each.bytecodes());
    return 1;
  }

  /** {@code REPL.$JShell$12B} of {@code REPL.$JShell$12B$Point}. */
  private static String outermost(String name) {
    int end = name.indexOf('$', name.indexOf("$JShell$") + "$JShell$".length());
    return end < 0 ? name : name.substring(0, end);
  }

  @Override
  public void classesRedefined(ClassBytecodes[] files) {
    // Never called: a changed class comes under another name.
  }

  @Override
  public void addToClasspath(String path) throws InternalException {
    throw new InternalException("The class path is that of the process");
  }

  @Override
  public Class<?> findClass(String name) throws ClassNotFoundException {
    return classes.loadClass(name);
  }
}
