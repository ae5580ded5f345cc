package io.brasa.cluster.master;

import static java.util.Objects.requireNonNull;

import io.brasa.cluster.error.ClusterError;
import io.brasa.cluster.protocol.AskingPeer;
import io.brasa.cluster.protocol.ClusterMessage;
import io.brasa.core.remote.Message;
import io.brasa.core.remote.OrderedWork;
import io.brasa.core.remote.PartSender;
import io.brasa.core.remote.Peer;
import io.brasa.core.remote.PeerHandler;
import io.brasa.core.remote.Peers;
import io.brasa.core.remote.Transport;
import io.brasa.core.remote.Transport.Address;
import io.brasa.runtime.codec.Codecs;
import io.brasa.runtime.environment.Await;
import io.brasa.runtime.environment.Environment;
import io.brasa.runtime.error.EngineException;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A master on the network. Every event is handled by one thread, the decisions', which carries out
 * the commands before it takes the next; so a registration is answered after it was kept. While
 * another master leads, every request but one for its own status is answered by {@code NotLeading}.
 * Thread-safe.
 */
public final class MasterNode implements PeerHandler, LeaderElection.Candidate, AutoCloseable {
  private static final long TICK_MILLIS = 1_000;
  private static final long DECISION_MILLIS = 60_000;
  private static final System.Logger LOG = System.getLogger("io.brasa.cluster.master");

  private final Environment environment;
  private final ClusterLimits limits;
  private final RecoveryStore store;
  private final LeaderElection election;
  private final ProgramFiles files;
  private final KeptFormat format = new KeptFormat();
  private final Peers peers;
  private final OrderedWork decisions;
  private final Colleagues colleagues;
  private final Consumer<String> onFailure;

  // used by the decisions' thread
  private final Map<String, Peer> workers = new HashMap<>();
  private final Map<String, Peer> applications = new HashMap<>();
  private final Map<Peer, String> workerNames = new HashMap<>();
  private final Map<Peer, String> applicationNames = new HashMap<>();

  /** Null while another master leads. */
  private ClusterState state;

  private long epoch;
  private long lastDriver;

  private volatile boolean isClosed;

  /**
   * @param isSpread whether executors go to as many workers as there are, or to as few
   * @param onFailure called once if this master cannot go on; must not wait
   */
  public MasterNode(
      Environment environment,
      Transport transport,
      RecoveryStore store,
      LeaderElection election,
      ProgramFiles files,
      boolean isSpread,
      Consumer<String> onFailure) {
    this.environment = requireNonNull(environment);
    this.store = requireNonNull(store);
    this.election = requireNonNull(election);
    this.files = requireNonNull(files);
    this.onFailure = requireNonNull(onFailure);
    ClusterLimits usual = ClusterLimits.USUAL;
    this.limits =
        new ClusterLimits(
            isSpread, usual.recoveryMillis(), usual.absenceMillis(), usual.driverStarts());
    this.peers =
        new Peers(
            environment,
            transport,
            new Codecs(MasterNode.class.getClassLoader()),
            ClusterMessage.class,
            this);
    this.decisions = new OrderedWork(environment, this::failed);
    this.colleagues = new Colleagues(peers);
  }

  /** Begins to serve, and stands for election. Returns where it is reached. */
  public Address start() {
    decisions.start(environment, "decisions of the master");
    Address address = peers.serve();
    election.stand(this);
    environment.after(TICK_MILLIS, this::tick);
    return address;
  }

  /** Who leads no longer may lead again; what it has decided in between was not acted upon. */
  private void failed(RuntimeException failure) {
    if (failure instanceof EngineException lost && lost.code() == ClusterError.LEADERSHIP_LOST)
      stepDown(lost.what());
    else giveUp(failure);
  }

  /**
   * Half done is worse than not done: who cannot keep what it decides must not decide. A successor,
   * which may be this program started again, begins with what was kept.
   */
  private void giveUp(RuntimeException failure) {
    if (isClosed) return;
    LOG.log(Level.ERROR, "The master cannot go on", failure);
    onFailure.accept(String.valueOf(failure.getMessage()));
  }

  // ---- leading

  @Override
  public void lead(long newEpoch) {
    decide(
        () -> {
          // Whoever followed it in an earlier epoch registers again, as with any other leader.
          stepDown("it leads anew, in epoch " + newEpoch);
          epoch = newEpoch;
          lastDriver = 0;
          List<KeptEntry> entries = format.read(store.list());
          state = new ClusterState(limits, newEpoch);
          handle(new ClusterEvent.Recovered(now(), entries));
          LOG.log(Level.INFO, "This master leads, in epoch " + newEpoch);
          for (KeptEntry entry : entries)
            if (entry instanceof KeptEntry.KeptWorker worker)
              colleagues.tell(
                  environment,
                  new Address(worker.host(), worker.port()),
                  new ClusterMessage.Leads(newEpoch));
          return true;
        });
  }

