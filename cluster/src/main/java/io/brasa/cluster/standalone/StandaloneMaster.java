package io.brasa.cluster.standalone;

import io.brasa.cluster.error.ClusterError;
import io.brasa.cluster.launch.SameResults;
import io.brasa.cluster.protocol.ClusterMessage;
import io.brasa.cluster.protocol.ClusterMessage.HiddenText;
import io.brasa.cluster.protocol.ClusterMessage.Wishes;
import io.brasa.cluster.protocol.ClusterSecret;
import io.brasa.cluster.protocol.HostAddress;
import io.brasa.cluster.protocol.MasterLink;
import io.brasa.cluster.protocol.MasterUrl;
import io.brasa.cluster.protocol.ResultSettings;
import io.brasa.cluster.wire.NettyTransport;
import io.brasa.cluster.wire.Secret;
import io.brasa.core.error.CoreError;
import io.brasa.core.execute.Elastic;
import io.brasa.core.execute.Master;
import io.brasa.core.execute.MasterSetup;
import io.brasa.core.execute.ResourceWishes;
import io.brasa.core.journal.Journal;
import io.brasa.core.remote.DriverNode;
import io.brasa.core.remote.Peer;
import io.brasa.core.remote.Transport.Address;
import io.brasa.runtime.environment.Await;
import io.brasa.runtime.environment.ThreadKind;
import io.brasa.runtime.error.EngineException;
import io.brasa.runtime.storage.Storages;
import java.lang.System.Logger.Level;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The driver's side of a cluster of our own: registers the application with whichever master leads,
 * and lets executors come. Two transports: one under the cluster's secret to the master, one under
 * the application's own, which this makes, to the executors. A master's death concerns neither jobs
 * nor executors. Thread-safe.
 */
final class StandaloneMaster implements Master, Elastic, DriverNode.Listener, MasterLink.Listener {
  private static final long WARN_MILLIS = 15_000;
  private static final int ROUNDS = 8;
  private static final long WORD_MILLIS = 2_000;

  /** Several agree on a leader within some seconds, at half a second a round. */
  private static final int ROUNDS_OF_SEVERAL = 30;

  private static final System.Logger LOG = System.getLogger("io.brasa.cluster.driver");

  private final MasterSetup setup;
  private final MasterUrl url;
  private final Wishes wishes;
  private final ClusterSecret clusterSecret;
  private final Secret secret;
  private final NettyTransport control;
  private final NettyTransport tasks;
  private final DriverNode node;
  private final MasterLink link;
  private final Await changed;
  private volatile Address address;
  private volatile Map<String, String> files = Map.of();
  private volatile boolean hasRegistered;
  private volatile boolean hasExecutor;
  private volatile ClusterMessage.Granted granted = new ClusterMessage.Granted(0, 0, 0, "");
  private volatile String failure;
  private volatile EngineException refusal;
  private volatile boolean isUnreachable;

  /** What it wants for now; without bound unless executors come and go. */
  private volatile int coresAsked = Integer.MAX_VALUE;

  private volatile boolean isClosed;

  StandaloneMaster(MasterSetup setup, MasterUrl url) {
    this.setup = setup;
    this.url = url;
    this.wishes = wishes(setup.wishes());
    if (setup.allocation().isDynamic()) {
      if (wishes.executorCores() == 0)
        throw invalid(
            "allocation is dynamic, and executor.cores is not given",
            "Say how many cores each executor has");
      coresAsked = cores(setup.allocation().first());
    }
    this.clusterSecret =
        ClusterSecret.find(setup.wishes().secretFile(), setup.wishes().tlsFolder());
    url.masters().forEach(master -> clusterSecret.requireFor(master.host()));
    String given = setup.wishes().driverHost();
    String host = given.isEmpty() ? HostAddress.towards(url.masters().getFirst()) : given;
    this.changed = setup.environment().newAwait();
    this.secret = secret(setup, clusterSecret);
    this.control = clusterSecret.transport(setup.environment(), host, 0);
    this.tasks = NettyTransport.at(setup.environment(), secret, clusterSecret.tls(), host, 0);
    this.node = new DriverNode(setup, tasks, this);
    this.link = new MasterLink(setup.environment(), control, url, "link to the master", this);
  }

  /**
   * Of each life another one; but if a later life is to be served what this one leaves, what
   * everybody can derive who knows the cluster's.
   */
  private static Secret secret(MasterSetup setup, ClusterSecret cluster) {
    return setup.life().journal().isEmpty()
        ? Secret.random()
        : Secret.fromHexadecimal(cluster.secret().derive("application " + setup.application()));
  }

  private static Wishes wishes(ResourceWishes asked) {
    long memoryMiB = asked.executorMemoryBytes() >> 20;
    if (memoryMiB < 64 || memoryMiB > Integer.MAX_VALUE)
      throw invalid(
          "executor.memory is " + asked.executorMemoryBytes() + " bytes", "Give at least 64m");
    if (asked.coresMost() > 0 && asked.coresMost() < asked.executorCores())
      throw invalid(
          "cores.max is " + asked.coresMost() + ", and executor.cores " + asked.executorCores(),
          "Let all executors together have at least the cores of one");
    return new Wishes(asked.coresMost(), asked.executorCores(), (int) memoryMiB);
  }

  private static EngineException invalid(String what, String remedy) {
    return new EngineException(CoreError.SETTING_INVALID, "The setting " + what, remedy);
  }

