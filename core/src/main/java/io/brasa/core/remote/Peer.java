package io.brasa.core.remote;

import io.brasa.core.error.CoreError;
import io.brasa.runtime.environment.Environment;
import io.brasa.runtime.error.EngineException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Another process, at the far end of one channel. Made by {@link Peers}. Thread-safe.
 *
 * <p>Invariants: a request is in {@code pending} from before it is sent until its answer, failure,
 * deadline or cancellation; whichever is first removes it and tells the waiting thread, so each
 * ends once. When the channel ends, {@code reason} is set first and then all of {@code pending}
 * fails; a request looks at {@code reason} after it has entered itself, so none is left behind.
 */
public final class Peer {
  private final Environment environment;
  private final PeerFormat format;
  private final PeerHandler handler;
  private final Transport.Channel channel;
  private final Heartbeat heartbeat;
  private final Answering answering;
  private final AtomicLong numbers = new AtomicLong();
  private final ConcurrentHashMap<Long, Pending> pending = new ConcurrentHashMap<>();
  private final AtomicReference<String> reason = new AtomicReference<>();
  private volatile String name;

  /** Whether this side has ended the channel. */
  private volatile boolean isEndedHere;

  Peer(
      Environment environment,
      PeerFormat format,
      PeerHandler handler,
      Transport.Channel channel,
      long silenceMillis) {
    this.environment = environment;
    this.format = format;
    this.handler = handler;
    this.channel = channel;
    this.name = channel.peer();
    this.heartbeat = new Heartbeat(environment, this, silenceMillis);
    this.answering = new Answering(environment, this, handler);
  }

  /** What the channel is for. */
  public Transport.Purpose purpose() {
    return channel.purpose();
  }

  /** Gives the peer the name that errors and logs use from now on, once it has said who it is. */
  public void identify(String who) {
    name = who + " at " + channel.peer();
  }

  @Override
  public String toString() {
    return name;
  }

  /**
   * Sends a message that has no answer. Blocks while too much is queued; dropped if the channel has
   * ended.
   */
  public void send(Message message) {
    sendFrame(new PeerFrame.OneWay(message));
  }

  /** Sends a request. The deadline runs from now. */
  public Answer request(Message request, long timeoutMillis) {
    long number = numbers.incrementAndGet();
    Answer answer = new Answer(environment, this, number, request.kind(), timeoutMillis);
    begin(number, answer, new PeerFrame.Request(number, request));
    return answer;
  }

  /**
   * Sends a request whose answer comes in parts.
   *
   * @param windowBytes how many bytes of unread parts the peer may send ahead
   * @param timeoutMillis how long the peer may take for each part
   */
  public Parts stream(Message request, long windowBytes, long timeoutMillis) {
    long number = numbers.incrementAndGet();
    Parts parts =
        new Parts(this, number, request.kind(), windowBytes, timeoutMillis, environment.newAwait());
    begin(number, parts, new PeerFrame.Stream(number, windowBytes, request));
    return parts;
  }

  private void begin(long number, Pending waiting, PeerFrame frame) {
    pending.put(number, waiting);
    try {
      sendFrame(frame);
    } catch (RuntimeException notSent) {
      forget(number);
      throw notSent;
    }
    if (isClosed() && forget(number)) waiting.fail(gone());
  }

  /** Returns the frame's length. */
  int sendFrame(PeerFrame frame) {
    byte[] bytes = format.write(frame);
    channel.send(bytes);
    return bytes.length;
  }

  /** Returns whether the request was still pending. */
  boolean forget(long number) {
    return pending.remove(number) != null;
  }

  public boolean isClosed() {
    return reason.get() != null;
  }

  /**
   * Ends the channel. Everything pending fails at once; the handler hears of it from the transport.
   * Idempotent.
   */
  public void close(String why) {
    if (reason.get() == null) isEndedHere = true;
    end(why);
    channel.close();
  }

  /** Whether the channel has ended since this side wanted it to. */
  boolean isEndedHere() {
    return isEndedHere;
  }

  private void end(String why) {
    if (!reason.compareAndSet(null, why)) return;
    heartbeat.end();
    answering.end();
    for (Long number : pending.keySet()) {
      Pending waiting = pending.remove(number);
      if (waiting != null) waiting.fail(gone());
    }
  }

  private EngineException gone() {
    return lost("is gone: " + reason.get());
  }

  EngineException lost(String what) {
    return new EngineException(
        CoreError.PEER_LOST,
        "The process " + name + " " + what,
        "See the log of that process; what it held is computed again where possible");
  }

  /** Called by the transport, like all below. */
  void opened() {
    if (purpose() == Transport.Purpose.CONTROL) heartbeat.start();
    handler.opened(this);
  }

  void closed(String why) {
    end(why);
    handler.closed(this, reason.get());
  }

  void received(byte[] bytes) {
    if (isClosed()) return;
    heartbeat.hear();
    try {
      take(format.read(bytes), bytes.length);
    } catch (EngineException refused) {
      if (refused.code() != CoreError.MESSAGE_MALFORMED) throw refused;
      close(refused.what());
    }
  }

  private void take(PeerFrame frame, int frameBytes) {
    switch (frame) {
      case PeerFrame.Heartbeat() -> {}
      case PeerFrame.OneWay(Message message) -> handler.received(this, message);
      case PeerFrame.Request(long number, Message request) -> answering.answer(number, request);
      case PeerFrame.Stream(long number, long windowBytes, Message request) ->
          answering.stream(number, windowBytes, request);
      case PeerFrame.Credit(long number, long bytes) -> answering.credit(number, bytes);
      case PeerFrame.Cancel(long number) -> answering.cancel(number);
      case PeerFrame.Answered(long number, Message message) -> {
        if (pending.get(number) instanceof Answer answer && forget(number))
          answer.complete(message);
      }
      case PeerFrame.Part(long number, Message message) -> {
        if (pending.get(number) instanceof Parts parts && !parts.arrive(message, frameBytes)) {
          close("it sent more of an answer than it was asked for");
        }
      }
      case PeerFrame.End(long number) -> {
        if (pending.get(number) instanceof Parts parts && forget(number)) parts.end();
      }
      case PeerFrame.Failed(long number, RemoteFailure failure) -> {
        Pending waiting = pending.remove(number);
        if (waiting != null) waiting.fail(failure.toException());
      }
    }
  }
}