  @Override
  public byte[] ask(Address master, byte[] question, long timeoutMillis) {
    return colleagues.ask(master, question, timeoutMillis);
  }

  @Override
  public void resign(String reason) {
    decisions.post(() -> stepDown(reason));
  }

  /** All look for the leader then, which may be this one again. */
  private void stepDown(String reason) {
    if (state == null) return;
    state = null;
    LOG.log(Level.WARNING, "This master leads no longer: " + reason);
    List<Peer> followers = new ArrayList<>(workerNames.keySet());
    followers.addAll(applicationNames.keySet());
    workers.clear();
    workerNames.clear();
    applications.clear();
    applicationNames.clear();
    for (Peer peer : followers) peer.close("this master leads no longer");
  }

  private void tick() {
    if (isClosed) return;
    decisions.post(() -> handle(new ClusterEvent.Tick(now())));
    environment.after(TICK_MILLIS, this::tick);
  }

  private long now() {
    return environment.nanoTime() / 1_000_000;
  }

  // ---- decisions

  /** Lets the decisions' thread do something, and waits for its outcome. */
  private <T> T decide(Supplier<T> action) {
    AtomicReference<T> result = new AtomicReference<>();
    AtomicReference<RuntimeException> failure = new AtomicReference<>();
    Await done = environment.newAwait();
    decisions.post(
        () -> {
          try {
            result.set(action.get());
          } catch (RuntimeException thrown) {
            failure.set(thrown);
            throw thrown;
          } finally {
            done.signal();
          }
        });
    try {
      if (done.until(() -> result.get() != null || failure.get() != null, DECISION_MILLIS)) {
        if (failure.get() != null) throw failure.get();
        return result.get();
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    throw new EngineException(
        ClusterError.MASTER_UNREACHABLE,
        "The master did not come to a decision within " + DECISION_MILLIS + " ms",
        "See its log");
  }

  private void handle(ClusterEvent event) {
    if (state == null) return;
    for (ClusterCommand command : state.handle(event)) carryOut(command);
  }

  private void carryOut(ClusterCommand command) {
    switch (command) {
      case ClusterCommand.Keep(String key, KeptEntry entry) -> store.put(key, format.write(entry));
      case ClusterCommand.Forget(String key) -> store.remove(key);
      case ClusterCommand.TellWorker(String worker, ClusterMessage message) ->
          send(workers.get(worker), message);
      case ClusterCommand.TellApplication(String application, ClusterMessage message) ->
          send(applications.get(application), message);
      case ClusterCommand.Note(String text) -> LOG.log(Level.INFO, text);
    }
  }

  /** One that is gone will be heard of. */
  private static void send(Peer peer, ClusterMessage message) {
    if (peer != null) peer.send(message);
  }

  // ---- peers

  @Override
  public void opened(Peer peer) {}

  @Override
  public void received(Peer peer, Message message) {
    decisions.post(() -> take(peer, (ClusterMessage) message));
  }

  private void take(Peer peer, ClusterMessage message) {
    if (message instanceof ClusterMessage.EndApplication(String application)) {
      if (application.equals(applicationNames.get(peer)))
        handle(new ClusterEvent.ApplicationEnded(now(), application));
      return;
    }
    if (message instanceof ClusterMessage.ExecutorSilent(String executor)) {
      String application = applicationNames.get(peer);
      if (application != null)
        handle(new ClusterEvent.ExecutorSilent(now(), application, executor));
      return;
    }
    if (message instanceof ClusterMessage.CoresWanted(int cores)) {
      String application = applicationNames.get(peer);
      if (application != null) handle(new ClusterEvent.CoresWanted(now(), application, cores));
      return;
    }
    if (message instanceof ClusterMessage.ReturnExecutor(String executor)) {
      String application = applicationNames.get(peer);
      if (application != null)
        handle(new ClusterEvent.ExecutorReturned(now(), application, executor));
      return;
    }
    String worker = workerNames.get(peer);
    if (worker == null || workers.get(worker) != peer) return;
    switch (message) {
      case ClusterMessage.ExecutorStarted started ->
          handle(new ClusterEvent.ExecutorStarted(now(), worker, started));
      case ClusterMessage.ExecutorEnded ended ->
          handle(new ClusterEvent.ExecutorEnded(now(), worker, ended));
      case ClusterMessage.PlaceGone gone -> handle(new ClusterEvent.PlaceGone(now(), worker, gone));
      case ClusterMessage.DriverEnded ended ->
          handle(new ClusterEvent.DriverEnded(now(), worker, ended));
      default -> peer.close("it sent " + message.kind() + ", which has no place here");
    }
  }

  @Override
  public Message answer(Peer peer, Message request) {
    return switch ((ClusterMessage) request) {
      case ClusterMessage.RegisterWorker worker -> register(peer, worker);
      case ClusterMessage.RegisterApplication application -> register(peer, application);
      case ClusterMessage.StatusRequest() -> leading(ClusterState::status);
      case ClusterMessage.SubmitDriver(ClusterMessage.DriverWish wish) -> submit(wish);
      case ClusterMessage.KillDriver(String driver) -> kill(driver);
      case ClusterMessage.HasFile(String sha256) ->
          files.has(sha256) ? new ClusterMessage.Done() : new ClusterMessage.FileMissing(sha256);
      case ClusterMessage.StoreFile file -> {
        files.store(file);
        yield new ClusterMessage.Done();
      }
      case ClusterMessage.ElectionQuestion(byte[] bytes) ->
          new ClusterMessage.ElectionAnswer(election.answer(bytes));
      default -> throw AskingPeer.unexpected(peer, request);
    };
  }

  private ClusterMessage leading(Function<ClusterState, ClusterMessage> answer) {
    return decide(() -> state == null ? new ClusterMessage.NotLeading() : answer.apply(state));
  }

  private ClusterMessage register(Peer peer, ClusterMessage.RegisterWorker said) {
    peer.identify(said.worker());
    ClusterMessage answer =
        leading(
            ignored -> {
              Peer earlier = workers.put(said.worker(), peer);
              if (earlier != null && earlier != peer) earlier.close("it has registered again");
              workerNames.put(peer, said.worker());
              handle(new ClusterEvent.WorkerJoined(now(), said));
              LOG.log(
                  Level.INFO,
                  "Worker {0}: {1} cores, {2} MiB",
                  said.worker(),
                  said.cores(),
                  said.memoryMiB());
              return new ClusterMessage.Registered(epoch);
            });
    if (peer.isClosed()) closed(peer, "it ended while it registered");
    return answer;
  }

  private ClusterMessage register(Peer peer, ClusterMessage.RegisterApplication said) {
    peer.identify(said.application());
    ClusterMessage answer =
        leading(
            current -> {
              Optional<ClusterMessage.Life> holder = current.holderOtherThan(said);
              if (holder.isPresent()) return new ClusterMessage.Superseded(holder.get());
              Peer earlier = applications.put(said.application(), peer);
              if (earlier != null && earlier != peer) earlier.close("it has registered again");
              applicationNames.put(peer, said.application());
              handle(new ClusterEvent.ApplicationJoined(now(), said));
              return new ClusterMessage.Registered(epoch);
            });
    if (peer.isClosed()) closed(peer, "it ended while it registered");
    return answer;
  }

  private ClusterMessage submit(ClusterMessage.DriverWish wish) {
    return leading(
        current -> {
          String id = "driver-" + epoch + "-" + ++lastDriver;
          handle(new ClusterEvent.DriverSubmitted(now(), id, wish));
          return current.driver(id).orElseThrow();
        });
  }

  private ClusterMessage kill(String driver) {
    return leading(
        current -> {
          handle(new ClusterEvent.DriverKilled(now(), driver));
          return current
              .driver(driver)
              .<ClusterMessage>map(status -> status)
              .orElseGet(() -> new ClusterMessage.DriverStatus(driver, "", "", "", ""));
        });
  }

  @Override
  public void stream(Peer peer, Message request, PartSender parts) {
    if (!(request instanceof ClusterMessage.FetchFile(String sha256)))
      throw AskingPeer.unexpected(peer, request);
    files.send(sha256, parts);
  }

  @Override
  public void closed(Peer peer, String reason) {
    decisions.post(
        () -> {
          String worker = workerNames.remove(peer);
          if (worker != null && workers.remove(worker, peer))
            handle(new ClusterEvent.WorkerLost(now(), worker, reason));
          String application = applicationNames.remove(peer);
          if (application != null && applications.remove(application, peer))
            handle(new ClusterEvent.ApplicationAway(now(), application));
        });
  }

  /** Workers and applications go on, and look for another master. */
  @Override
  public void close() {
    isClosed = true;
    election.close();
    decisions.close();
    store.close();
  }
}
