package io.brasa.core.remote;

import io.brasa.runtime.environment.Await;
import java.util.concurrent.atomic.AtomicLong;

/** The answering side of a stream. Used by the thread that answers. */
public final class PartSender {
  private final Peer peer;
  private final long number;
  private final Await changed;
  private final AtomicLong creditBytes;
  private volatile boolean isCancelled;

  PartSender(Peer peer, long number, long windowBytes, Await changed) {
    this.peer = peer;
    this.number = number;
    this.creditBytes = new AtomicLong(windowBytes);
    this.changed = changed;
  }

  /**
   * Sends the next part; waits while the asker has enough unread ones. Fails with {@code PEER_LOST}
   * once the asker wants no more or is gone.
   */
  public void send(Message part) {
    Waiting.until(changed, () -> creditBytes.get() > 0 || isOver(), "room at " + peer);
    if (isOver()) throw peer.lost("wants no more parts");
    creditBytes.addAndGet(-peer.sendFrame(new PeerFrame.Part(number, part)));
  }

  private boolean isOver() {
    return isCancelled || peer.isClosed();
  }

  void credit(long bytes) {
    creditBytes.addAndGet(bytes);
    changed.signal();
  }

  void cancel() {
    isCancelled = true;
    changed.signal();
  }
}
