package io.brasa.cluster.worker;

import static java.util.Objects.requireNonNull;

import io.brasa.cluster.launch.ExecutorPlace;
import io.brasa.cluster.launch.ExecutorProcesses;
import io.brasa.cluster.protocol.AskingPeer;
import io.brasa.cluster.protocol.ClusterMessage;
import io.brasa.cluster.protocol.ClusterMessage.HeldPlace;
import io.brasa.cluster.protocol.MasterLink;
import io.brasa.cluster.protocol.MasterOrders;
import io.brasa.cluster.protocol.ResultSettings;
import io.brasa.cluster.wire.Secret;
import io.brasa.core.remote.Message;
import io.brasa.core.remote.PartSender;
import io.brasa.core.remote.Peer;
import io.brasa.core.remote.Peers;
import io.brasa.core.remote.Transport;
import io.brasa.core.remote.Transport.Address;
import io.brasa.runtime.codec.Codecs;
import io.brasa.runtime.environment.Await;
import io.brasa.runtime.environment.Environment;
import io.brasa.runtime.environment.ThreadKind;
import io.brasa.runtime.error.EngineException;
import io.brasa.runtime.error.RuntimeError;
import io.brasa.runtime.storage.ProcessFolder;
import io.brasa.runtime.storage.Storage;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A worker: keeps executors running where the master orders it. Orders are carried out one after
 * the other by one thread. While no master can be reached, all goes on as it is: executors are
 * their drivers', and the next master hears what is held here. Thread-safe.
 */
