package io.brasa.cluster.wire;

import io.brasa.runtime.environment.Await;
import io.brasa.runtime.environment.Environment;
import io.netty.channel.IoEventLoop;
import io.netty.channel.SingleThreadIoEventLoop;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.FastThreadLocalThread;
import java.util.concurrent.TimeUnit;

/**
 * The thread that moves the bytes of one transport. A single loop rather than a group of them,
 * because a group needs Netty's global executor to learn that its loops have ended, and that one's
 * thread would keep a program alive for a second after its last statement.
 */
final class WireLoop {
  private static final long END_MILLIS = 5_000;

  private final Await ended;
  private final IoEventLoop events;
  private volatile boolean isStarted;
  private volatile boolean hasEnded;

  WireLoop(Environment environment) {
    ended = environment.newAwait();
    events = new SingleThreadIoEventLoop(null, this::thread, NioIoHandler.newFactory());
  }

  private Thread thread(Runnable body) {
    isStarted = true;
    Thread thread = new FastThreadLocalThread(() -> run(body), "brasa-wire");
    thread.setDaemon(true);
    return thread;
  }

  private void run(Runnable body) {
    try {
      body.run();
    } finally {
      hasEnded = true;
      ended.signal();
    }
  }

  IoEventLoop events() {
    return events;
  }

  /** Whether the calling thread is this one. */
  boolean isCurrent() {
    return events.inEventLoop();
  }

  /** Returns once the thread has ended. Idempotent. */
  @SuppressWarnings("FutureReturnValueIgnored") // The thread itself tells when it ends.
  void close() {
    events.shutdownGracefully(0, END_MILLIS, TimeUnit.MILLISECONDS);
    try {
      ended.until(() -> hasEnded || !isStarted, END_MILLIS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
