package io.brasa.core;

import io.brasa.core.block.TieredBlockStore;
import io.brasa.core.closure.Closures;
import io.brasa.core.closure.RecordUse;
import io.brasa.core.commit.OutputCommit;
import io.brasa.core.commit.Ownership;
import io.brasa.core.commit.ProcessOwnership;
import io.brasa.core.error.CoreError;
import io.brasa.core.event.ContextWatcher;
import io.brasa.core.event.ContextWatcherProvider;
import io.brasa.core.event.Event;
import io.brasa.core.event.EventBus;
import io.brasa.core.event.EventListener;
import io.brasa.core.event.EventListenerProvider;
import io.brasa.core.event.EventLog;
import io.brasa.core.event.WatchedContext;
import io.brasa.core.execute.Driver;
import io.brasa.core.execute.DriverLife;
import io.brasa.core.execute.Elastic;
import io.brasa.core.execute.Executor;
import io.brasa.core.execute.LastingIdentity;
import io.brasa.core.execute.LocalRunner;
import io.brasa.core.execute.Master;
import io.brasa.core.execute.MasterProvider;
import io.brasa.core.execute.MasterSetup;
import io.brasa.core.execute.ProcessResources;
import io.brasa.core.execute.ProgramOpener;
import io.brasa.core.execute.StageFactory;
import io.brasa.core.execute.TaskRunner.Kept;
import io.brasa.core.fusion.Kernels;
import io.brasa.core.journal.Journal;
import io.brasa.core.lineage.Dependency;
import io.brasa.core.schedule.SchedulerLimits;
import io.brasa.core.shared.AccumulatorV2;
import io.brasa.core.shared.Accumulators;
import io.brasa.core.shared.Broadcast;
import io.brasa.core.shuffle.Handover;
import io.brasa.core.shuffle.MapOutputStore;
import io.brasa.core.task.LocalFetcher;
import io.brasa.core.task.Meetings;
import io.brasa.core.task.Replicas;
import io.brasa.core.task.TaskTools;
import io.brasa.runtime.codec.Codecs;
import io.brasa.runtime.codec.Encoder;
import io.brasa.runtime.environment.Environment;
import io.brasa.runtime.environment.SystemEnvironment;
import io.brasa.runtime.error.EngineException;
import io.brasa.runtime.log.Logs;
import io.brasa.runtime.memory.MemoryAccount;
import io.brasa.runtime.storage.ProcessFolder;
import io.brasa.runtime.storage.Storage;
import io.brasa.runtime.storage.Storages;
import java.lang.ref.WeakReference;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * What stands behind a context: everything is made here, by hand, and closed in the reverse order.
 */
final class Engine implements AutoCloseable {
  /** An executor that is lost is replaced by then. */
  private static final long SLOTS_MILLIS = 15_000;

  /** Set by whoever starts a driver in the cluster: its name there. */
  private static final String DRIVER_PROPERTY = "brasa.driver";

  private final Settings settings;
  private final Environment environment;
  private final long startMillis;
  private final String applicationId;
  private final DriverLife life;
  private final Codecs codecs;
  private final Closures closures = new Closures();
  private final Storages storages;
  private final String localFolder;
  private final Logs logs = new Logs();
  private final EventBus events = new EventBus(Engine::warn);
  private final StatusTracker status = new StatusTracker();
  private final Accumulators accumulators = new Accumulators();
  private final Map<Long, WeakReference<Broadcast<?>>> variables = new ConcurrentHashMap<>();
  private final Kernels kernels;
  private final StageFactory stageFactory;
  private final Driver driver;
  private final Master master;

  /** Where tasks of this process keep blocks; null when they run elsewhere. */
  private TieredBlockStore localBlocks;

  private final Persistence persistence;
  private volatile Ownership ownership;
  private volatile EventLog eventLog;
  private final List<ContextWatcher> watchers = new ArrayList<>();