public final class WorkerNode
    implements MasterLink.Listener,
        MasterOrders.Servant,
        ExecutorProcesses.Listener,
        AutoCloseable {
  private static final long UNDO_MILLIS = 10_000;
  private static final long SWEEP_MILLIS = 3_600_000;
  private static final int QUIET_ROUNDS = 30;
  private static final System.Logger LOG = System.getLogger("io.brasa.cluster.worker");

  private final Environment environment;
  private final WorkerSettings settings;
  private final Storage storage;
  private final String id;
  private final ProcessFolder folder;
  private final LogFiles logs;
  private final Peers visitors;
  private final MasterLink link;
  private final MasterOrders orders;
  private final Await changed;
  private final ExecutorProcesses processes;
  private final FetchedFiles programFiles;
  private final DriverProcesses drivers;
  private final Map<String, HeldPlace> places = new ConcurrentHashMap<>();
  private final Map<String, ClusterMessage.ExecutorStarted> running = new ConcurrentHashMap<>();
  private volatile Address address;
  private volatile boolean isClosed;

  /**
   * @param transport listens at the settings' host, under the cluster's secret
   */
  public WorkerNode(
      Environment environment, Transport transport, Storage storage, WorkerSettings settings) {
    this.environment = requireNonNull(environment);
    this.settings = requireNonNull(settings);
    this.storage = requireNonNull(storage);
    this.id =
        "worker-"
            + settings.host().replace(':', '.').replace('%', '.')
            + "-"
            + ProcessHandle.current().pid()
            + "-"
            + Long.toString(environment.currentTimeMillis(), Character.MAX_RADIX);
    this.folder = ProcessFolder.open(storage, settings.folder(), "work");
    this.logs = new LogFiles(storage, settings.folder() + "/logs");
    this.visitors =
        new Peers(
            environment,
            transport,
            new Codecs(WorkerNode.class.getClassLoader()),
            ClusterMessage.class,
            new Visitors());
    this.processes = new ExecutorProcesses(environment, storage, this, folder::close);
    this.link =
        new MasterLink(environment, transport, settings.masters(), "link to the master", this);
    this.changed = environment.newAwait();
    this.orders =
        new MasterOrders(
            environment, link, this, failure -> LOG.log(Level.ERROR, "An order failed", failure));
    this.programFiles = new FetchedFiles(storage, link::leader);
    this.drivers =
        new DriverProcesses(
            environment,
            storage,
            settings,
            folder.path() + "/drivers",
            logs,
            programFiles,
            link::send);
  }

  /** Begins; returns its id, before a master has been found. Fails with {@code LISTEN_FAILED}. */
  public String start() {
    address = visitors.serve();
    orders.start(environment);
    link.start();
    sweep();
    return id;
  }

  private void sweep() {
    if (isClosed) return;
    environment.start(
        "sweep of logs",
        ThreadKind.WAITING,
        () ->
            logs.deleteOlder(
                environment.currentTimeMillis() - settings.keepLogsMillis(), this::isInUse));
    environment.after(SWEEP_MILLIS, this::sweep);
  }

  private boolean isInUse(String application) {
    return drivers.isRunning(application)
        || places.values().stream().anyMatch(place -> place.application().equals(application));
  }

  // ---- the link to the master

  @Override
  public ClusterMessage registration(Peer master) {
    return orders.report(master, this::report);
  }

  private ClusterMessage.RegisterWorker report() {
    return new ClusterMessage.RegisterWorker(
        id,
        address.host(),
        address.port(),
        settings.cores(),
        settings.memoryMiB(),
        List.copyOf(places.values()),
        drivers.running());
  }

  @Override
  public void registered(Peer master, long epoch) {
    LOG.log(Level.INFO, "Registered with " + master + ", epoch " + epoch);
    running.values().forEach(link::send);
    // Before orders: one of them may be to end what has ended, which is then not told of again.
    drivers.repeatEnds();
    orders.follow(master);
  }

  @Override
  public void alone(int rounds, String reason) {
    if (rounds % QUIET_ROUNDS == 1)
      LOG.log(Level.WARNING, "No master takes this worker: " + reason);
  }

  @Override
  public void received(Peer master, ClusterMessage message) {
    orders.take(master, message);
  }

  @Override
  public void carryOut(ClusterMessage message) {
    switch (message) {
      case ClusterMessage.RunExecutors order -> run(order);
      case ClusterMessage.StopExecutors(long epoch, String place, String reason) ->
          stop(place, reason);
      case ClusterMessage.KillExecutor(long epoch, String executor) -> processes.kill(executor);
      case ClusterMessage.RunDriver(long epoch, String driver, ClusterMessage.DriverWish wish) ->
          drivers.run(driver, wish);
      case ClusterMessage.StopDriver(long epoch, String driver, String reason) ->
          drivers.stop(driver);
      default -> LOG.log(Level.WARNING, "The master sent " + message.kind());
    }
  }

  @Override
  public void undo(ClusterMessage message) {
    try {
      switch (message) {
        case ClusterMessage.RunExecutors order -> {
          String place = order.place().place();
          processes.remove(place, "the master that ordered it leads no longer");
          changed.until(() -> !places.containsKey(place), UNDO_MILLIS);
        }
        case ClusterMessage.RunDriver order -> {
          drivers.undo(order.driver(), changed::signal);
          changed.until(() -> !drivers.isRunning(order.driver()), UNDO_MILLIS);
        }
        default -> {}
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void run(ClusterMessage.RunExecutors order) {
    HeldPlace place = order.place();
    String application = folder.path() + "/" + folderOf(place);
    try {
      boolean isNew = !isFolderInUse(folderOf(place));
      makeFolder(application);
      places.put(place.place(), place);
      if (isNew) programFiles.fetch(order.files(), application);
      processes.add(
          new ExecutorPlace(
              place.place(),
              place.cores(),
              place.memoryMiB(),
              new Address(order.driverHost(), order.driverPort()),
              Secret.fromHexadecimal(order.secret().text()),
              settings.host(),
              application,
              logs.folder(place.application()),
              application,
              settings.tlsFolder(),
              ResultSettings.read(order.results())));
    } catch (EngineException | IllegalArgumentException | IOException notStarted) {
      gone(place.place(), false, String.valueOf(notStarted.getMessage()));
    }
  }

  /** One for each driver of an application: a later one reads what was left, and adds nothing. */
  private static String folderOf(HeldPlace place) {
    return place.incarnation().isEmpty()
        ? place.application()
        : place.application() + "~" + place.incarnation();
  }

  private boolean isFolderInUse(String name) {
    return places.values().stream().anyMatch(place -> folderOf(place).equals(name));
  }

  /** Folders come about with the first file in them. */
  private void makeFolder(String path) {
    if (storage.status(path).isPresent()) return;
    try {
      storage.create(path + "/.begun").close();
    } catch (IOException failure) {
      throw new EngineException(
          RuntimeError.STORAGE_FAILED,
          "Could not make the folder " + path,
          "See the cause",
          failure);
    }
  }

  private void stop(String place, String reason) {
    if (places.containsKey(place)) processes.remove(place, reason);
    else link.tell(new ClusterMessage.PlaceGone(place, false, "it was gone before"));
  }

  // ---- processes

  @Override
  public void started(String place, String executor, long processId) {
    ClusterMessage.ExecutorStarted started =
        new ClusterMessage.ExecutorStarted(place, executor, processId);
    running.put(place, started);
    link.send(started);
  }

  @Override
  public void ended(String place, String executor, String reason) {
    running.remove(place);
    LOG.log(Level.WARNING, "Executor " + executor + ": " + reason);
    link.send(new ClusterMessage.ExecutorEnded(place, executor, reason));
  }

  @Override
  public void gone(String place, boolean isRemoved, String reason) {
    running.remove(place);
    places.remove(place);
    changed.signal();
    link.tell(new ClusterMessage.PlaceGone(place, !isRemoved, reason));
  }

  @Override
  public void unneeded(String path) {
    orders.post(
        () -> {
          if (!isFolderInUse(path.substring(folder.path().length() + 1))) storage.delete(path);
        });
  }

  // ---- logs

  /** Whoever wants to read logs, and masters that have begun to lead. */
  private final class Visitors implements AskingPeer {
    @Override
    public void received(Peer peer, Message message) {
      if (message instanceof ClusterMessage.Leads(long epoch)) link.hear(epoch);
      else peer.close("it sent " + message.kind() + ", which has no place here");
    }

    @Override
    public void stream(Peer peer, Message request, PartSender parts) {
      if (!(request instanceof ClusterMessage.LogRequest logRequest))
        throw AskingPeer.unexpected(peer, request);
      logs.send(logRequest, parts);
    }

    @Override
    public void closed(Peer peer, String reason) {}
  }

  /** Ends all that runs here. */
  @Override
  public void close() {
    isClosed = true;
    link.close();
    orders.close();
    drivers.close();
    processes.close();
    folder.close();
  }

  /** What is held here, for tests. */
  Map<String, HeldPlace> places() {
    return new TreeMap<>(places);
  }
}
