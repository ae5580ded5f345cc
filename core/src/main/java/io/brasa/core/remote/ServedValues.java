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
  private static final TaskMessage.TakePiece NOTHING =
      new TaskMessage.TakePiece(-1, "", new Address("", 0));

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
      this.shares = new PieceShares(shape.pieceCount());
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

  /** Waits a while if there is no piece to be had. */
  TaskMessage.TakePiece next(Peer peer, String executor, TaskMessage.PieceRequest request) {
    long variable = request.broadcast();
    shape(variable);
    Served served = values.get(variable);
    if (served == null) return NOTHING;
    synchronized (served.shares) {
      if (request.isGained()) served.shares.gain(executor);
      else if (request.last() >= 0) served.shares.miss(executor);
    }
    served.changed.signal();
    TaskMessage.TakePiece[] found = new TaskMessage.TakePiece[1];
    Waiting.until(
        served.changed,
        () -> {
          if (found[0] == null) found[0] = tryNext(served, peer, executor);
          return found[0] != null;
        },
        WAIT_MILLIS,
        "a piece of broadcast variable " + variable);
    return found[0] == null ? NOTHING : found[0];
  }

  /** An executor has its last piece. */
  void gain(String executor, long variable) {
    Served served = values.get(variable);
    if (served == null) return;
    synchronized (served.shares) {
      served.shares.gain(executor);
    }
    served.changed.signal();
  }

  private TaskMessage.TakePiece tryNext(Served served, Peer peer, String executor) {
    synchronized (served.shares) {
      // Who is gone has been taken out of the shares, and must not come in again.
      if (peer.isClosed()) return NOTHING;
      PieceShares.Choice choice = served.shares.next(executor);
      if (choice == null) return null;
      Address address =
          choice.holder().equals(PieceShares.DRIVER)
              ? NOTHING.address()
              : addresses.get(choice.holder());
      if (address != null)
        return new TaskMessage.TakePiece(choice.piece(), choice.holder(), address);
      served.shares.miss(executor);
      return null;
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
