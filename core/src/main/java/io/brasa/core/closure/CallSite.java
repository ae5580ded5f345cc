package io.brasa.core.closure;

import java.io.Serializable;

/**
 * Where the user's program declared an operation.
 *
 * @param line zero when unknown
 */
public record CallSite(String operation, String file, int line) implements Serializable {
  private static final StackWalker WALKER = StackWalker.getInstance();

  /** The nearest caller outside of the engine. */
  public static CallSite here(String operation) {
    return WALKER.walk(
        frames ->
            frames
                .filter(frame -> !isEngine(frame.getClassName()))
                .findFirst()
                .map(
                    frame ->
                        new CallSite(
                            operation, String.valueOf(frame.getFileName()), frame.getLineNumber()))
                .orElseGet(() -> new CallSite(operation, "unknown", 0)));
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

  /** {@code map at WordCount.java:12}. */
  @Override
  public String toString() {
    return operation + " at " + file + ":" + line;
  }
}