  /** The folders where what others left unfinished has been looked for. */
  private final Set<String> recovered = ConcurrentHashMap.newKeySet();

  /** How often each question was asked; see {@link #steady}. */
  private final Map<String, AtomicLong> questions = new ConcurrentHashMap<>();

  /** Whether jobs could be run. */
  private volatile boolean hasBegun;

  private volatile boolean isClosed;

  private Engine(
      Settings settings,
      Environment environment,
      Storages storages,
      Optional<Ownership> ownership,
      List<EventListener> listeners) {
    this.settings = settings;
    this.environment = environment;
    events.add(status.listener());
    for (EventListener listener : listeners) events.add(listener);
    for (EventListenerProvider provider : ServiceLoader.load(EventListenerProvider.class))
      events.add(provider.listener());
    this.startMillis = environment.currentTimeMillis();
    String chance = Long.toHexString(environment.newRandom().nextLong() >>> 24);
    String own = "brasa-" + startMillis + "-" + chance;
    String given = givenId(settings);
    this.applicationId = given.isEmpty() ? own : given;
    this.codecs = new Codecs(programLoader());
    this.kernels = new Kernels(settings.isFusing());
    this.storages = storages;
    this.ownership = ownership.orElse(null);
    String folder =
        settings.localFolder().isEmpty()
            ? System.getProperty("java.io.tmpdir")
            : settings.localFolder();
    String root = storages.resolve(folder).path();
    boolean isLocal = LocalMaster.serves(settings.master());
    // an owner that is given lives in a world of its own, where this process is not known
    this.localFolder =
        isLocal && ownership.isEmpty()
            ? ProcessFolder.reserve(storages.local(), root, own)
            : root + "/" + own;
    this.stageFactory = new StageFactory(closures, codecs, !isLocal);
    this.driver =
        new Driver(
            environment,
            limits(isLocal),
            stageFactory,
            accumulators,
            settings.tellsKeys() ? events : new WithheldKeys(events),
            settings.isStrict());
    this.life = openLife(own);
    this.master = master(isLocal);
    if (settings.allocation().isDynamic()) allocate();
    this.persistence =
        new Persistence(settings, environment, driver, localBlocks, events, this::warnAll);
  }

  /** A driver that the cluster keeps running has the same each time. */
  private static String givenId(Settings settings) {
    String given = settings.life().applicationId();
    return given.isEmpty() && !settings.life().journal().isEmpty()
        ? System.getProperty(DRIVER_PROPERTY, "")
        : given;
  }

  private DriverLife openLife(String incarnation) {
    String folder = settings.life().journal();
    if (folder.isEmpty()) return DriverLife.only(incarnation);
    if (givenId(settings).isEmpty())
      throw new EngineException(
          CoreError.SETTING_INVALID,
          "Setting 'journal' is '" + folder + "', and application.id is not given",
          "Give both: the journal is found again by the id");
    Storages.Located place = storages.resolve(folder);
    Journal journal =
        Journal.open(
            environment,
            place.storage(),
            place.path(),
            applicationId,
            new SavesOfEarlierDrivers(storages),
            this::warnAll,
            this::supersede);
    driver.remember(journal, codecs);
    stageFactory.outlive(
        new LastingIdentity(
            closures, codecs, Version.TEXT, journal.epoch() + " " + journal.incarnation()));
    return DriverLife.of(journal);
  }

  /** Another driver has the application, which was held to be dead. */
  private void supersede(EngineException reason) {
    warnAll(reason.getMessage());
    driver.supersede(reason);
  }

  private Master master(boolean isLocal) {
    try {
      return isLocal ? localMaster() : remoteMaster();
    } catch (RuntimeException | Error failure) {
      life.journal().ifPresent(Journal::close);
      throw failure;
    }
  }

