package io.brasa.cluster.launch;

import io.brasa.cluster.wire.NettyTransport;
import io.brasa.cluster.wire.Secret;
import io.brasa.core.remote.Message;
import io.brasa.core.remote.PartSender;
import io.brasa.core.remote.Peer;
import io.brasa.core.remote.PeerHandler;
import io.brasa.core.remote.Peers;
import io.brasa.runtime.codec.Codecs;
import io.brasa.runtime.environment.Environment;
import io.brasa.runtime.environment.SystemEnvironment;
import io.brasa.runtime.storage.LocalStorage;
import io.brasa.runtime.storage.Storage;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A driver that only lets executors register. */
final class FakeDriver implements PeerHandler, ExecutorProcesses.Listener, AutoCloseable {
  final BlockingQueue<Message.Register> registered = new LinkedBlockingQueue<>();
  final BlockingQueue<Peer> peers = new LinkedBlockingQueue<>();
  final BlockingQueue<String> ended = new LinkedBlockingQueue<>();
  final BlockingQueue<String> exhausted = new LinkedBlockingQueue<>();
  final BlockingQueue<String> closed = new LinkedBlockingQueue<>();
  final Storage storage = new LocalStorage();
  final ExecutorProcesses processes;
  private final NettyTransport transport;

  FakeDriver(LocalClusterSize size, String folder) {
    this(size, folder, Secret.random(), null);
  }

  /**
   * @param told what executors are told to be the secret, if not the secret
   */
  FakeDriver(LocalClusterSize size, String folder, Secret secret, Secret told) {
    Environment environment = new SystemEnvironment();
    transport = new NettyTransport(environment, secret);
    Peers served =
        new Peers(environment, transport, new Codecs(FakeDriver.class.getClassLoader()), this);
    processes =
        new ExecutorProcesses(
            environment,
            storage,
            size,
            served.serve(),
            told == null ? secret : told,
            folder,
            System.getProperty("user.dir"),
            this);
  }

  static <T> T next(BlockingQueue<T> queue) throws InterruptedException {
    T value = queue.poll(30, TimeUnit.SECONDS);
    if (value == null) throw new AssertionError("Nothing came within thirty seconds");
    return value;
  }

  @Override
  public void opened(Peer peer) {
    peers.add(peer);
  }

  @Override
  public void received(Peer peer, Message message) {}

  @Override
  public Message answer(Peer peer, Message request) {
    Message.Register register = (Message.Register) request;
    peer.identify(register.executor());
    registered.add(register);
    return new Message.Welcome("test", Map.of());
  }

  @Override
  public void stream(Peer peer, Message request, PartSender parts) {}

  @Override
  public void closed(Peer peer, String reason) {
    closed.add(reason);
  }

  @Override
  public void ended(String executor, String reason) {
    ended.add(executor + ": " + reason);
  }

  @Override
  public void exhausted(String reason) {
    exhausted.add(reason);
  }

  @Override
  public void close() {
    processes.close();
    transport.close();
  }
}
