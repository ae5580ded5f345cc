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
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Broadcast values as an executor gets them: piece by piece, from whom the driver says, each piece
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
    held.put(variable, pieces);
    try {
      new Gathering(variable, pieces).run();
      Object value = new Decoder(codecs, pieces.whole()).readValue();
      settle(variable, pieces);
      return value;
    } catch (RuntimeException | Error failure) {
      if (held.remove(variable, pieces)) pieces.drop(storage, memory);
      throw failure;
    }
  }

  /** Gathers all pieces of one value. */
  private final class Gathering {
    private final long variable;
    private final HeldPieces pieces;
    private int last = -1;
    private boolean isGained;
    private int driverFailures;

    Gathering(long variable, HeldPieces pieces) {
      this.variable = variable;
      this.pieces = pieces;
    }

    void run() {
      while (!pieces.isComplete()) {
        TaskMessage.TakePiece order = ask();
        last = order.piece();
        isGained = false;
        if (last >= 0) take(order);
      }
      // The driver is to know of the last piece, too.
      driver.get().send(new TaskMessage.PieceGained(variable));
    }

    private TaskMessage.TakePiece ask() {
      Message request = new TaskMessage.PieceRequest(variable, last, isGained);
      Message answer = driver.get().request(request, ANSWER_MILLIS).get();
      if (answer instanceof TaskMessage.TakePiece order) return order;
      throw unexpected(answer);
    }

    private void take(TaskMessage.TakePiece order) {
      boolean isDriver = order.holder().equals(PieceShares.DRIVER);
      BlockName name = new BlockName.BroadcastPiece(variable, order.piece());
      try {
        Address from = isDriver ? driverAddress.get() : order.address();
        isGained = pieces.put(order.piece(), peers.fetch(from, name, PART_MILLIS));
        if (isGained) return;
        throw new EngineException(
            CoreError.BLOCK_CORRUPT,
            name + " from " + from + " is not what the driver has",
            "Check the memory and the disk of that host");
      } catch (EngineException failure) {
        boolean isOthers =
            failure.code() == CoreError.PEER_LOST || failure.code() == CoreError.BLOCK_CORRUPT;
        if (!isOthers || isDriver && ++driverFailures > DRIVER_FAILURES_MAX) throw failure;
      }
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
