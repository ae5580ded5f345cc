package io.brasa.core.remote;

import static java.util.Objects.requireNonNull;

import io.brasa.core.block.Block;
import io.brasa.core.block.BlockCopies;
import io.brasa.core.block.BlockName;
import io.brasa.core.block.TieredBlockStore;
import io.brasa.core.closure.ClassSource;
import io.brasa.core.closure.Closures;
import io.brasa.core.closure.RecordUse;
import io.brasa.core.closure.ShippedClassLoaders;
import io.brasa.core.error.CoreError;
import io.brasa.core.event.BlockState;
import io.brasa.core.event.Event;
import io.brasa.core.event.ExecutorSample;
import io.brasa.core.execute.Executor;
import io.brasa.core.execute.ProcessResources;
import io.brasa.core.execute.ProgramOpener;
import io.brasa.core.execute.StageWork;
import io.brasa.core.execute.StageWork.SourceSplit;
import io.brasa.core.execute.TaskEvents;
import io.brasa.core.execute.TaskRunner.Kept;
import io.brasa.core.fusion.Kernels;
import io.brasa.core.remote.Transport.Address;
import io.brasa.core.remote.Transport.Purpose;
import io.brasa.core.schedule.SchedulerCommand.Lease;
import io.brasa.core.schedule.SchedulerEvent.Outcome;
import io.brasa.core.shared.Broadcast;
import io.brasa.core.shuffle.Handover;
import io.brasa.core.shuffle.MapOutputStore;
import io.brasa.core.task.Barriers;
import io.brasa.core.task.ProgramSource;
import io.brasa.core.task.TaskTools;
import io.brasa.runtime.codec.Codecs;
import io.brasa.runtime.environment.Await;
import io.brasa.runtime.environment.Environment;
import io.brasa.runtime.environment.SystemEnvironment;
import io.brasa.runtime.environment.ThreadKind;
import io.brasa.runtime.error.Check;
import io.brasa.runtime.error.EngineException;
import io.brasa.runtime.log.Logs;
import io.brasa.runtime.storage.Storages;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * A process that runs tasks for a driver elsewhere: registers, works off what the driver orders,
 * one order after the other, and serves its blocks to others. It lives as long as its control
 * channel. Thread-safe.
 *
 * <p>User classes come from the driver, and so does the codecs' loader: values of user classes and
 * functions are of the same classes.
 */
public final class ExecutorNode implements PeerHandler, TaskEvents, AutoCloseable {
  private static final long REGISTER_MILLIS = 20_000;
  private static final long ANSWER_MILLIS = 60_000;
  private static final long LAST_WORDS_MILLIS = 500;

  /**
   * Who this is.
   *
   * @param executor never used before in the application
   * @param memoryBytes what data may take of the heap
   * @param folder for files, of this process alone; of the executor's name, beside those of other
   *     executors of this host whose map outputs the same service serves
   */
  public record Identity(
      String executor, String host, long processId, int slots, long memoryBytes, String folder) {}

  private static final System.Logger LOG = System.getLogger("io.brasa");

  private final Environment environment;
  private final Logs logs = new Logs();
  private final Identity identity;
  private final Storages storages;
  private final Consumer<String> end;
  private final Peers peers;
  private final BlockPeers blockPeers;
  private final OrderedWork orders;
  private final Whereabouts whereabouts = new Whereabouts(this::askWhere);
  private final NearbyOutputs nearby;
  private final Map<BlockName.Result, byte[]> results = new ConcurrentHashMap<>();
  private final ShippedClassLoaders loaders;
  private final Codecs codecs;
  private final OutcomeFormat outcomes;
  private final SplitFormat splits;
  private final ProgramOpener opener;

  /** What each stage attempt runs. Used by the orders' thread. */
  private final Map<StageKey, StageWork> stages = new ConcurrentHashMap<>();

  private record StageKey(long stage, int attempt) {}

  private volatile Peer driver;
  private volatile Address driverAddress;
  private volatile Executor executor;

  private final Await welcomed;

  /** Whether map outputs outlive this process. */
  private volatile boolean areOutputsServed;

  /** What is kept here; made when the driver has told the settings. */
  private volatile Stores stores;

  record Stores(
      MapOutputStore outputs,
      TieredBlockStore blocks,
      BlockCopies copies,
      CopiedPartitions partitions,
      FetchedValues values) {}

