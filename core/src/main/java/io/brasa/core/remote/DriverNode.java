package io.brasa.core.remote;

import static java.util.Objects.requireNonNull;

import io.brasa.core.block.BlockName;
import io.brasa.core.error.CoreError;
import io.brasa.core.execute.MasterSetup;
import io.brasa.core.remote.Transport.Address;
import io.brasa.core.remote.Transport.Purpose;
import io.brasa.core.task.Barriers;
import io.brasa.core.task.Meetings;
import io.brasa.runtime.codec.Codecs;
import io.brasa.runtime.error.EngineException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The driver's end of the conversation with its executors: lets them register, gives them classes
 * and broadcast values, and makes each a runner of the driver. An executor lives as long as its
 * control channel. Thread-safe.
 */
public final class DriverNode implements PeerHandler, AutoCloseable {
  /** Hears of executors, after the driver has. */
  public interface Listener {
    void joined(String executor);

    /** Its channel has ended; its process may still run. */
    void lost(String executor, String reason);

    /**
     * For how long somebody may yet say how the process of an executor has ended, by {@link
     * DriverNode#ended}, when its channel has.
     */
    default long wordMillis() {
      return 0;
    }
  }

  private final MasterSetup setup;
  private final Listener listener;
  private final Peers peers;
  private final BlockPeers blockPeers;
  private final Map<Peer, RemoteRunner> runners = new ConcurrentHashMap<>();
  private final Map<String, Address> blockAddresses = new ConcurrentHashMap<>();
  private final ServedValues values;
  private final ReplicatedPartitions copies;
  private final OutputServices services;
  private final Meetings meetings;
  private final Endings endings;

  public DriverNode(MasterSetup setup, Transport transport, Listener listener) {
    this.setup = requireNonNull(setup);
    this.listener = requireNonNull(listener);
    // Messages are the engine's own classes; what holds user classes travels as bytes.
    this.peers =
        new Peers(
            setup.environment(),
            transport,
            new Codecs(DriverNode.class.getClassLoader()),
            TaskMessage.class,
            this);
    this.blockPeers = new BlockPeers(peers);
    this.values = new ServedValues(setup.environment(), setup.variables(), blockAddresses);
    this.copies = new ReplicatedPartitions(setup.environment(), setup.driver(), blockAddresses);
    this.services = new OutputServices(setup.environment(), setup.driver(), setup.life(), peers);
    this.meetings = new Meetings(setup.environment(), "");
    this.endings = new Endings(setup.environment(), listener.wordMillis(), this::lose);
    setup.driver().outputsOutlive(executor -> services.of(executor).isPresent());
  }

  /** Lets executors come; returns the address to give them. */
  public Address serve() {
    return peers.serve();
  }

  /**
   * Finds out what is left of what executors of earlier drivers of the application have written, if
   * there is a journal that tells of them. Called before the first job; waits some seconds at most.
   */
  public void recall() {
    setup.life().journal().ifPresent(journal -> services.recall(journal, blockAddresses));
  }

  @Override
  public void opened(Peer peer) {}

  @Override
  public void received(Peer peer, Message message) {
    RemoteRunner runner = runners.get(peer);
    if (runner != null && message instanceof TaskMessage.PiecesReport report)
      values.note(runner.id(), report);
    else if (runner != null && message instanceof TaskMessage.OutputsServedAt(Address address))
      services.note(runner.id(), address);
    else if (runner != null && message instanceof TaskMessage.PartitionKept kept)
      copies.note(runner.id(), kept);
    else if (runner != null) runner.received(message);
    else peer.close("it sent " + message.kind() + " before it had registered");
  }

  @Override
  public Message answer(Peer peer, Message request) {
    return switch (request) {
      case TaskMessage.Register register -> register(peer, register);
      case TaskMessage.ClassRequest(String className) ->
          setup
              .classes()
              .classBytes(className)
              .<Message>map(TaskMessage.ClassAnswer::new)
              .orElseGet(() -> new TaskMessage.ClassMissing(className));
      case TaskMessage.ShapeRequest(long variable) ->
          values.begin(variable, executorOf(peer, request));
      case TaskMessage.PiecesRequest wanted -> values.next(peer, executorOf(peer, wanted), wanted);
      case TaskMessage.PartitionKept kept -> {
        copies.keep(executorOf(peer, kept), kept);
        yield new TaskMessage.Done();
      }
      case TaskMessage.HoldersOf wanted ->
          new TaskMessage.Holders(copies.holders(executorOf(peer, wanted), wanted));
      case TaskMessage.Meet meet ->
          new TaskMessage.Met(
              meetings.meet(
                  new Barriers.Member(
                      meet.stage(), meet.stageAttempt(), meet.partition(), meet.count()),
                  meet.meeting(),
                  meet.brought(),
                  meet.waitMillis()));
      case TaskMessage.BlocksOf(String executor) ->
          new TaskMessage.BlocksAt(Optional.ofNullable(blockAddresses.get(executor)));
      default -> throw unexpected(peer, request);
    };
  }

