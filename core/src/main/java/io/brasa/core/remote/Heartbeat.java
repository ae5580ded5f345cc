package io.brasa.core.remote;

import io.brasa.runtime.environment.Await;
import io.brasa.runtime.environment.Environment;
import io.brasa.runtime.environment.ThreadKind;

/**
 * Tells a peer every second that this process lives, and counts the seconds in which nothing came
 * from it.
 *
 * <p>Silence is counted in ticks of this process, not read from a clock: a process that was stopped
 * for a minute (a debugger, a suspended laptop, a long collection) finds what its peers have sent
 * in the meantime before it counts any of that minute against them. Beats have a thread of their
 * own since sending may wait for room; the count must go on meanwhile.
 */
final class Heartbeat {
  static final long PERIOD_MILLIS = 1_000;

  private final Environment environment;
  private final Peer peer;
  private final long silenceMillis;
  private final Await ended;
  private volatile boolean hasHeard;
  private long silentMillis;

  Heartbeat(Environment environment, Peer peer, long silenceMillis) {
    this.environment = environment;
    this.peer = peer;
    this.silenceMillis = silenceMillis;
    this.ended = environment.newAwait();
  }

  void start() {
    environment.start("heartbeat for " + peer, ThreadKind.WAITING, this::beat);
    environment.after(PERIOD_MILLIS, this::count);
  }

  private void beat() {
    try {
      while (!ended.until(peer::isClosed, PERIOD_MILLIS)) peer.sendFrame(new PeerFrame.Heartbeat());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void count() {
    if (peer.isClosed()) return;
    silentMillis = hasHeard ? 0 : silentMillis + PERIOD_MILLIS;
    hasHeard = false;
    if (silentMillis >= silenceMillis) {
      peer.close("silent for " + silentMillis + " ms");
    } else {
      environment.after(PERIOD_MILLIS, this::count);
    }
  }

  /** Something came. */
  void hear() {
    hasHeard = true;
  }

  /** The peer is closed. */
  void end() {
    ended.signal();
  }
}