  /**
   * @param end called once this process has no purpose any more; must not wait
   */
  public ExecutorNode(
      Environment environment,
      Transport transport,
      Storages storages,
      Identity identity,
      Consumer<String> end) {
    this.environment = requireNonNull(environment);
    this.identity = requireNonNull(identity);
    this.storages = requireNonNull(storages);
    this.end = requireNonNull(end);
    this.welcomed = environment.newAwait();
    ClassLoader engine = ExecutorNode.class.getClassLoader();
    this.peers = new Peers(environment, transport, new Codecs(engine), TaskMessage.class, this);
    this.blockPeers = new BlockPeers(peers);
    this.orders = new OrderedWork(environment, this::giveUp);
    ClassSource classes = this::classBytes;
    this.loaders = new ShippedClassLoaders(classes, engine);
    this.codecs = new Codecs(new NewestClasses(loaders, engine));
    this.outcomes = new OutcomeFormat(codecs, environment::nanoTime);
    this.nearby = new NearbyOutputs(storages.local(), parentOf(identity.folder()));
    this.splits = new SplitFormat(codecs);
    this.opener = new ProgramOpener(new Closures(), codecs, loaders::forEnvelope, this::variable);
  }

  private static String parentOf(String folder) {
    return folder.substring(0, Math.max(0, folder.lastIndexOf('/')));
  }

  /** Registers with the driver and begins to work. Fails with {@code PEER_LOST}. */
  public void start(Address address) {
    driverAddress = address;
    Address own = peers.serve();
    Peer connected = peers.connect(address, Purpose.CONTROL);
    connected.identify("driver");
    driver = connected;
    Message answer = connected.request(registration(own), REGISTER_MILLIS).get();
    if (!(answer
        instanceof TaskMessage.Welcome(String application, Map<String, String> settings))) {
      throw unexpected(connected, answer);
    }
    executor =
        new Executor(
            identity.executor(),
            identity.slots(),
            tools(settings),
            opener,
            this,
            Long.parseLong(settings.getOrDefault("cancel.patience", "10000")));
    beginLog(application, settings);
    welcomed.signal();
    // Orders may have come before the welcome.
    orders.start(environment, "orders of " + application);
  }

  /**
   * Says that the map outputs of this process are served there as well, by somebody who outlives
   * it: they stay when it ends.
   */
  public void outputsServedAt(Address address) {
    areOutputsServed = true;
    driver.send(new TaskMessage.OutputsServedAt(address));
  }

  private TaskMessage.Register registration(Address own) {
    return new TaskMessage.Register(
        identity.executor(),
        identity.host(),
        identity.processId(),
        identity.slots(),
        identity.memoryBytes(),
        own.host(),
        own.port());
  }

  private TaskTools tools(Map<String, String> settings) {
    ProcessResources resources =
        ProcessResources.of(
            environment, identity.memoryBytes(), identity.slots(), settings, storages.local());
    MapOutputStore outputs =
        new MapOutputStore(
            resources.memory(), codecs, resources.work(), identity.folder() + "/shuffle");
    TieredBlockStore blocks = resources.blocks(codecs, identity.folder() + "/blocks");
    FetchedValues values =
        new FetchedValues(
            environment,
            codecs,
            blockPeers,
            () -> driver,
            () -> driverAddress,
            resources.memory(),
            resources.work(),
            identity.folder() + "/values");
    BlockCopies copies = new BlockCopies(blocks, codecs);
    CopiedPartitions partitions = new CopiedPartitions(blocks, copies, blockPeers, () -> driver);
    stores = new Stores(outputs, blocks, copies, partitions, values);
    return new TaskTools(
        environment,
        codecs,
        resources.memory(),
        blocks,
        partitions,
        new Meeting(),
        outputs,
        (winners, partition, maps, task) ->
            new TimedBlocks(
                environment,
                task.shuffle().metrics(),
                new RemoteBlocks(
                    winners,
                    partition,
                    maps,
                    task.shuffle(),
                    blockPeers,
                    whereabouts,
                    new RemoteBlocks.Here(identity.executor(), outputs::block, this::nearby))),
        storages,
        resources.work(),
        identity.folder(),
        Handover.ENCODED,
        Boolean.parseBoolean(settings.getOrDefault("strict", "false")),
        new Kernels(settings.getOrDefault("fusion", "on").equals("on")),
        new RecordUse());
  }

  /** Only what outlives its executor is known to lie in files. */
  private Optional<Block> nearby(String other, BlockName.Shuffled name) {
    return areOutputsServed ? nearby.block(other, name) : Optional.empty();
  }