  private String executorOf(Peer peer, Message request) {
    RemoteRunner runner = runners.get(peer);
    if (runner == null) throw unexpected(peer, request);
    return runner.id();
  }

  private Message register(Peer peer, TaskMessage.Register register) {
    peer.identify(register.executor());
    Address blocks = new Address(register.blockHost(), register.blockPort());
    if (peer.purpose() != Purpose.CONTROL
        || blockAddresses.putIfAbsent(register.executor(), blocks) != null) {
      throw unexpected(peer, register);
    }
    RemoteRunner runner =
        new RemoteRunner(
            setup.environment(),
            peer,
            register,
            setup.codecs(),
            setup.driver(),
            blockPeers,
            blockAddresses,
            values,
            copies,
            services);
    runners.put(peer, runner);
    copies.join(register.executor(), register.host(), peer);
    // Orders that follow are sent by the runner's own thread and may overtake the welcome;
    // executors are ready for that.
    setup.driver().join(runner, register.host(), register.processId(), register.memoryBytes());
    listener.joined(register.executor());
    if (peer.isClosed()) closed(peer, "it ended while it registered");
    return new TaskMessage.Welcome(setup.application(), setup.executorSettings());
  }

  private static EngineException unexpected(Peer peer, Message message) {
    return new EngineException(
        CoreError.MESSAGE_MALFORMED,
        peer + " sent " + message.kind() + ", which has no place here",
        "Run the same release in all processes");
  }

  @Override
  public void stream(Peer peer, Message request, PartSender parts) {
    if (!(request instanceof TaskMessage.FetchBlocks fetch)) throw unexpected(peer, request);
    BlockSender.send(fetch, this::find, parts);
  }

  private Optional<BlockSender.Found> find(BlockName name) {
    return name instanceof BlockName.BroadcastPiece piece ? values.piece(piece) : Optional.empty();
  }

  @Override
  public void closed(Peer peer, String reason) {
    RemoteRunner runner = runners.remove(peer);
    if (runner == null) {
      services.closed(peer, blockAddresses);
      return;
    }
    services
        .inherit(runner.id())
        .ifPresentOrElse(
            address -> blockAddresses.put(runner.id(), address),
            () -> blockAddresses.remove(runner.id()));
    values.lose(runner.id());
    endings.closed(runner, peer, reason);
  }

  /**
   * The process of an executor has ended, as who has started it knows. It counts as lost when its
   * last reports are in.
   */
  public void ended(String executor, String reason) {
    runners.forEach(
        (peer, runner) -> {
          if (runner.id().equals(executor)) endings.ended(runner, peer, reason);
        });
    endings.ended(executor, reason);
  }

  private void lose(RemoteRunner runner, String reason) {
    setup.driver().lose(runner.id(), reason);
    copies.lose(runner.id());
    listener.lost(runner.id(), reason);
    runner.close();
  }

  /**
   * Takes to other executors what one keeps that is to go and gets no more tasks; waits until that
   * is done as far as it can be.
   */
  public void moveOff(String executor) {
    copies.moveOff(executor);
  }

  /** How many bytes of broadcast values this process has sent. */
  long sentValueBytes() {
    return values.sentBytes();
  }

  /** The map outputs of how many executors, living or not, can be read without them. */
  int servedCount() {
    return services.servedCount();
  }

  /** How many partitions are kept by fewer executors than they are to be. */
  int lackingCopies() {
    return copies.lackingCount();
  }

  /**
   * Ends all channels: executors end with them. In the order of names, since peers have none that a
   * seed repeats.
   */
  @Override
  public void close() {
    copies.close();
    services.dismiss();
    List<Map.Entry<Peer, RemoteRunner>> all = new ArrayList<>(runners.entrySet());
    all.sort(Comparator.comparing(entry -> entry.getValue().id()));
    for (Map.Entry<Peer, RemoteRunner> entry : all) {
      Peer peer = entry.getKey();
      peer.send(new TaskMessage.Shutdown("the application has ended"));
      peer.close("the application has ended");
    }
  }
}
