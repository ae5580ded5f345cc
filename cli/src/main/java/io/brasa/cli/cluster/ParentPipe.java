package io.brasa.cli.cluster;

import java.io.IOException;

/**
 * Ends this process with the one that has started it: that one holds the other end of standard
 * input, says nothing, and whatever becomes of it closes the pipe.
 */
public final class ParentPipe {
  /** A system property; set by whoever starts a process that is to end with it. */
  public static final String SWITCH = "brasa.parent";

  private static final int EXIT_CODE = 143;

  private ParentPipe() {}

  /** Begins to watch, if this process was told to. */
  public static void watch() {
    if (System.getProperty(SWITCH) == null) return;
    Thread.ofPlatform().daemon().name("watch of the parent").start(ParentPipe::awaitEnd);
  }

  private static void awaitEnd() {
    try {
      while (System.in.read() >= 0) {
        // Only the end counts.
      }
    } catch (IOException broken) {
      // as good as ended
    }
    System.exit(EXIT_CODE);
  }
}