  private static EngineException unexpected(Peer peer, Message message) {
    return new EngineException(
        CoreError.MESSAGE_MALFORMED,
        peer + " sent " + message.kind() + ", which has no place here",
        "Run the same release in all processes");
  }

  private void giveUp(RuntimeException failure) {
    end.accept("an order could not be carried out: " + failure);
  }

  // ---- orders

  @Override
  public void opened(Peer peer) {}

  @Override
  public void received(Peer peer, Message message) {
    orders.post(() -> take(peer, message));
  }

  private void take(Peer peer, Message message) {
    switch (message) {
      case TaskMessage.PrepareStage prepare -> prepare(prepare);
      case TaskMessage.Grant grant -> submit(grant);
      case TaskMessage.CancelStage(long stage, int attempt) -> executor.stop(stage, attempt, false);
      case TaskMessage.InterruptStage(long stage, int attempt) ->
          executor.stop(stage, attempt, true);
      case TaskMessage.RecallLease(long lease) -> executor.recall(lease);
      case TaskMessage.DropStage(long stage) -> drop(stage);
      case TaskMessage.DropDataset(long dataset, int partitionCount) ->
          executor.forget(new Kept.Dataset(dataset, partitionCount));
      case TaskMessage.DropBroadcast(long broadcast) -> {
        stores.values.forget(broadcast);
        executor.forget(new Kept.Variable(broadcast));
      }
      case TaskMessage.LogLevel(String logger, String level) -> setLogLevel(logger, level);
      case TaskMessage.Shutdown(String reason) -> end.accept(reason);
      default -> throw unexpected(peer, message);
    }
  }

  /** The driver has looked whether there is such a level; here messages may go elsewhere. */
  private void setLogLevel(String logger, String level) {
    try {
      logs.setLevel(logger, level);
    } catch (EngineException elsewhere) {
      LOG.log(System.Logger.Level.WARNING, elsewhere.getMessage());
    }
  }

  /** A simulated process has no log of its own. */
  private void beginLog(String application, Map<String, String> settings) {
    if (!(environment instanceof SystemEnvironment)) return;
    if (settings.getOrDefault("log.format", "text").equals("json"))
      logs.writeJson(Map.of("application", application, "executor", identity.executor()));
    String level = settings.getOrDefault("log.level", "");
    if (!level.isEmpty()) setLogLevel(Logs.ROOT, level);
  }

  private void prepare(TaskMessage.PrepareStage prepare) {
    whereabouts.tell(prepare.blockAddresses());
    stores.partitions().tell(prepare.keptDatasets());
    ProgramSource program = new ProgramSource.Sealed(prepare.program(), prepare.isShareable());
    StageKey key = new StageKey(prepare.stage().stage(), prepare.stage().attempt());
    stages.put(key, new StageWork(prepare.stage(), prepare.name(), program, _ -> List.of()));
  }

  private void drop(long stage) {
    stages.forEach(
        (key, work) -> {
          if (key.stage() == stage) opener.forget(work.program());
        });
    stages.keySet().removeIf(key -> key.stage() == stage);
    executor.forget(new Kept.Stage(stage));
    nearby.forget(stage);
  }

  private void submit(TaskMessage.Grant grant) {
    Lease lease =
        new Lease(
            grant.lease(),
            identity.executor(),
            grant.stage(),
            grant.attempt(),
            grant.partitions(),
            grant.taskAttempts());
    StageWork work = stages.get(new StageKey(grant.stage(), grant.attempt()));
    Check.that(work != null, "a stage attempt is prepared before it is granted", lease);
    List<List<SourceSplit>> decoded = new ArrayList<>();
    try {
      for (byte[] split : grant.splits()) decoded.add(splits.read(split));
    } catch (RuntimeException | StackOverflowError | LinkageError undecodable) {
      ended(lease, RemoteRunner.failed(lease, 0, undecodable));
      return;
    }
    executor.submit(lease, work, decoded);
  }

  // ---- reports

  @Override
  public void started(
      String name, long stage, int stageAttempt, int partition, int attempt, long beganNanos) {
    long agoNanos = environment.nanoTime() - beganNanos;
    driver.send(new TaskMessage.TaskStarted(stage, stageAttempt, partition, attempt, agoNanos));
  }

  @Override
  public void ended(Lease lease, List<Outcome> ended) {
    List<byte[]> encoded = new ArrayList<>();
    for (Outcome outcome : ended) encoded.add(outcomes.write(lease.id(), outcome, results::put));
    driver.send(new TaskMessage.Outcomes(lease.id(), encoded));
    for (Outcome outcome : ended) if (isOutOfMemory(outcome)) endSoon();
  }

