package io.brasa.shell;

import io.brasa.core.closure.CallSite;
import io.brasa.runtime.error.EngineException;
import io.brasa.runtime.error.FailureKind;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

/**
 * Why a snippet ended, for who typed it: messages with the names that were typed, and the lines of
 * snippets and of libraries that they call, without frames of the engine, of JShell and of
 * reflection. A bug of the engine is shown whole.
 */
final class ShownFailure {
  private ShownFailure() {}

  static String of(Throwable failure) {
    StringBuilder text = new StringBuilder();
    boolean isBug = failure instanceof EngineException engine && engine.kind() == FailureKind.BUG;
    Set<Throwable> shown = Collections.newSetFromMap(new IdentityHashMap<>());
    String last = "";
    for (Throwable at = failure; at != null && shown.add(at); at = at.getCause()) {
      String message = SnippetNames.in(message(at));
      // A failed task is told by the exception of its job in the same words, and by its trace.
      if (last.isEmpty() || !message.contains(last)) {
        text.append(text.isEmpty() ? "" : "caused by ").append(message).append('\n');
        appendFrames(text, at, isBug);
      }
      last = message;
    }
    return text.toString();
  }

  private static String message(Throwable failure) {
    return failure instanceof EngineException ? failure.getMessage() : failure.toString();
  }

  private static void appendFrames(StringBuilder text, Throwable failure, boolean isWhole) {
    if (isWhole) {
      for (StackTraceElement frame : failure.getStackTrace()) appendFrame(text, frame);
      return;
    }
    for (StackTraceElement frame : CallSite.userFrames(failure)) {
      // The shell's own methods, such as sql.
      if (Workspace.START.name().equals(frame.getFileName())) continue;
      appendFrame(text, frame);
      // What called the input is the shell.
      if (isInput(frame)) return;
    }
  }

  private static boolean isInput(StackTraceElement frame) {
    return SnippetNames.isSnippet(frame.getClassName()) && frame.getMethodName().equals("do_it$");
  }

  private static void appendFrame(StringBuilder text, StackTraceElement frame) {
    String place = frame.getFileName() + ":" + frame.getLineNumber();
    text.append("    at ");
    if (SnippetNames.isSnippet(frame.getClassName())) {
      String method = frame.getMethodName();
      boolean isNamed = !method.startsWith("do_it$") && !method.startsWith("lambda$");
      text.append(isNamed ? method + " (" + place + ")" : place);
    } else {
      text.append(frame.getClassName()).append('.').append(frame.getMethodName());
      text.append('(').append(place).append(')');
    }
    text.append('\n');
  }
}