  @Override
  public void start() {
    address = node.serve();
    node.recall();
    giveFiles();
    link.start();
    try {
      while (!changed.until(() -> hasExecutor || failure != null, WARN_MILLIS))
        LOG.log(Level.WARNING, "The application waits for its first executor: " + waiting());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new EngineException(
          CoreError.WAIT_INTERRUPTED,
          "The start of executors was interrupted",
          "Open the context again",
          interrupted);
    }
    if (refusal != null) throw refusal;
    if (failure == null) return;
    if (isUnreachable)
      throw new EngineException(
          ClusterError.MASTER_UNREACHABLE,
          "No master of " + url + " takes this application: " + failure,
          "See whether a master runs there, and has the same secret; start one with: brasa master");
    throw new EngineException(
        ClusterError.EXECUTOR_NOT_STARTED,
        "No executor stays alive: " + failure,
        "See their logs: brasa logs " + setup.application());
  }

  /** Executors get them from the master, so it must have them first. */
  private void giveFiles() {
    if (setup.wishes().files().isEmpty()) return;
    Storages storages = Storages.ofThisHost();
    Map<String, String> paths = new HashMap<>();
    for (String file : setup.wishes().files()) {
      String path = storages.resolve(file).path();
      String name = path.substring(path.lastIndexOf('/') + 1);
      String other = paths.put(name, path);
      if (other != null && !other.equals(path))
        throw invalid("files names " + other + " and " + path, "Rename one of them");
    }
    try (ClusterClient client = new ClusterClient(setup.environment(), url, clusterSecret)) {
      files = client.store(storages.local(), paths);
    }
  }

  private String waiting() {
    if (!hasRegistered) return "no master of " + url + " leads at this moment";
    String why = granted.waiting();
    if (!why.isEmpty()) return why;
    return granted.executors() + " are being started";
  }

  // ---- the link to the master

  @Override
  public ClusterMessage registration(Peer ignored) {
    setup.life().journal().ifPresent(Journal::requireLatest);
    return new ClusterMessage.RegisterApplication(
        setup.application(),
        setup.wishes().applicationName(),
        wishes,
        address.host(),
        address.port(),
        new HiddenText(secret.toHexadecimal()),
        ResultSettings.write(SameResults.ofThisProcess()),
        files,
        coresAsked,
        new ClusterMessage.Life(setup.life().epoch(), setup.life().incarnation()));
  }

  @Override
  public void refused(ClusterMessage.Superseded why) {
    EngineException superseded =
        new EngineException(
            CoreError.DRIVER_SUPERSEDED,
            "Another driver has the application "
                + setup.application()
                + ", of epoch "
                + why.life().epoch()
                + "; this one is of epoch "
                + setup.life().epoch(),
            "Look for the answer at the other one, or choose another application id");
    refusal = superseded;
    setup.driver().supersede(superseded);
    fail(superseded.what());
  }

  @Override
  public void want(int executors) {
    coresAsked = cores(executors);
    if (!isClosed) link.send(new ClusterMessage.CoresWanted(coresAsked));
  }

  private int cores(int executors) {
    return (int) Math.min(Integer.MAX_VALUE, (long) executors * wishes.executorCores());
  }

  @Override
  public void giveBack(String executor) {
    elsewhere(
        "end of " + executor,
        () -> {
          node.moveOff(executor);
          if (!isClosed) link.send(new ClusterMessage.ReturnExecutor(executor));
        });
  }

  @Override
  public void registered(Peer master, long epoch) {
    if (hasRegistered)
      LOG.log(Level.INFO, "Registered again, with " + master + " of epoch " + epoch);
    hasRegistered = true;
  }

  @Override
  public void alone(int rounds, String reason) {
    if (isClosed) return;
    if (hasRegistered) {
      if (rounds == 1)
        LOG.log(Level.WARNING, "No master leads; the application goes on: " + reason);
    } else if (rounds >= (url.masters().size() == 1 ? ROUNDS : ROUNDS_OF_SEVERAL)) {
      isUnreachable = true;
      fail(reason);
    }
  }

  private void fail(String reason) {
    failure = reason;
    changed.signal();
  }

  @Override
  public void received(Peer master, ClusterMessage message) {
    switch (message) {
      case ClusterMessage.Granted news -> granted = news;
      case ClusterMessage.ExecutorGone(long epoch, String executor, String reason) ->
          elsewhere("end of " + executor, () -> ended(executor, reason));
      case ClusterMessage.Exhausted(long epoch, String reason) ->
          elsewhere("end of executors", () -> exhausted(reason));
      default -> LOG.log(Level.WARNING, "The master sent " + message.kind());
    }
  }

  /** The driver may decide on the calling thread, which the transport needs. */
  private void elsewhere(String name, Runnable action) {
    setup.environment().start(name, ThreadKind.WAITING, action);
  }

  private void ended(String executor, String reason) {
    LOG.log(Level.WARNING, "Executor " + executor + ": " + reason);
    node.ended(executor, reason);
  }

  private void exhausted(String reason) {
    fail(reason);
    setup.driver().exhaust(reason);
  }

  // ---- executors

  @Override
  public int slotCount() {
    return Math.max(1, granted.cores());
  }

  /** Tasks run in other processes. */
  @Override
  public Optional<String> taskOf(Thread thread) {
    return Optional.empty();
  }

  @Override
  public void joined(String executor) {
    hasExecutor = true;
    changed.signal();
  }

  /** Its worker says how it has ended, or the master that the worker is lost. */
  @Override
  public long wordMillis() {
    return WORD_MILLIS;
  }

  /** A process that is alive but silent must not come back with outdated words. */
  @Override
  public void lost(String executor, String reason) {
    if (!isClosed) link.send(new ClusterMessage.ExecutorSilent(executor));
  }

  @Override
  public void close() {
    if (isClosed) return;
    isClosed = true;
    link.send(new ClusterMessage.EndApplication(setup.application()));
    node.close();
    link.close();
    tasks.close();
    control.close();
  }
}