  private static boolean isOutOfMemory(Outcome outcome) {
    return outcome instanceof Outcome.Failed failed
        && failed.error().code() == CoreError.TASK_OUT_OF_MEMORY
        && !(failed.error().getCause() instanceof StackOverflowError);
  }

  /**
   * Any thread may have been the one that found no memory, and nobody knows what it left half done:
   * such a process is not to be trusted. It takes up nothing new, and ends when the driver has had
   * time to hear why.
   */
  private void endSoon() {
    executor.close();
    environment.after(LAST_WORDS_MILLIS, () -> end.accept("a task ran out of memory"));
  }

  @Override
  public void stuck(String name, Event.TaskStuck task) {
    driver.send(
        new TaskMessage.TaskStuck(
            task.stage(),
            task.attempt(),
            task.partition(),
            task.taskAttempt(),
            task.place(),
            task.isReplaced()));
  }

  /** Sending may have to wait for room, which the clock must not. */
  @Override
  public void sampled(String name, ExecutorSample sample, List<BlockState> blocks) {
    environment.start(
        "sample of " + name,
        ThreadKind.WAITING,
        () -> driver.send(new TaskMessage.Sampled(sample, blocks)));
  }

  // ---- classes and variables

  private Optional<byte[]> classBytes(String name) {
    Message answer = driver.request(new TaskMessage.ClassRequest(name), ANSWER_MILLIS).get();
    return switch (answer) {
      case TaskMessage.ClassAnswer(byte[] bytes) -> Optional.of(bytes);
      case TaskMessage.ClassMissing missing -> Optional.empty();
      default -> throw unexpected(driver, answer);
    };
  }

  /** Tasks of several processes meet at the driver. */
  private final class Meeting implements Barriers {
    @Override
    public Optional<List<String>> meet(
        Member member, int meeting, String brought, long waitMillis) {
      Message request =
          new TaskMessage.Meet(
              member.stage(),
              member.stageAttempt(),
              member.partition(),
              member.count(),
              meeting,
              brought,
              waitMillis);
      Message answer = driver.request(request, ANSWER_MILLIS).get();
      if (answer instanceof TaskMessage.Met(Optional<List<String>> all)) return all;
      throw unexpected(driver, answer);
    }

    @Override
    public String host() {
      return identity.host();
    }
  }

  private Optional<Address> askWhere(String other) {
    Message answer = driver.request(new TaskMessage.BlocksOf(other), ANSWER_MILLIS).get();
    if (answer instanceof TaskMessage.BlocksAt(Optional<Address> address)) return address;
    throw unexpected(driver, answer);
  }

  private Broadcast<?> variable(long id) {
    return Broadcast.fetching(id, variable -> stores.values.value(variable));
  }

  // ---- serving blocks

  @Override
  public Message answer(Peer peer, Message request) {
    // Like orders, what the driver asks may come before its welcome.
    Waiting.until(welcomed, () -> stores != null, REGISTER_MILLIS, "the driver's welcome");
    Stores kept = stores;
    if (peer == driver && kept != null && request instanceof TaskMessage.CopyPartition copy) {
      BlockName.Cached name = new BlockName.Cached(copy.dataset(), copy.partition());
      return new TaskMessage.Copied(
          kept.partitions.copy(name, copy.generation(), copy.level(), copy.from()));
    }
    if (peer == driver && kept != null && request instanceof TaskMessage.KeptRequest)
      return kept.partitions.all();
    throw unexpected(peer, request);
  }

  @Override
  public void stream(Peer peer, Message request, PartSender parts) {
    if (!(request instanceof TaskMessage.FetchBlocks fetch)) throw unexpected(peer, request);
    new KeptBlocks(stores, results).send(fetch, parts);
    // Only the driver asks for results, each once.
    for (BlockName name : fetch.names())
      if (name instanceof BlockName.Result result) results.remove(result);
  }

  @Override
  public void closed(Peer peer, String reason) {
    if (peer.purpose() == Purpose.CONTROL) end.accept("the control channel ended: " + reason);
  }

  /** Ends the slots and deletes what is kept. */
  @Override
  public void close() {
    orders.close();
    if (executor != null) executor.close();
    Stores kept = stores;
    if (kept == null) return;
    kept.values.close();
    if (!areOutputsServed) kept.outputs.close();
    kept.blocks.close();
  }
}
