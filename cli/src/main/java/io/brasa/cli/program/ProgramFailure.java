package io.brasa.cli.program;

import io.brasa.core.closure.CallSite;
import io.brasa.runtime.error.EngineException;
import io.brasa.runtime.error.FailureKind;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/**
 * Shows why a program ended, to its author: causes with their messages and the lines of the
 * program, without the frames of the engine and of the JDK's reflection that called it. A bug of
 * the engine is shown whole.
 */
public final class ProgramFailure {
  private final Throwable failure;
  private final Set<Throwable> shown = Collections.newSetFromMap(new IdentityHashMap<>());

  public ProgramFailure(Throwable failure) {
    this.failure = failure;
  }

  public void print(PrintStream out) {
    if (failure instanceof EngineException engine && engine.kind() == FailureKind.BUG) {
      failure.printStackTrace(out);
      return;
    }
    String prefix = "";
    for (Throwable at = failure; at != null && shown.add(at); at = at.getCause()) {
      out.println(prefix + describe(at));
      for (StackTraceElement frame : userFrames(at)) out.println("    at " + plain(frame));
      prefix = "caused by ";
    }
  }

  /** The name of the engine's own exception type says nothing that its code does not say. */
  private static String describe(Throwable failure) {
    return failure instanceof EngineException ? failure.getMessage() : failure.toString();
  }

  /**
   * Frames of the program, and of libraries that it called: everything but the engine, up to the
   * program's main method. An engine's exception starts in the engine, so that its first frames are
   * dropped down to the user's line.
   */
  static List<StackTraceElement> userFrames(Throwable failure) {
    List<StackTraceElement> frames = new ArrayList<>();
    boolean isSeen = !(failure instanceof EngineException);
    for (StackTraceElement frame : failure.getStackTrace()) {
      if (CallSite.isEngine(frame.getClassName()) || isReflection(frame.getClassName())) continue;
      isSeen |= !frame.getClassName().startsWith("java.");
      if (isSeen) frames.add(frame);
    }
    while (!frames.isEmpty() && frames.getLast().getClassName().startsWith("java."))
      frames.removeLast();
    return frames;
  }

  /** Without the name of the class loader, which says nothing to who wrote the program. */
  private static String plain(StackTraceElement frame) {
    return frame.getClassName()
        + "."
        + frame.getMethodName()
        + "("
        + frame.getFileName()
        + ":"
        + frame.getLineNumber()
        + ")";
  }

  private static boolean isReflection(String className) {
    return className.startsWith("jdk.internal.")
        || className.startsWith("java.lang.reflect.")
        || className.startsWith("java.lang.invoke.");
  }
}
