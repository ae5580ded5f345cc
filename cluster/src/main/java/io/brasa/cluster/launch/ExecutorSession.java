package io.brasa.cluster.launch;

import io.brasa.core.error.CoreError;
import io.brasa.core.remote.Message;
import io.brasa.core.remote.PartSender;
import io.brasa.core.remote.Peer;
import io.brasa.core.remote.PeerHandler;
import io.brasa.core.remote.Peers;
import io.brasa.core.remote.Transport;
import io.brasa.runtime.codec.Codecs;
import io.brasa.runtime.environment.Environment;
import io.brasa.runtime.error.EngineException;
import java.util.function.Consumer;

/** An executor's conversation with its driver: registers, serves blocks, and ends with the control channel. */
final class ExecutorSession implements PeerHandler, AutoCloseable {
  private static final long REGISTER_MILLIS = 10_000;

  private final ExecutorArguments arguments;
  private final Peers peers;
  private final Consumer<String> end;

  /** @param end called with the reason once this process has no purpose any more */
  ExecutorSession(Environment environment, Transport transport, ExecutorArguments arguments, Consumer<String> end) {
    this.arguments = arguments;
    this.end = end;
    this.peers = new Peers(environment, transport, new Codecs(ExecutorSession.class.getClassLoader()), this);
  }

  /** Says to the driver who this is. Fails with {@code PEER_LOST}. */
  void register() {
    Transport.Address blocks = peers.serve();
    Peer driver = peers.connect(arguments.driver(), Transport.Purpose.CONTROL);
    driver.identify("driver");
    Message answer = driver.request(registration(blocks), REGISTER_MILLIS).get();
    if (!(answer instanceof Message.Welcome)) throw unexpected(driver, answer);
  }

  private Message.Register registration(Transport.Address blocks) {
    return new Message.Register(
        arguments.executor(),
        blocks.host(),
        ProcessHandle.current().pid(),
        arguments.slots(),
        Runtime.getRuntime().maxMemory(),
        blocks.host(),
        blocks.port());
  }

  private static EngineException unexpected(Peer peer, Message message) {
    return new EngineException(
        CoreError.MESSAGE_MALFORMED,
        peer + " sent " + message.kind() + ", which has no place here",
        "Run the same release in all processes");
  }

  @Override
  public void opened(Peer peer) {}

  @Override
  public void received(Peer peer, Message message) {
    if (message instanceof Message.Shutdown shutdown) end.accept(shutdown.reason());
  }

  @Override
  public Message answer(Peer peer, Message request) {
    throw unexpected(peer, request);
  }

  @Override
  public void stream(Peer peer, Message request, PartSender parts) {
    throw unexpected(peer, request);
  }

  @Override
  public void closed(Peer peer, String reason) {
    if (peer.purpose() == Transport.Purpose.CONTROL) end.accept("the control channel ended: " + reason);
  }

  @Override
  public void close() {}
}
