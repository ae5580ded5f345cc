package io.brasa.core.remote;

import io.brasa.core.block.BlockName;
import io.brasa.core.error.CoreError;
import io.brasa.core.remote.Transport.Address;
import io.brasa.runtime.codec.Codecs;
import io.brasa.runtime.codec.Decoder;
import io.brasa.runtime.environment.Await;
import io.brasa.runtime.environment.Environment;
import io.brasa.runtime.error.EngineException;
import io.brasa.runtime.memory.MemoryAccount;
import io.brasa.runtime.memory.Reservation;
import io.brasa.runtime.storage.Storage;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Broadcast values as an executor gets them: in pieces, from whom the driver says, each piece
 * compared with the checksum that the driver told. What has arrived is served to others from the
 * first piece on, and stays, encoded, until the variable is dropped: in memory as far as the
 * account grants it, else in a file. Tasks that want the same value at the same time share one
 * fetch. Thread-safe.
 */
final class FetchedValues implements AutoCloseable {
  private static final long ANSWER_MILLIS = 120_000;

  /** A peer that stands still is given up for another one long before it is held to be dead. */
  private static final long PART_MILLIS = 5_000;

  private static final int DRIVER_FAILURES_MAX = 5;
  private static final int PIECES_AT_ONCE = 8;

  /** From here on the driver is told what has come without being asked for more. */
  private static final int REPORTED_BYTES = 256 << 10;

  private final Environment environment;
  private final Codecs codecs;
  private final BlockPeers peers;
  private final Supplier<Peer> driver;
  private final Supplier<Address> driverAddress;
  private final Storage storage;
  private final String folder;
  private final Reservation memory;
  private final Map<Long, Arrival> arrivals = new ConcurrentHashMap<>();
  private final Map<Long, HeldPieces> held = new ConcurrentHashMap<>();

  /** A fetch under way. */
  private static final class Arrival {
    final Await ended;
    volatile boolean isOver;
    volatile Optional<Object> value;

    Arrival(Await ended) {
      this.ended = ended;
    }
  }

  /**
   * @param folder for files of pieces, of this process alone
   */
  FetchedValues(
      Environment environment,
      Codecs codecs,
      BlockPeers peers,
      Supplier<Peer> driver,
      Supplier<Address> driverAddress,
      MemoryAccount account,
      Storage storage,
      String folder) {
    this.environment = environment;
    this.codecs = codecs;
    this.peers = peers;
    this.driver = driver;
    this.driverAddress = driverAddress;
    this.storage = storage;
    this.folder = folder;
    this.memory = account.forStorage("pieces of broadcast values");
    account.onPressure(this::moveToFiles);
  }

  /**
   * The value; the first call fetches it. Fails with {@code BROADCAST_DESTROYED}, or {@code
   * PEER_LOST} if the driver cannot be reached.
   */
  Object value(long variable) {
    while (true) {
      Arrival own = new Arrival(environment.newAwait());
      Arrival other = arrivals.putIfAbsent(variable, own);
      if (other == null) return fetched(variable, own);
      Waiting.until(other.ended, () -> other.isOver, "broadcast variable " + variable);
      if (other.value != null) return other.value.orElse(null);
    }
  }

  private Object fetched(long variable, Arrival own) {
    try {
      Object value = fetch(variable);
      own.value = Optional.ofNullable(value);
      return value;
    } finally {
      own.isOver = true;
      arrivals.remove(variable, own);
      own.ended.signal();
    }
  }

  private Object fetch(long variable) {
    Message answer =
        driver.get().request(new TaskMessage.ShapeRequest(variable), ANSWER_MILLIS).get();
    if (!(answer instanceof TaskMessage.ValueShape shape)) throw unexpected(answer);
    HeldPieces pieces = new HeldPieces(shape, folder + "/broadcast-" + variable);
    HeldPieces before = held.put(variable, pieces);
    if (before != null) before.drop(storage, memory);
    try {
      try (Gathering gathering = new Gathering(variable, shape, pieces)) {
        gathering.run();
      }
      Object value = new Decoder(codecs, pieces.whole()).readValue();
      settle(variable, pieces);
      return value;
    } catch (RuntimeException | Error failure) {
      if (held.remove(variable, pieces)) pieces.drop(storage, memory);
      throw failure;
    }
  }

  /**
   * Gathers all pieces of one value, several at a time: what others send waits in their streams
   * while the pieces of one are taken. The driver is asked for more when half of the room is empty,
   * so that the answer is here before the rest has been taken.
   */
  private final class Gathering implements AutoCloseable {
    private final long variable;
    private final TaskMessage.ValueShape shape;
    private final HeldPieces pieces;
    private final ArrayDeque<Source> sources = new ArrayDeque<>();
    private final List<Integer> gained = new ArrayList<>();
    private final List<Integer> missed = new ArrayList<>();
    private int underway;
    private int driverFailures;

    /** What one process sends. */
    private record Source(TaskMessage.PieceAt first, ArrayDeque<Integer> left, BlockStream blocks) {
      boolean isDriver() {
        return first.holder().equals(PieceShares.DRIVER);
      }
    }

