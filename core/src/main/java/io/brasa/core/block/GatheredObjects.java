package io.brasa.core.block;

import io.brasa.runtime.codec.Codec;
import io.brasa.runtime.codec.Codecs;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NoSuchElementException;

/**
 * Records as objects, in pieces that can be packed one by one. Those that can change are copied on
 * their way in, since whoever made them may use them again.
 */
final class GatheredObjects implements Gathered {
  private static final int FIRST_CELLS = 16;
  private static final int CELL_BYTES = 8;

  /** Little enough to be there in both forms for a moment without being counted. */
  private static final long PIECE_BYTES = 1 << 20;

  /** Of the open piece, when all others are packed and there is no room. */
  private static final long LEAST_PACKED_BYTES = 1 << 16;

  private final BlockName name;
  private final Codecs codecs;
  private final SizeEstimate estimate = new SizeEstimate();
  private final List<Block> pieces = new ArrayList<>();
  private int packedCount;
  private boolean isNotWorth;
  private long piecesBytes;

  // the open piece
  private Object[] cells = new Object[FIRST_CELLS];
  private int size;
  private long valueBytes;
  private boolean isChangeable;

  private Class<?> lastClass;
  private Codec<Object> codec;

  GatheredObjects(BlockName name, Codecs codecs) {
    this.name = name;
    this.codecs = codecs;
  }

  @Override
  public void add(Object value) {
    if (size == cells.length) cells = Arrays.copyOf(cells, size + (size >> 1));
    cells[size++] = value == null ? null : taken(value);
    if (openBytes() >= PIECE_BYTES) seal();
  }

  private Object taken(Object value) {
    if (value.getClass() != lastClass) {
      codec = codecs.of(value);
      lastClass = value.getClass();
    }
    valueBytes += estimate.of(value, codec);
    if (codec.isImmutable(value)) return value;
    isChangeable = true;
    return codec.copy(value, codecs);
  }

  private long openBytes() {
    return valueBytes + (long) CELL_BYTES * cells.length;
  }

  private void seal() {
    Object[] all = cells.length > size + size / 8 ? Arrays.copyOf(cells, size) : cells;
    long bytes = valueBytes + (long) CELL_BYTES * all.length;
    pieces.add(new ObjectBlock(all, size, bytes, isChangeable));
    piecesBytes += bytes;
    cells = new Object[Math.max(FIRST_CELLS, size)];
    size = 0;
    valueBytes = 0;
    isChangeable = false;
  }

  @Override
  public long sizeBytes() {
    return piecesBytes + openBytes();
  }

  /** Makes bytes of a piece. @return whether that made it smaller */
  boolean pack() {
    if (isNotWorth) return false;
    if (packedCount == pieces.size()) {
      if (openBytes() < LEAST_PACKED_BYTES) return false;
      seal();
    }
    ObjectBlock objects = (ObjectBlock) pieces.get(packedCount);
    ByteBlock bytes = PackedObjects.of(name, objects, codecs);
    isNotWorth = bytes == null;
    if (isNotWorth) return false;
    pieces.set(packedCount++, bytes);
    piecesBytes -= objects.sizeBytes() - bytes.sizeBytes();
    return true;
  }

  @Override
  public KeptObjects block(BlockName name) {
    if (size > 0) seal();
    return new KeptObjects(name, pieces);
  }

  @Override
  public ClosingIterator<Object> drain(BlockName name, StorageShare share) {
    if (size > 0) seal();
    return new Drain(share);
  }

  private final class Drain implements ClosingIterator<Object> {
    private final StorageShare share;
    private ClosingIterator<Object> values;
    private int nextPiece;

    Drain(StorageShare share) {
      this.share = share;
    }

    @Override
    public boolean hasNext() {
      while (values == null || !values.hasNext()) {
        if (nextPiece == pieces.size()) return false;
        Block piece = pieces.set(nextPiece++, null);
        piecesBytes -= piece.sizeBytes();
        share.shrinkTo(piecesBytes + PIECE_BYTES);
        // What is here was copied on its way in, and belongs to whoever takes it.
        values = piece.shared(codecs);
      }
      return true;
    }

    @Override
    public Object next() {
      if (!hasNext()) throw new NoSuchElementException();
      return values.next();
    }

    @Override
    public void close() {
      if (values != null) values.close();
    }
  }

  @Override
  public void close(StorageShare share) {
    pieces.clear();
    cells = new Object[0];
    size = 0;
  }
}
