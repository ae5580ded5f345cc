package io.brasa.core.remote;

import io.brasa.core.block.BlockBytes;
import io.brasa.runtime.error.EngineException;
import io.brasa.runtime.error.RuntimeError;
import io.brasa.runtime.memory.Reservation;
import io.brasa.runtime.storage.Storage;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Optional;

/**
 * The pieces of one broadcast value in an executor. While they arrive, and while it is decoded, the
 * value belongs to the task that fetches it; then it is settled, in memory that was granted or in a
 * file. Thread-safe; the lock is not held while a disk is at work, so pieces stay readable in
 * memory until their file is complete.
 */
final class HeldPieces {
  private final TaskMessage.ValueShape shape;
  private final String path;
  private final BitSet present;

  // Guarded by this, as is present.
  private byte[] bytes;
  private long reservedBytes;
  private boolean hasFile;
  private boolean isMoving;
  private boolean isDropped;

  HeldPieces(TaskMessage.ValueShape shape, String path) {
    this.shape = shape;
    this.path = path;
    this.present = new BitSet(shape.pieceCount());
    this.bytes = new byte[Math.toIntExact(shape.lengthBytes())];
  }

  /** Returns whether the piece is what the driver has. */
  synchronized boolean put(int piece, byte[] content) {
    if (piece >= shape.pieceCount() || content.length != shape.lengthOf(piece)) return false;
    if (ServedValues.checksum(content, 0, content.length) != shape.checksums().get(piece))
      return false;
    System.arraycopy(content, 0, bytes, piece * shape.pieceBytes(), content.length);
    present.set(piece);
    return true;
  }

  synchronized int missingCount() {
    return shape.pieceCount() - present.cardinality();
  }

  synchronized boolean isComplete() {
    return present.cardinality() == shape.pieceCount();
  }

  /** All of it; only before it is settled. */
  synchronized byte[] whole() {
    return bytes;
  }

  /** A piece as it is sent, if it is here. */
  synchronized Optional<BlockSender.Found> piece(int piece, Storage storage) {
    if (piece < 0 || !present.get(piece) || isDropped) return Optional.empty();
    int length = shape.lengthOf(piece);
    int from = piece * shape.pieceBytes();
    long checksum = shape.checksums().get(piece) & 0xFFFF_FFFFL;
    BlockBytes found =
        bytes == null
            ? new BlockBytes.InFile(storage, path, from, length)
            : new BlockBytes.Received(Arrays.copyOfRange(bytes, from, from + length));
    return Optional.of(new BlockSender.Found(found, 1, checksum));
  }

  /**
   * Takes memory for it, or moves it to a file; if there is no room on the disk it is let go of.
   */
  void settle(Storage storage, Reservation memory) {
    if (memory.grow(shape.lengthBytes())) {
      synchronized (this) {
        if (!isDropped) {
          reservedBytes = shape.lengthBytes();
          return;
        }
      }
      memory.shrink(shape.lengthBytes());
      return;
    }
    moveToFile(storage, memory);
  }

  /** Returns how much memory that has freed. */
  long moveToFile(Storage storage, Reservation memory) {
    byte[] moved;
    synchronized (this) {
      if (isMoving || isDropped || bytes == null || present.cardinality() < shape.pieceCount())
        return 0;
      isMoving = true;
      moved = bytes;
    }
    boolean isWritten = write(storage, moved);
    long freed;
    boolean isKept;
    synchronized (this) {
      isMoving = false;
      isKept = isWritten && !isDropped;
      hasFile = isKept;
      if (!isKept) present.clear();
      bytes = null;
      freed = reservedBytes;
      reservedBytes = 0;
    }
    if (!isKept) storage.delete(path);
    memory.shrink(freed);
    return freed;
  }

  private boolean write(Storage storage, byte[] content) {
    try (OutputStream out = storage.create(path)) {
      out.write(content);
    } catch (IOException | EngineException noRoom) {
      if (noRoom instanceof EngineException engine
          && engine.code() != RuntimeError.STORAGE_FULL
          && engine.code() != RuntimeError.DISK_QUOTA_EXCEEDED
          && engine.code() != RuntimeError.STORAGE_FAILED) throw engine;
      return false;
    }
    return true;
  }

  void drop(Storage storage, Reservation memory) {
    long freed;
    boolean hadFile;
    synchronized (this) {
      isDropped = true;
      freed = isMoving ? 0 : reservedBytes;
      if (!isMoving) reservedBytes = 0;
      hadFile = hasFile;
    }
    memory.shrink(freed);
    if (hadFile) storage.delete(path);
  }
}
