package io.brasa.core.remote;

import io.brasa.core.execute.Master;
import io.brasa.core.execute.MasterProvider;
import io.brasa.core.execute.MasterSetup;
import io.brasa.runtime.environment.Await;
import io.brasa.runtime.environment.Environment;
import io.brasa.runtime.environment.ThreadKind;
import io.brasa.runtime.storage.Storages;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.random.RandomGenerator;

/**
 * Executors within this process, which talk with the driver and with each other as those of other
 * processes do: {@code pipes[NAME,COUNT,MEMORY_KIB,SLOTS]}; of one slot each unless said otherwise.
 * Tests find theirs by its name.
 */
final class PipedCluster implements Master, DriverNode.Listener {
  private static final Map<String, PipedCluster> CLUSTERS = new ConcurrentHashMap<>();

  private final MasterSetup setup;
  private final int executorCount;
  private final long memoryBytes;
  private final int slots;
  private final DriverNode driver;
  private final Transport.Address address;
  private final PipeTransport pipes = new PipeTransport();
  private final List<ExecutorNode> executors = new CopyOnWriteArrayList<>();
  private final List<Host> hosts = new CopyOnWriteArrayList<>();

  private volatile Host outputHost;
  private volatile Transport.Address outputs;

  /** Why executors said that they have no purpose any more, with their names. */
  final List<String> ends = new CopyOnWriteArrayList<>();

  /** Who came, and who was lost and why. */
  final List<String> heard = new CopyOnWriteArrayList<>();

  /** Found as a service. */
  public static final class Provider implements MasterProvider {
    @Override
    public boolean serves(String url) {
      return url.startsWith("pipes[");
    }

    @Override
    public Master open(MasterSetup setup) {
      String url = setup.url();
      String[] words = url.substring("pipes[".length(), url.length() - 1).split(",");
      PipedCluster cluster =
          new PipedCluster(
              setup,
              Integer.parseInt(words[1]),
              Long.parseLong(words[2]) << 10,
              words.length > 3 ? Integer.parseInt(words[3]) : 1);
      CLUSTERS.put(words[0], cluster);
      return cluster;
    }
  }

  private PipedCluster(MasterSetup setup, int executorCount, long memoryBytes, int slots) {
    this.setup = setup;
    this.slots = slots;
    this.executorCount = executorCount;
    this.memoryBytes = memoryBytes;
    this.driver = new DriverNode(setup, pipes, this);
    this.address = driver.serve();
  }

  static PipedCluster named(String name) {
    return CLUSTERS.get(name);
  }

  /** The driver's, for those who want to talk with it by themselves. */
  Transport.Address address() {
    return address;
  }

  Transport transport() {
    return pipes;
  }

  MasterSetup setup() {
    return setup;
  }

  @Override
  public void start() {
    for (int i = 0; i < executorCount; i++) add("executor-" + i);
  }

  /** Another executor. */
  void add(String name) {
    Host host = new Host();
    String folder = setup.localFolder() + "/" + name;
    ExecutorNode node =
        new ExecutorNode(
            new OwnThreads(setup.environment()),
            host,
            Storages.ofThisHost(),
            new ExecutorNode.Identity(
                name, "localhost", ProcessHandle.current().pid(), slots, memoryBytes, folder),
            reason -> end(name, host, reason));
    hosts.add(host);
    executors.add(node);
    node.start(address);
    if (outputs != null) node.outputsServedAt(outputs);
  }

  /** From the next executor on, map outputs are served by somebody who outlives them. */
  void serveOutputs() {
    outputHost = new Host();
    OutputServer server =
        new OutputServer(
            setup.environment(),
            outputHost,
            Storages.ofThisHost().local(),
            setup.localFolder(),
            () -> ends.add("outputs"),
            () -> ends.add("superseded"));
    outputs = server.serve();
  }

  /** The outputs of how many executors that live or lived can be read without them. */
  int servedCount() {
    return driver.servedCount();
  }

  /** As if the process that serves outputs were killed. */
  void killOutputs() {
    outputHost.cutOff();
  }

  /** A process that has no purpose any more ends, and its channels with it. */
  private void end(String name, Host host, String reason) {
    ends.add(name + ": " + reason);
    host.cutOff();
  }

  /** How many bytes of broadcast values the driver has sent. */
  long sentValueBytes() {
    return driver.sentValueBytes();
  }

  /** How many partitions are kept by fewer executors than they are to be. */
  int lackingCopies() {
    return driver.lackingCopies();
  }

  /** All channels of an executor end, as if its process were killed. */
  void kill(int executor) {
    hosts.get(executor).cutOff();
  }

  @Override
  public int slotCount() {
    return executorCount;
  }

  @Override
  public Optional<String> taskOf(Thread thread) {
    return Optional.empty();
  }

  @Override
  public void joined(String executor) {
    heard.add(executor + " joined");
  }

  @Override
  public void lost(String executor, String reason) {
    heard.add(executor + " lost: " + reason);
  }

  @Override
  public void close() {
    driver.close();
    for (ExecutorNode node : executors) node.close();
    pipes.close();
    Storages.ofThisHost().local().delete(setup.localFolder());
  }

  /** The network as one executor sees it. */
  private final class Host implements Transport {
    private final List<Channel> channels = new CopyOnWriteArrayList<>();
    private final List<Address> served = new CopyOnWriteArrayList<>();

    @Override
    public Address serve(Handler handler) {
      Address own = pipes.serve(new Watched(handler, channels));
      served.add(own);
      return own;
    }

    @Override
    public Channel connect(Address peer, Purpose purpose, Handler handler) {
      return pipes.connect(peer, purpose, new Watched(handler, channels));
    }

    void cutOff() {
      served.forEach(pipes::stop);
      new ArrayList<>(channels).forEach(Channel::close);
    }

    @Override
    public void close() {
      cutOff();
    }
  }

  /**
   * A thread that waits for a class of the driver's within the JVM's class loading holds on to the
   * processor that it runs on; in another process these would not be the ones that the driver
   * answers with.
   */
  private record OwnThreads(Environment environment) implements Environment {
    @Override
    public void start(String name, ThreadKind kind, Runnable body) {
      environment.start(name, ThreadKind.COMPUTE, body);
    }

    @Override
    public long nanoTime() {
      return environment.nanoTime();
    }

    @Override
    public long currentTimeMillis() {
      return environment.currentTimeMillis();
    }

    @Override
    public RandomGenerator newRandom() {
      return environment.newRandom();
    }

    @Override
    public Await newAwait() {
      return environment.newAwait();
    }

    @Override
    public void after(long delayMillis, Runnable action) {
      environment.after(delayMillis, action);
    }

    @Override
    public void whenUnreachable(Object object, Runnable action) {
      environment.whenUnreachable(object, action);
    }
  }

  /** Remembers what is open. */
  private record Watched(Transport.Handler handler, List<Transport.Channel> channels)
      implements Transport.Handler {
    @Override
    public void opened(Transport.Channel channel) {
      channels.add(channel);
      handler.opened(channel);
    }

    @Override
    public void received(Transport.Channel channel, byte[] frame) {
      handler.received(channel, frame);
    }

    @Override
    public void closed(Transport.Channel channel, String reason) {
      channels.remove(channel);
      handler.closed(channel, reason);
    }
  }
}