  private void allocate() {
    if (!(master instanceof Elastic elastic))
      throw new EngineException(
          CoreError.SETTING_INVALID,
          "allocation is dynamic, but the executors of the master "
              + settings.master()
              + " neither come nor go",
          "Leave the setting away, or use local-cluster[...] or brasa://HOST:PORT");
    driver.allocate(settings.allocation(), elastic);
  }

  static Engine start(
      Settings settings,
      Environment environment,
      Storages storages,
      Optional<Ownership> ownership,
      List<EventListener> listeners) {
    Engine engine = new Engine(settings, environment, storages, ownership, listeners);
    try {
      engine.beginLog();
      engine.openEventLog();
      engine.openWatchers();
      engine.note(
          new Event.ApplicationStarted(
              environment.currentTimeMillis(),
              engine.applicationId,
              settings.name(),
              settings.master(),
              Version.TEXT));
      engine.master.start();
      engine.tellEnvironment();
      engine.hasBegun = true;
    } catch (RuntimeException e) {
      engine.close();
      throw e;
    }
    return engine;
  }

  /** A simulation is not of this process. */
  private void tellEnvironment() {
    if (environment instanceof SystemEnvironment)
      note(DriverEnvironment.told(environment.currentTimeMillis(), settings.byName()));
  }

  StageFactory stageFactory() {
    return stageFactory;
  }

  /** Tells the log and those who hear events. */
  void warnAll(String text) {
    warn(text);
    note(new Event.Warned(environment.currentTimeMillis(), text));
  }

  private static void warn(String line) {
    System.getLogger("io.brasa").log(System.Logger.Level.WARNING, line);
  }

  private static ClassLoader programLoader() {
    ClassLoader loader = Thread.currentThread().getContextClassLoader();
    return loader == null ? Engine.class.getClassLoader() : loader;
  }

  private SchedulerLimits limits(boolean isLocal) {
    int taskAttempts =
        settings.taskAttempts() > 0
            ? settings.taskAttempts()
            : isLocal ? LocalMaster.attempts(settings.master()) : 4;
    return new SchedulerLimits(
        taskAttempts,
        8,
        settings.pools(),
        settings.localityMillis(),
        settings.speculation(),
        isLocal ? 0 : SLOTS_MILLIS);
  }

  private Master localMaster() {
    int slots = LocalMaster.slots(settings.master());
    ProcessResources resources =
        ProcessResources.of(
            environment,
            settings.memoryBytes(),
            slots,
            settings.executorSettings(),
            storages.local());
    MemoryAccount memory = resources.memory();
    Storage local = resources.work();
    // First to be asked for memory: a map output moves to a file, a kept block may have to be
    // computed
    // again for each reader.
    MapOutputStore outputs = new MapOutputStore(memory, codecs, local, localFolder + "/shuffle");
    TieredBlockStore blocks = resources.blocks(codecs, localFolder + "/blocks");
    localBlocks = blocks;
    TaskTools tools =
        new TaskTools(
            environment,
            codecs,
            memory,
            blocks,
            Replicas.NONE,
            new Meetings(environment, "localhost"),
            outputs,
            new LocalFetcher(outputs),
            storages,
            local,
            localFolder,
            Handover.REFERENCES,
            settings.isStrict(),
            kernels,
            new RecordUse());
    ProgramOpener opener =
        new ProgramOpener(closures, codecs, envelope -> codecs.loader(), this::variable);
    Executor executor =
        new Executor("driver", slots, tools, opener, driver, settings.cancelPatienceMillis());
    return new LocalMaster(
        driver,
        executor,
        new LocalRunner(executor),
        settings.memoryBytes(),
        List.of(blocks, outputs),
        local,
        localFolder);
  }

  private Master remoteMaster() {
    for (MasterProvider provider : ServiceLoader.load(MasterProvider.class)) {
      if (provider.serves(settings.master())) return provider.open(setup());
    }
    throw new EngineException(
        CoreError.SETTING_INVALID,
        "No master is known for '" + settings.master() + "'",
        "Use local, local[4], local[*], or, with the cluster module on the class path, local-cluster[2,1,512m] or brasa://HOST:PORT");
  }

