package io.brasa.core.remote;

import io.brasa.runtime.environment.Await;
import io.brasa.runtime.environment.Environment;
import io.brasa.runtime.error.EngineException;

/**
 * The answer to come to one request. {@link #get} must be called sooner or later: it is what
 * enforces the deadline.
 */
public final class Answer implements Pending {
  private final Environment environment;
  private final Peer peer;
  private final long number;
  private final String question;
  private final long deadlineNanos;
  private final long timeoutMillis;
  private final Await arrived;
  private volatile Message message;
  private volatile EngineException failure;

  Answer(Environment environment, Peer peer, long number, String question, long timeoutMillis) {
    this.environment = environment;
    this.peer = peer;
    this.number = number;
    this.question = question;
    this.timeoutMillis = timeoutMillis;
    this.deadlineNanos = environment.nanoTime() + timeoutMillis * 1_000_000;
    this.arrived = environment.newAwait();
  }

  /**
   * Waits for the answer. Fails with the error that the peer met, under the same code, or with
   * {@code PEER_LOST} if the deadline passes or the channel ends.
   */
  public Message get() {
    long leftMillis = (deadlineNanos - environment.nanoTime() + 999_999) / 1_000_000;
    if (!Waiting.until(arrived, this::isDone, leftMillis, question + " from " + peer)) {
      peer.forget(number);
      fail(peer.lost("did not answer " + question + " within " + timeoutMillis + " ms"));
    }
    if (message != null) return message;
    throw failure;
  }

  /** Whether {@link #get} would return or fail at once. */
  public boolean isDone() {
    return message != null || failure != null;
  }

  void complete(Message answer) {
    message = answer;
    arrived.signal();
  }

  @Override
  public void fail(EngineException reason) {
    failure = reason;
    arrived.signal();
  }
}
