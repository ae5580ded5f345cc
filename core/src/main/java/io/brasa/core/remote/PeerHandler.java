package io.brasa.core.remote;

/**
 * Hears and answers what peers say. {@code opened}, {@code received} and {@code closed} come from
 * the transport: they do not overlap for one peer, keep the order of sending, and must return
 * quickly without waiting. {@code answer} and {@code stream} have a thread of their own each, may
 * wait, and may be overtaken by later messages. What they throw reaches the asker.
 */
public interface PeerHandler {
  void opened(Peer peer);

  /** A one-way message. */
  void received(Peer peer, Message message);

  /** Answers a request. */
  Message answer(Peer peer, Message request);

  /** Answers a request in parts; returning ends the stream. */
  void stream(Peer peer, Message request, PartSender parts);

  /** Called once, after {@link #opened}. */
  void closed(Peer peer, String reason);
}