    Gathering(long variable, TaskMessage.ValueShape shape, HeldPieces pieces) {
      this.variable = variable;
      this.shape = shape;
      this.pieces = pieces;
    }

    void run() {
      while (!pieces.isComplete()) {
        if (underway <= PIECES_AT_ONCE / 2 && underway < pieces.missingCount()) begin(ask());
        else if (gained.size() * (long) shape.pieceBytes() >= REPORTED_BYTES) report();
        if (!sources.isEmpty()) take(sources.peekFirst());
      }
    }

    /** Others are to know what they can get here. */
    private void report() {
      driver.get().send(new TaskMessage.PiecesReport(variable, gained, missed));
      gained.clear();
      missed.clear();
    }

    private List<TaskMessage.PieceAt> ask() {
      Message request =
          new TaskMessage.PiecesRequest(variable, gained, missed, PIECES_AT_ONCE - underway);
      gained.clear();
      missed.clear();
      Message answer = driver.get().request(request, ANSWER_MILLIS).get();
      if (answer instanceof TaskMessage.TakePieces(List<TaskMessage.PieceAt> orders)) return orders;
      throw unexpected(answer);
    }

    /** One stream for each of those who are to send. */
    private void begin(List<TaskMessage.PieceAt> orders) {
      Map<String, List<TaskMessage.PieceAt>> byHolder = new LinkedHashMap<>();
      for (TaskMessage.PieceAt order : orders)
        byHolder.computeIfAbsent(order.holder(), _ -> new ArrayList<>()).add(order);
      underway += orders.size();
      for (List<TaskMessage.PieceAt> together : byHolder.values())
        begin(together.getFirst(), together);
    }

    private void begin(TaskMessage.PieceAt first, List<TaskMessage.PieceAt> together) {
      boolean isDriver = first.holder().equals(PieceShares.DRIVER);
      ArrayDeque<Integer> left = new ArrayDeque<>();
      List<BlockName> names = new ArrayList<>();
      for (TaskMessage.PieceAt order : together) {
        left.add(order.piece());
        names.add(new BlockName.BroadcastPiece(variable, order.piece()));
      }
      try {
        Address from = isDriver ? driverAddress.get() : first.address();
        sources.add(new Source(first, left, peers.stream(from, names, PART_MILLIS)));
      } catch (EngineException failure) {
        giveUp(left, isDriver, failure);
      }
    }

    private void take(Source source) {
      int piece = source.left.peekFirst();
      try {
        if (!pieces.put(piece, source.blocks.next())) throw altered(source, piece);
        source.left.removeFirst();
        underway--;
        gained.add(piece);
        if (source.left.isEmpty()) end(source);
      } catch (EngineException failure) {
        end(source);
        giveUp(source.left, source.isDriver(), failure);
      }
    }

    private void end(Source source) {
      sources.remove(source);
      source.blocks.close();
    }

    private EngineException altered(Source source, int piece) {
      return new EngineException(
          CoreError.BLOCK_CORRUPT,
          new BlockName.BroadcastPiece(variable, piece)
              + " from "
              + (source.isDriver() ? "the driver" : source.first.holder())
              + " is not what the driver has",
          "Check the memory and the disk of that host");
    }

    /** What others cannot send the driver is told; what goes wrong here is no fault of theirs. */
    private void giveUp(ArrayDeque<Integer> left, boolean isDriver, EngineException failure) {
      underway -= left.size();
      missed.addAll(left);
      boolean isOthers =
          failure.code() == CoreError.PEER_LOST || failure.code() == CoreError.BLOCK_CORRUPT;
      if (!isOthers || isDriver && ++driverFailures > DRIVER_FAILURES_MAX) throw failure;
    }

    /** The driver is to know of the last pieces, too, and which ones will not be fetched. */
    @Override
    public void close() {
      for (Source source : sources) {
        source.blocks.close();
        missed.addAll(source.left);
      }
      report();
    }
  }

  private static EngineException unexpected(Message answer) {
    return new EngineException(
        CoreError.MESSAGE_MALFORMED,
        "The driver answered " + answer.kind() + ", which has no place here",
        "Run the same release in all processes");
  }

  /** A value that was dropped while it came is not kept. */
  private void settle(long variable, HeldPieces pieces) {
    pieces.settle(storage, memory);
    if (held.get(variable) != pieces) pieces.drop(storage, memory);
  }

  /** What others ask for. */
  Optional<BlockSender.Found> piece(BlockName.BroadcastPiece name) {
    HeldPieces pieces = held.get(name.broadcast());
    if (pieces == null) return Optional.empty();
    return pieces.piece(name.piece(), storage);
  }

  private long moveToFiles(long bytesWanted) {
    long freed = 0;
    for (HeldPieces pieces : held.values()) {
      if (freed >= bytesWanted) break;
      freed += pieces.moveToFile(storage, memory);
    }
    return freed;
  }

  /** Tasks may hold the value for as long as they run. */
  void forget(long variable) {
    HeldPieces gone = held.remove(variable);
    if (gone != null) gone.drop(storage, memory);
  }

  @Override
  public void close() {
    for (Long variable : held.keySet()) forget(variable);
  }
}
