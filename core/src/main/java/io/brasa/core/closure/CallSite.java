package io.brasa.core.closure;

import io.brasa.runtime.error.EngineException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * Where the user's program declared an operation.
 *
 * @param line zero when unknown
 */
public record CallSite(String operation, String file, int line) implements Serializable {
  private static final StackWalker WALKER = StackWalker.getInstance();

  /** The nearest caller outside of the engine. */
  public static CallSite here(String operation) {
    return WALKER.walk(frames -> nearest(operation, frames.iterator()));
  }

  private static CallSite nearest(String operation, Iterator<StackWalker.StackFrame> frames) {
    while (frames.hasNext()) {
      StackWalker.StackFrame frame = frames.next();
      if (!isEngine(frame.getClassName()))
        return new CallSite(operation, String.valueOf(frame.getFileName()), frame.getLineNumber());
    }
    return new CallSite(operation, "unknown", 0);
  }

  /**
   * The engine's own frames are cut from what users see; programs that come with it, examples and
   * measured workloads, are users.
   */
  public static boolean isEngine(String className) {
    return className.startsWith("io.brasa.")
        && !className.startsWith("io.brasa.examples.")
        && !className.startsWith("io.brasa.cli.bench.")
        && !className.contains(".Test");
  }

  /**
   * Frames of a failure for its author: of the program and of libraries that it called; everything
   * but the engine and reflection, up to the program's first method. An engine's exception starts
   * in the engine, so that its first frames are dropped down to the user's line.
   */
  public static List<StackTraceElement> userFrames(Throwable failure) {
    List<StackTraceElement> frames = new ArrayList<>();
    boolean isSeen = !(failure instanceof EngineException);
    for (StackTraceElement frame : failure.getStackTrace()) {
      if (isEngine(frame.getClassName()) || isReflection(frame.getClassName())) continue;
      isSeen |= !frame.getClassName().startsWith("java.");
      if (isSeen) frames.add(frame);
    }
    while (!frames.isEmpty() && frames.getLast().getClassName().startsWith("java."))
      frames.removeLast();
    return frames;
  }

  private static boolean isReflection(String className) {
    return className.startsWith("jdk.internal.")
        || className.startsWith("java.lang.reflect.")
        || className.startsWith("java.lang.invoke.")
        || className.startsWith("jdk.jshell.");
  }

  /** {@code map at WordCount.java:12}, or {@code collect} where the engine's own commands asked. */
  @Override
  public String toString() {
    return line == 0 ? operation : operation + " at " + file + ":" + line;
  }
}
