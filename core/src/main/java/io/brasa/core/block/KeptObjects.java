package io.brasa.core.block;

import static java.util.Objects.requireNonNull;

import io.brasa.runtime.codec.Codecs;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * A kept partition as objects, in pieces, each of which may {@linkplain #pack become bytes} when
 * memory is short: the first ones first. Readers take each piece as it is when they come to it, so
 * none holds more than one piece that has been replaced.
 *
 * <p>Any number may read. One packs at a time, and says when a piece is {@linkplain Packed#settle
 * replaced}, because from then on less is held.
 */
final class KeptObjects implements Block {
  private static final Object[] NOTHING = {};

  private final BlockName name;
  private final AtomicReferenceArray<Block> pieces;
  private final long valueCount;
  private final boolean isChangeable;
  private volatile long sizeBytes;
  private volatile int packedCount;
  private volatile boolean isNotWorth;

  /**
   * @param pieces of objects, and of bytes before these if any
   */
  KeptObjects(BlockName name, List<Block> pieces) {
    this.name = requireNonNull(name);
    this.pieces = new AtomicReferenceArray<>(pieces.toArray(Block[]::new));
    long values = 0;
    long bytes = 0;
    int packed = 0;
    boolean isAnyChangeable = false;
    for (Block piece : pieces) {
      values += piece.valueCount();
      bytes += piece.sizeBytes();
      if (piece instanceof ByteBlock) packed++;
      isAnyChangeable |= piece.isChangeable();
    }
    this.valueCount = values;
    this.sizeBytes = bytes;
    this.packedCount = packed;
    this.isChangeable = isAnyChangeable;
  }

  @Override
  public long valueCount() {
    return valueCount;
  }

  @Override
  public long sizeBytes() {
    return sizeBytes;
  }

  @Override
  public boolean isChangeable() {
    return isChangeable;
  }

  /** Whether all is as it was gathered. */
  boolean isWhollyObjects() {
    return packedCount == 0;
  }

  boolean mayBePacked() {
    return !isNotWorth && packedCount < pieces.length();
  }

  /** Bytes of the next piece; null when they save too little, or there is no such piece. */
  Packed pack(Codecs codecs) {
    int index = packedCount;
    if (!mayBePacked() || !(pieces.get(index) instanceof ObjectBlock objects)) return null;
    ByteBlock bytes = PackedObjects.of(name, objects, codecs);
    isNotWorth = bytes == null;
    return bytes == null ? null : new Packed(this, index, objects, bytes);
  }

  /** A piece in both forms. */
  record Packed(KeptObjects whole, int index, ObjectBlock objects, ByteBlock bytes) {
    long savedBytes() {
      return objects.sizeBytes() - bytes.sizeBytes();
    }

    /** From now on there are only the bytes. */
    void settle() {
      whole.pieces.set(index, bytes);
      whole.packedCount = index + 1;
      whole.sizeBytes -= savedBytes();
    }
  }

  @Override
  public ClosingIterator<Object> values(Codecs codecs) {
    return new Values(codecs, false);
  }

  @Override
  public ClosingIterator<Object> shared(Codecs codecs) {
    return new Values(codecs, true);
  }

  /** Piece by piece: cells as they are where they may be given on, else what the piece gives. */
  private final class Values implements ClosingIterator<Object> {
    private final Codecs codecs;
    private final boolean isShared;
    private Object[] cells = NOTHING;
    private int next;
    private int end;
    private ClosingIterator<Object> decoded;
    private int nextPiece;

    Values(Codecs codecs, boolean isShared) {
      this.codecs = codecs;
      this.isShared = isShared;
    }

    @Override
    public boolean hasNext() {
      return next < end || hasFurther();
    }

    private boolean hasFurther() {
      while (true) {
        if (decoded != null) {
          if (decoded.hasNext()) return true;
          decoded = null;
        }
        if (nextPiece == pieces.length()) return false;
        open(pieces.get(nextPiece++));
        if (next < end) return true;
      }
    }

    private void open(Block piece) {
      if (piece instanceof ObjectBlock objects && (isShared || !objects.isChangeable())) {
        cells = objects.cells();
        next = 0;
        end = objects.size();
      } else {
        cells = NOTHING;
        next = end = 0;
        decoded = piece.values(codecs);
      }
    }

    @Override
    public Object next() {
      if (next < end) return cells[next++];
      if (!hasFurther()) throw new NoSuchElementException();
      return decoded == null ? cells[next++] : decoded.next();
    }

    @Override
    public void close() {
      if (decoded != null) decoded.close();
      decoded = null;
      next = end = 0;
      nextPiece = pieces.length();
    }
  }
}
