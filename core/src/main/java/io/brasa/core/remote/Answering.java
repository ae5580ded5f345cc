package io.brasa.core.remote;

import io.brasa.core.error.CoreError;
import io.brasa.runtime.environment.Environment;
import io.brasa.runtime.environment.ThreadKind;
import io.brasa.runtime.error.EngineException;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The requests of a peer that this process works on, each on a thread of its own; their number is
 * bounded.
 */
final class Answering {
  /** More requests of one peer than this at a time are an error of that peer. */
  static final int MAX_OPEN = 1_024;

  private final Environment environment;
  private final Peer peer;
  private final PeerHandler handler;
  private final ConcurrentHashMap<Long, PartSender> open = new ConcurrentHashMap<>();

  Answering(Environment environment, Peer peer, PeerHandler handler) {
    this.environment = environment;
    this.peer = peer;
    this.handler = handler;
  }

  /**
   * Starts to answer. Called by the transport. Fails with {@code MESSAGE_MALFORMED} if the peer may
   * not ask this.
   */
  void answer(long number, Message request) {
    register(number, 1);
    start(
        number,
        request,
        () -> peer.sendFrame(new PeerFrame.Answered(number, handler.answer(peer, request))));
  }

  /** As {@link #answer}, in parts. */
  void stream(long number, long windowBytes, Message request) {
    PartSender parts = register(number, windowBytes);
    start(
        number,
        request,
        () -> {
          handler.stream(peer, request, parts);
          peer.sendFrame(new PeerFrame.End(number));
        });
  }

  private PartSender register(long number, long windowBytes) {
    if (windowBytes < 1) throw refused("a window of " + windowBytes + " bytes");
    if (open.size() >= MAX_OPEN) throw refused("more than " + MAX_OPEN + " requests at a time");
    PartSender parts = new PartSender(peer, number, windowBytes, environment.newAwait());
    if (open.putIfAbsent(number, parts) != null) throw refused("request " + number + " twice");
    return parts;
  }

  private EngineException refused(String what) {
    return new EngineException(
        CoreError.MESSAGE_MALFORMED,
        peer + " sent " + what,
        "Run the same release in all processes");
  }

  private void start(long number, Message request, Runnable body) {
    environment.start(request.kind() + " for " + peer, ThreadKind.WAITING, () -> run(number, body));
  }

  private void run(long number, Runnable body) {
    try {
      body.run();
    } catch (RuntimeException | LinkageError | AssertionError | VirtualMachineError failure) {
      peer.sendFrame(new PeerFrame.Failed(number, RemoteFailure.of(failure)));
    } finally {
      open.remove(number);
    }
  }

  void credit(long number, long bytes) {
    PartSender parts = open.get(number);
    if (parts != null) parts.credit(bytes);
  }

  void cancel(long number) {
    PartSender parts = open.get(number);
    if (parts != null) parts.cancel();
  }

  /** The peer is gone: nobody wants parts any more. */
  void end() {
    open.values().forEach(PartSender::cancel);
  }
}
