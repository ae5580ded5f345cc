package io.brasa.core.remote;

import io.brasa.core.closure.CallSite;

/**
 * A throwable as the user wants to see it: without the engine's frames, and without what called the
 * engine.
 */
final class UserTrace {
  private static final int MAX_CAUSES = 20;
  private static final int MAX_FRAMES = 200;

  private UserTrace() {}

  static String of(Throwable failure) {
    StringBuilder text = new StringBuilder();
    Throwable next = failure;
    for (int depth = 0; next != null && depth < MAX_CAUSES; depth++) {
      if (depth > 0) text.append("\nCaused by: ");
      text.append(next);
      append(next.getStackTrace(), text);
      next = next.getCause();
    }
    return text.toString();
  }

  private static void append(StackTraceElement[] frames, StringBuilder text) {
    int end = outermostEngineFrame(frames);
    int shown = 0;
    for (int i = 0; i < end && shown < MAX_FRAMES; i++) {
      if (CallSite.isEngine(frames[i].getClassName())) continue;
      text.append("\n\tat ").append(frames[i]);
      shown++;
    }
  }

  /** The index of the last frame that is the engine's, or the number of frames. */
  private static int outermostEngineFrame(StackTraceElement[] frames) {
    for (int i = frames.length - 1; i >= 0; i--) {
      if (CallSite.isEngine(frames[i].getClassName())) return i;
    }
    return frames.length;
  }
}
