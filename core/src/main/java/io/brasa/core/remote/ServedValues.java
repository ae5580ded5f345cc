package io.brasa.core.remote;

import io.brasa.core.block.BlockBytes;
import io.brasa.core.block.BlockName;
import io.brasa.core.error.CoreError;
import io.brasa.core.remote.Transport.Address;
import io.brasa.runtime.environment.Await;
import io.brasa.runtime.environment.Environment;
import io.brasa.runtime.error.EngineException;
import java.lang.ref.SoftReference;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongFunction;
import java.util.zip.CRC32C;

/**
 * The driver's side of broadcast values: cuts their encoded form into pieces, tells executors whom
 * to ask for the next one, and sends what only it has. Encoded bytes are let go of when memory is
 * short, and made again when they are asked for. Thread-safe.
 */
final class ServedValues {
  /** How long a question is left open while there is no piece to be had. */
  private static final long WAIT_MILLIS = 5_000;

  private static final int PIECES_AIMED_AT = 64;
  private static final int LEAST_PIECE_BYTES = 64 << 10;
  private static final int MOST_PIECE_BYTES = 4 << 20;

  /** Up to this size a value is sent in the time of a question or two. */
  private static final int SMALL_BYTES = 1 << 20;

  private static final Address NOWHERE = new Address("", 0);

  private final Environment environment;
  private final LongFunction<byte[]> encoder;
  private final Map<String, Address> addresses;
  private final Map<Long, Served> values = new ConcurrentHashMap<>();
  private final AtomicLong sentBytes = new AtomicLong();

  /** A value that somebody has asked for. */
  private static final class Served {
    final TaskMessage.ValueShape shape;
    final Await changed;
    volatile SoftReference<byte[]> encoded;

    /** Guarded by itself. */
    final PieceShares shares;

    Served(TaskMessage.ValueShape shape, byte[] encoded, Await changed) {
      this.shape = shape;
      this.changed = changed;
      this.encoded = new SoftReference<>(encoded);
      this.shares = new PieceShares(shape.pieceCount(), shape.lengthBytes() <= SMALL_BYTES);
    }
  }

  /**
   * @param encoder gives the encoded value of a variable; fails with {@code BROADCAST_DESTROYED}
   * @param addresses of the executors' blocks, as they come and go
   */
  ServedValues(
      Environment environment, LongFunction<byte[]> encoder, Map<String, Address> addresses) {
    this.environment = environment;
    this.encoder = encoder;
    this.addresses = addresses;
  }

  /** May take as long as encoding the value does. */
  TaskMessage.ValueShape shape(long variable) {
    Served known = values.get(variable);
    if (known != null) return known.shape;
    byte[] encoded = encoder.apply(variable);
    Served made = new Served(shapeOf(encoded), encoded, environment.newAwait());
    Served first = values.putIfAbsent(variable, made);
    return first == null ? made.shape : first.shape;
  }

  private static TaskMessage.ValueShape shapeOf(byte[] encoded) {
    int pieceBytes =
        Math.clamp(encoded.length / PIECES_AIMED_AT, LEAST_PIECE_BYTES, MOST_PIECE_BYTES);
    List<Integer> checksums = new ArrayList<>();
    for (long at = 0; at < encoded.length; at += pieceBytes)
      checksums.add(checksum(encoded, (int) at, (int) Math.min(pieceBytes, encoded.length - at)));
    return new TaskMessage.ValueShape(encoded.length, pieceBytes, checksums);
  }

  static int checksum(byte[] bytes, int from, int length) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, from, length);
    return (int) crc.getValue();
  }

  /** As {@link #shape}, for an executor that has no piece, whatever it had before. */
  TaskMessage.ValueShape begin(long variable, String executor) {
    TaskMessage.ValueShape shape = shape(variable);
    Served served = values.get(variable);
    if (served == null) return shape;
    synchronized (served.shares) {
      served.shares.lose(executor);
    }
    served.changed.signal();
    return shape;
  }

  /** Waits a while if there is no piece to be had and none is under way to who asks. */
  TaskMessage.TakePieces next(Peer peer, String executor, TaskMessage.PiecesRequest request) {
    long variable = request.broadcast();
    shape(variable);
    Served served = values.get(variable);
    if (served == null) return new TaskMessage.TakePieces(List.of());
    note(served, executor, request.gained(), request.missed());
    List<TaskMessage.PieceAt> found = new ArrayList<>();
    Waiting.until(
        served.changed,
        () -> !found.isEmpty() || tryNext(served, peer, executor, request.room(), found),
        WAIT_MILLIS,
        "a piece of broadcast variable " + variable);
    return new TaskMessage.TakePieces(found);
  }

  /** An executor tells what came of pieces. */
  void note(String executor, TaskMessage.PiecesReport report) {
    Served served = values.get(report.broadcast());
    if (served != null) note(served, executor, report.gained(), report.missed());
  }

  private static void note(
      Served served, String executor, List<Integer> gained, List<Integer> missed) {
    synchronized (served.shares) {
      for (int piece : gained) served.shares.gain(executor, piece);
      for (int piece : missed) served.shares.miss(executor, piece);
    }
    served.changed.signal();
  }

  /** Returns whether there is something to answer. */
  private boolean tryNext(
      Served served, Peer peer, String executor, int room, List<TaskMessage.PieceAt> found) {
    synchronized (served.shares) {
      // Who is gone has been taken out of the shares, and must not come in again.
      if (peer.isClosed()) return true;
      for (PieceShares.Choice choice : served.shares.next(executor, room)) {
        boolean isDriver = choice.holder().equals(PieceShares.DRIVER);
        Address address = isDriver ? NOWHERE : addresses.get(choice.holder());
        if (address == null) served.shares.miss(executor, choice.piece());
        else found.add(new TaskMessage.PieceAt(choice.piece(), choice.holder(), address));
      }
      return !found.isEmpty() || served.shares.isFetching(executor);
    }
  }

  /** A piece as it is sent; absent if the variable has been let go of. */
  Optional<BlockSender.Found> piece(BlockName.BroadcastPiece name) {
    Served served = values.get(name.broadcast());
    if (served == null || name.piece() < 0 || name.piece() >= served.shape.pieceCount())
      return Optional.empty();
    byte[] encoded = encoded(name.broadcast(), served);
    int from = name.piece() * served.shape.pieceBytes();
    int length = served.shape.lengthOf(name.piece());
    sentBytes.addAndGet(length);
    byte[] piece = Arrays.copyOfRange(encoded, from, from + length);
    return Optional.of(
        new BlockSender.Found(new BlockBytes.Received(piece), 1, BlockSender.checksum(piece)));
  }

  private byte[] encoded(long variable, Served served) {
    byte[] known = served.encoded.get();
    if (known != null) return known;
    byte[] again = encoder.apply(variable);
    if (!shapeOf(again).equals(served.shape))
      throw new EngineException(
          CoreError.RECORD_MUTATED,
          "The value of broadcast variable " + variable + " is not what it was when it was sent",
          "Leave the value alone after broadcast(value)");
    served.encoded = new SoftReference<>(again);
    return again;
  }

  /** Executors have let go of a variable, or will soon. */
  void forget(long variable) {
    Served gone = values.remove(variable);
    if (gone != null) gone.changed.signal();
  }

  /** An executor is gone. */
  void lose(String executor) {
    for (Served served : values.values()) {
      synchronized (served.shares) {
        served.shares.lose(executor);
      }
      served.changed.signal();
    }
  }

  /** How many bytes of values this process has sent. */
  long sentBytes() {
    return sentBytes.get();
  }
}
