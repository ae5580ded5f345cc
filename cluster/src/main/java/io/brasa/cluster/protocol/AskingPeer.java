package io.brasa.cluster.protocol;

import io.brasa.core.error.CoreError;
import io.brasa.core.remote.Message;
import io.brasa.core.remote.PartSender;
import io.brasa.core.remote.Peer;
import io.brasa.core.remote.PeerHandler;
import io.brasa.runtime.error.EngineException;

/** The side of a channel that asks, and is not asked. */
public interface AskingPeer extends PeerHandler {
  @Override
  default void opened(Peer peer) {}

  @Override
  default Message answer(Peer peer, Message request) {
    throw unexpected(peer, request);
  }

  @Override
  default void stream(Peer peer, Message request, PartSender parts) {
    throw unexpected(peer, request);
  }

  /** What is said to whoever sends something that nobody of its role sends. */
  static EngineException unexpected(Peer peer, Message message) {
    return new EngineException(
        CoreError.MESSAGE_MALFORMED,
        peer + " sent " + message.kind() + ", which has no place here",
        "Run the same release in all processes");
  }
}
