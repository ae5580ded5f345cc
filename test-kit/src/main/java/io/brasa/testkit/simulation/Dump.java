package io.brasa.testkit.simulation;

import java.util.List;

/** Says where every thread of a run stands. */
final class Dump {
  private static final int FRAME_COUNT = 8;
  private static final int TRACE_COUNT = 40;

  private Dump() {}

  static String of(Baton baton, SimulatedThread me) {
    StringBuilder text = new StringBuilder(1024);
    text.append("At step ").append(baton.stepCount());
    text.append(", virtual microsecond ").append(baton.nowNanos() / 1000).append(":\n");
    for (SimulatedThread thread : baton.threads()) {
      text.append("  ").append(thread).append(' ').append(state(thread)).append('\n');
      frames(text, thread, me);
    }
    List<String> lines = baton.trace().lines(TRACE_COUNT);
    text.append("The last steps:\n");
    for (String line : lines) text.append("  ").append(line).append('\n');
    return text.toString();
  }

  private static String state(SimulatedThread thread) {
    if (!thread.isStarted) return "has not begun";
    if (thread.process.isPaused()) return "is paused";
    if (thread.isRunnable) return "could run";
    String deadline =
        thread.deadlineNanos == SimulatedThread.NEVER
            ? ""
            : " until microsecond " + thread.deadlineNanos / 1000;
    return "waits"
        + deadline
        + (holds(thread) ? ", though its condition holds: nobody signalled" : "");
  }

  private static boolean holds(SimulatedThread thread) {
    try {
      return thread.waitsFor != null && thread.waitsFor.getAsBoolean();
    } catch (RuntimeException unknown) {
      return false;
    }
  }

  private static void frames(StringBuilder text, SimulatedThread thread, SimulatedThread me) {
    boolean isMine = thread == me && Thread.currentThread() == me.thread;
    StackTraceElement[] stack =
        isMine ? Thread.currentThread().getStackTrace() : thread.thread.getStackTrace();
    int shown = 0;
    for (StackTraceElement frame : stack) {
      if (isPlumbing(frame.getClassName())) continue;
      if (shown++ == FRAME_COUNT) break;
      text.append("      at ").append(frame).append('\n');
    }
  }

  private static boolean isPlumbing(String className) {
    return className.startsWith("java.lang.")
        || className.startsWith("java.util.concurrent.")
        || className.startsWith("jdk.internal.")
        || className.equals(Baton.class.getName())
        || className.equals(Dump.class.getName());
  }
}
