package io.brasa.core.remote;

import io.brasa.runtime.environment.Await;
import io.brasa.runtime.error.EngineException;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The parts of a streamed answer, as they come. At most the window and one part are held here: the
 * peer sends more only as parts are taken. Used by one thread; must be closed.
 */
public final class Parts implements Pending, AutoCloseable {
  private sealed interface Item {}

  private record Arrived(Message message, long bytes) implements Item {}

  private record Ended() implements Item {}

  private record Broken(EngineException failure) implements Item {}

  private final Peer peer;
  private final long number;
  private final String question;
  private final long windowBytes;
  private final long timeoutMillis;
  private final Await arrived;
  private final ConcurrentLinkedQueue<Item> items = new ConcurrentLinkedQueue<>();
  private final AtomicLong uncreditedBytes = new AtomicLong();
  private long takenBytes;
  private boolean isOver;

  Parts(
      Peer peer,
      long number,
      String question,
      long windowBytes,
      long timeoutMillis,
      Await arrived) {
    if (windowBytes < 1)
      throw new IllegalArgumentException(
          "A window of " + windowBytes + " bytes lets nothing through");
    this.peer = peer;
    this.number = number;
    this.question = question;
    this.windowBytes = windowBytes;
    this.timeoutMillis = timeoutMillis;
    this.arrived = arrived;
  }

  /**
   * Waits for the next part; empty after the last one. Fails with the error that the peer met, or
   * with {@code PEER_LOST} if nothing comes for the time given with the request, or the channel
   * ends.
   */
  public Optional<Message> next() {
    if (isOver) return Optional.empty();
    if (!Waiting.until(
        arrived, () -> !items.isEmpty(), timeoutMillis, question + " from " + peer)) {
      close();
      throw peer.lost("sent no part of " + question + " for " + timeoutMillis + " ms");
    }
    return switch (items.remove()) {
      case Arrived(Message message, long bytes) -> {
        credit(bytes);
        yield Optional.of(message);
      }
      case Ended() -> {
        isOver = true;
        yield Optional.empty();
      }
      case Broken(EngineException failure) -> {
        isOver = true;
        throw failure;
      }
    };
  }

  /**
   * Credit goes back in halves of the window: rarely enough to cost nothing, early enough that the
   * peer does not wait.
   */
  private void credit(long bytes) {
    takenBytes += bytes;
    if (takenBytes < (windowBytes + 1) / 2) return;
    uncreditedBytes.addAndGet(-takenBytes);
    peer.sendFrame(new PeerFrame.Credit(number, takenBytes));
    takenBytes = 0;
  }

  /** Whether the channel has ended. */
  boolean hasLostPeer() {
    return peer.isClosed();
  }

  /** Returns whether the peer was allowed to send this part. */
  boolean arrive(Message message, long bytes) {
    if (uncreditedBytes.getAndAdd(bytes) >= windowBytes) return false;
    add(new Arrived(message, bytes));
    return true;
  }

  void end() {
    add(new Ended());
  }

  @Override
  public void fail(EngineException failure) {
    add(new Broken(failure));
  }

  private void add(Item item) {
    items.add(item);
    arrived.signal();
  }

  /** Stops the stream unless it is over. Idempotent. */
  @Override
  public void close() {
    isOver = true;
    if (peer.forget(number)) peer.sendFrame(new PeerFrame.Cancel(number));
    items.clear();
  }
}
