package io.brasa.cli.program;

import io.brasa.core.closure.CallSite;
import io.brasa.runtime.error.EngineException;
import io.brasa.runtime.error.FailureKind;
import java.io.PrintStream;
import java.util.Collections;
import java.util.IdentityHashMap;
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
      for (StackTraceElement frame : CallSite.userFrames(at)) out.println("    at " + plain(frame));
      prefix = "caused by ";
    }
  }

  /** The name of the engine's own exception type says nothing that its code does not say. */
  private static String describe(Throwable failure) {
    return failure instanceof EngineException ? failure.getMessage() : failure.toString();
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
}
