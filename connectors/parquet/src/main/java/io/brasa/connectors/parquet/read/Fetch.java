package io.brasa.connectors.parquet.read;

import io.brasa.columnar.source.Scratch;
import io.brasa.columnar.source.SourceContext;
import io.brasa.connectors.parquet.format.Place;
import io.brasa.runtime.error.EngineException;
import io.brasa.runtime.error.RuntimeError;
import io.brasa.runtime.storage.Storage;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Brings the bytes of one row group. What is known to be wanted is read ahead: neighbouring ranges
 * at once, with small gaps between them. If that would take too much memory nothing is read ahead,
 * and every column reads windows of its own as it goes. Used by one thread.
 */
final class Fetch {
  /** A gap of so many bytes is read rather than begun anew behind. */
  static final int GAP = 512 << 10;

  /** A row group of which more is wanted is read by windows. */
  static final long AHEAD_MAX = 96L << 20;

  private static final int WINDOW = 2 << 20;
  private static final int SLACK = 16;

  /** Bytes of the file, from an offset. */
  static final class Piece {
    final byte[] bytes;
    final long offset;
    final int length;

    Piece(byte[] bytes, long offset, int length) {
      this.bytes = bytes;
      this.offset = offset;
      this.length = length;
    }

    boolean holds(long from, long count) {
      return from >= offset && from + count <= offset + length;
    }

    /** Where a byte of the file is in {@link #bytes}. */
    int at(long from) {
      return (int) (from - offset);
    }
  }

  /** Bytes of the file wanted. */
  record Wanted(long from, long to) {}

  private final Storage storage;
  private final Place place;
  private final SourceContext context;
  private final Scratch scratch;
  private final List<Piece> pieces = new ArrayList<>();

  /** Arrays that go back in the end. */
  private final List<byte[]> lent = new ArrayList<>();

  private long reserved;

  Fetch(Storage storage, Place place, SourceContext context) {
    this.storage = storage;
    this.place = place;
    this.context = context;
    this.scratch = context.scratch();
  }

  /** Room for an unpacked page, in the place of what its reader had before. */
  byte[] buffer(byte[] before, int length) {
    if (before.length >= length) return before;
    if (lent.remove(before)) scratch.give(before);
    byte[] taken = scratch.take(length);
    lent.add(taken);
    return taken;
  }

  /** Reads ranges that will be wanted, if there is room. */
  void ahead(List<Wanted> ranges) {
    List<Wanted> joined = joined(ranges);
    long bytes = 0;
    for (Wanted range : joined) bytes += range.to - range.from;
    if (bytes > AHEAD_MAX || !context.memory().grow(bytes)) return;
    reserved += bytes;
    for (Wanted range : joined) {
      int length = (int) (range.to - range.from);
      byte[] array = scratch.take(length + SLACK);
      lent.add(array);
      pieces.add(read(range.from, length, array));
    }
  }

  static List<Wanted> joined(List<Wanted> ranges) {
    List<Wanted> sorted = new ArrayList<>(ranges);
    sorted.sort(Comparator.comparingLong(Wanted::from));
    List<Wanted> joined = new ArrayList<>();
    for (Wanted range : sorted) {
      if (range.to <= range.from) continue;
      Wanted last = joined.isEmpty() ? null : joined.getLast();
      if (last != null && range.from <= last.to + GAP) {
        joined.set(joined.size() - 1, new Wanted(last.from, Math.max(last.to, range.to)));
      } else {
        joined.add(range);
      }
    }
    return joined;
  }

  /**
   * A piece with so many bytes from an offset, and as many more as are at hand, up to {@code end}.
   *
   * @param own the window that the caller got last, or null
   */
  Piece piece(long from, int count, long end, Piece own) {
    for (Piece piece : pieces) if (piece.holds(from, count)) return piece;
    if (own != null && own.holds(from, count)) return own;
    int length = (int) Math.min(end - from, Math.max(count, WINDOW));
    return read(from, length, new byte[length + SLACK]);
  }

  private Piece read(long offset, int length, byte[] bytes) {
    int read;
    try (InputStream in = storage.open(place.file(), offset, length)) {
      read = in.readNBytes(bytes, 0, length);
    } catch (IOException e) {
      throw new EngineException(
          RuntimeError.STORAGE_FAILED,
          "Could not read " + place.file(),
          "Look at the system's log of the device",
          e);
    }
    if (read < length)
      throw place.damaged(
          offset + read, "the file ends there, " + (length - read) + " bytes early");
    context.countInput(0, length);
    return new Piece(bytes, offset, length);
  }

  /** Forgets all pieces; what was read and unpacked is not looked at any more. */
  void clear() {
    pieces.clear();
    for (byte[] array : lent) scratch.give(array);
    lent.clear();
    context.memory().shrink(reserved);
    reserved = 0;
  }
}
