package io.brasa.cluster.launch;

import io.brasa.cluster.wire.NettyTransport;
import io.brasa.cluster.wire.Secret;
import io.brasa.core.remote.Message;
import io.brasa.core.remote.PartSender;
import io.brasa.core.remote.Peer;
import io.brasa.core.remote.PeerHandler;
import io.brasa.core.remote.Peers;
import io.brasa.core.remote.TaskMessage;
import io.brasa.core.remote.Transport;
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
  final BlockingQueue<TaskMessage.Register> registered = new LinkedBlockingQueue<>();
  final BlockingQueue<Peer> peers = new LinkedBlockingQueue<>();
  final BlockingQueue<String> ended = new LinkedBlockingQueue<>();
  final BlockingQueue<String> removed = new LinkedBlockingQueue<>();
  final BlockingQueue<String> exhausted = new LinkedBlockingQueue<>();
  final BlockingQueue<String> closed = new LinkedBlockingQueue<>();
  final Storage storage = new LocalStorage();
  final ExecutorProcesses processes;
  private final NettyTransport transport;
  private final Transport.Address address;
  private final LocalClusterSize size;
  private final String folder;
  private final Secret told;

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
        new Peers(
            environment,
            transport,
            new Codecs(FakeDriver.class.getClassLoader()),
            TaskMessage.class,
            this);
    address = served.serve();
    this.size = size;
    this.folder = folder;
    this.told = told == null ? secret : told;
    processes = new ExecutorProcesses(environment, storage, this, () -> storage.delete(folder));
  }

  void start() {
    for (int number = 0; number < size.executors(); number++) processes.add(place("" + number));
  }

  ExecutorPlace place(String name) {
    return new ExecutorPlace(
        name,
        size.cores(),
        size.memoryMiB(),
        address,
        told,
        "127.0.0.1",
        folder,
        folder + "/logs",
        System.getProperty("user.dir"),
        "",
        SameResults.ofThisProcess());
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
    TaskMessage.Register register = (TaskMessage.Register) request;
    peer.identify(register.executor());
    registered.add(register);
    return new TaskMessage.Welcome("test", Map.of());
  }

  @Override
  public void stream(Peer peer, Message request, PartSender parts) {}

  @Override
  public void closed(Peer peer, String reason) {
    closed.add(reason);
  }

  @Override
  public void started(String place, String executor, long processId) {}

  @Override
  public void ended(String place, String executor, String reason) {
    ended.add(executor + ": " + reason);
  }

  @Override
  public void gone(String place, boolean isRemoved, String reason) {
    (isRemoved ? removed : exhausted).add(reason);
  }

  @Override
  public void unneeded(String folder) {}

  @Override
  public void close() {
    processes.close();
    transport.close();
  }
}