  private MasterSetup setup() {
    return new MasterSetup(
        settings.master(),
        applicationId,
        driver,
        environment,
        codecs,
        closures.classSource(),
        this::encodedVariable,
        localFolder,
        settings.executorSettings(),
        settings.wishes(),
        settings.allocation(),
        life);
  }

  // ---- shared variables

  private final Broadcast.Owner owner =
      new Broadcast.Owner() {
        @Override
        public void unpersist(long id) {
          driver.forget(new Kept.Variable(id));
        }

        @Override
        public void destroy(long id) {
          variables.remove(id);
          driver.forget(new Kept.Variable(id));
        }
      };

  <T> Broadcast<T> broadcast(long id, T value) {
    Broadcast<T> broadcast = Broadcast.holding(id, value, owner);
    variables.put(id, new WeakReference<>(broadcast));
    // Functions that read it hold it, and datasets and stages hold their functions.
    environment.whenUnreachable(
        broadcast,
        () -> {
          variables.remove(id);
          if (!isClosed) driver.forget(new Kept.Variable(id));
        });
    return broadcast;
  }

  private Broadcast<?> variable(long id) {
    WeakReference<Broadcast<?>> known = variables.get(id);
    Broadcast<?> broadcast = known == null ? null : known.get();
    if (broadcast == null) throw Broadcast.destroyed(id);
    return broadcast;
  }

  /** Registers an accumulator; nobody can read one that is unreachable. */
  void register(AccumulatorV2<?, ?> accumulator) {
    accumulators.register(accumulator);
    long id = accumulator.id();
    environment.whenUnreachable(accumulator, () -> accumulators.forget(id));
  }

  private byte[] encodedVariable(long id) {
    Encoder encoder = new Encoder(codecs);
    encoder.writeValue(variable(id).value());
    return encoder.toByteArray();
  }

  void dropWhenUnreachable(Dependency.Shuffle shuffle) {
    AtomicLong stage = shuffle.stageCell();
    environment.whenUnreachable(shuffle, () -> drop(stage.get()));
  }

  /** Forgets what the tasks of a stage wrote, if it was planned and is still there. */
  void drop(long stage) {
    if (stage != Dependency.Shuffle.UNBOUND && !isClosed) driver.drop(stage);
  }

  /**
   * Ends what processes that were killed were saving beside a target, the first time that this
   * context saves there. A favour to others: what does not work out stays as it is.
   */
  void recoverBeside(Storages.Located target) {
    String path = target.path();
    if (!recovered.add(path.substring(0, Math.max(0, path.lastIndexOf('/'))))) return;
    try {
      OutputCommit.recoverOthers(target.storage(), path, ownership());
    } catch (EngineException e) {
      warnAll("What was being saved beside " + path + " stays unfinished: " + e.getMessage());
    }
  }

  /** Whose the staging folders of this process are. */
  Ownership ownership() {
    Ownership known = ownership;
    if (known == null) {
      known = new ProcessOwnership(hostName());
      ownership = known;
    }
    return known;
  }

  private static String hostName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "localhost";
    }
  }

  // ---- events

  void note(Event event) {
    events.on(event);
  }

  void addListener(EventListener listener) {
    events.add(listener);
  }

  void removeListener(EventListener listener) {
    events.remove(listener);
  }

  private void openEventLog() {
    if (settings.eventLog().isEmpty()) return;
    Storages.Located folder = storages.resolve(settings.eventLog());
    String name = givenId(settings).isEmpty() ? "" : "." + startMillis;
    eventLog =
        new EventLog(
            folder.storage(),
            folder.path() + "/" + applicationId + name + ".events",
            codecs,
            environment);
    events.add(eventLog);
  }

  Optional<String> uiWebUrl() {
    return watchers.stream().flatMap(watcher -> watcher.url().stream()).findFirst();
  }

  private void openWatchers() {
    if (!settings.ui().isEnabled()) return;
    for (ContextWatcherProvider provider : ServiceLoader.load(ContextWatcherProvider.class)) {
      ContextWatcher watcher = provider.open(new Watched());
      watchers.add(watcher);
      events.add(watcher);
    }
    if (watchers.isEmpty())
      throw new EngineException(
          CoreError.SETTING_INVALID,
          "ui.enabled is true, and the module ui is not on the class path",
          "Add the artifact brasa-ui, or leave the setting away");
  }

  /** This, as watchers see it. */
  private final class Watched implements WatchedContext {
    @Override
    public String applicationId() {
      return applicationId;
    }

    @Override
    public Map<String, String> settings() {
      return settings.byName();
    }

    @Override
    public Environment environment() {
      return environment;
    }

    @Override
    public Map<String, String> logLevels() {
      return logs.levels();
    }

    @Override
    public void setLogLevel(String logger, String level) {
      Engine.this.setLogLevel(logger, level);
    }

    @Override
    public void cancelJob(long job, String reason) {
      driver.cancelJob(job, reason);
    }
  }

  /** Here and in executors. */
  void setLogLevel(String logger, String level) {
    logs.setLevel(logger, level);
    driver.setLogLevel(logger, level);
  }

  private void beginLog() {
    if (settings.log().isJson()) logs.writeJson(Map.of("application", applicationId));
    // Executors have it among their settings.
    if (!settings.log().level().isEmpty()) logs.setLevel(Logs.ROOT, settings.log().level());
  }

  private void closeEventLog() {
    events.awaitDelivered(environment.newAwait());
    for (ContextWatcher watcher : watchers) watcher.close();
    if (eventLog != null) eventLog.close();
  }

  // ---- parts

  Settings settings() {
    return settings;
  }

  Environment environment() {
    return environment;
  }

  long startMillis() {
    return startMillis;
  }

  String userName() {
    return System.getProperty("user.name");
  }

  /** What is kept for later drivers of the application, if anything. */
  Optional<Journal> journal() {
    return life.journal();
  }

  boolean isClosed() {
    return isClosed;
  }

  String applicationId() {
    return applicationId;
  }

  long newSeed() {
    return steady("seed", () -> environment.newRandom().nextLong());
  }

  /**
   * Something that the driver finds outside, such as the time: with a journal a later life finds
   * the same, as the same question in the same order.
   */
  long steady(String question, LongSupplier found) {
    if (life.journal().isEmpty()) return found.getAsLong();
    long number = questions.computeIfAbsent(question, _ -> new AtomicLong()).getAndIncrement();
    return life.journal().get().noted(question + "-" + number, found);
  }

  Codecs codecs() {
    return codecs;
  }

  Closures closures() {
    return closures;
  }

  /** Of tasks that run in this process. */
  Kernels kernels() {
    return kernels;
  }

  Storages storages() {
    return storages;
  }

  StatusTracker statusTracker() {
    return status;
  }

  Driver driver() {
    return driver;
  }

  Persistence persistence() {
    return persistence;
  }

  int slotCount() {
    return master.slotCount();
  }

  Optional<String> runningTask() {
    return master.taskOf(Thread.currentThread());
  }

  private void end(Journal journal, boolean isSuperseded) {
    try {
      // A driver that could not begin has ended nothing.
      if (isSuperseded || !hasBegun) journal.close();
      else journal.finish();
    } catch (EngineException stays) {
      warnAll("The journal stays: " + stays.getMessage());
    }
  }

  @Override
  public void close() {
    if (isClosed) return;
    isClosed = true;
    persistence.close();
    boolean isSuperseded = driver.isSuperseded();
    driver.close();
    master.close();
    life.journal().ifPresent(journal -> end(journal, isSuperseded));
    note(new Event.ApplicationEnded(environment.currentTimeMillis()));
    closeEventLog();
    logs.close();
  }
}
