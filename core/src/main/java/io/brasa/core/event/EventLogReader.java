package io.brasa.core.event;

import io.brasa.core.error.CoreError;
import io.brasa.runtime.codec.Codec;
import io.brasa.runtime.codec.Codecs;
import io.brasa.runtime.codec.Decoder;
import io.brasa.runtime.error.EngineException;
import io.brasa.runtime.error.RuntimeError;
import io.brasa.runtime.storage.Storage;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.zip.CRC32C;

/**
 * Reads an event log, also while it is written: when {@link #next} has nothing it may have
 * something later.
 *
 * <p><b>Damage.</b> Where a block should be but is none, a whole one is looked for behind it. If
 * there is none, this is the tail: cut off by a writer that was killed, or not yet written. {@link
 * #report} says how many bytes it has, and reading goes on there once there is more. If there is
 * one, what lies between is damaged: an error or skipped, as the reader was told.
 *
 * <p>Not thread-safe.
 */
public final class EventLogReader implements AutoCloseable {
  private static final int BUFFER_BYTES = 64 << 10;

  /** Larger records are not looked for behind damage: random bytes would make the search slow. */
  private static final int SEARCHED_BYTES_MAX = 1 << 20;

  /** What to do about bytes that are no record, and records of kinds from later releases. */
  public enum OnDamage {
    /** Fail with {@code EVENT_LOG_UNREADABLE}, naming file and offset. */
    FAIL,
    /** Go on behind them and count. */
    SKIP
  }

  /**
   * What has been met so far.
   *
   * @param offset where the next record is, or will be, in the file
   * @param tailBytes what is there at the moment that is no whole record
   * @param skippedBytes damaged bytes that were passed over
   * @param unknownCount whole records that only a later release can read
   */
  public record Report(long offset, long tailBytes, long skippedBytes, long unknownCount) {}

  private final Storage storage;
  private final String path;
  private final Codecs codecs;
  private final Codec<Event> codec;
  private final OnDamage onDamage;
  private final CRC32C checksum = new CRC32C();

  /** Null until bytes are wanted, and after the end of the file was met. */
  private InputStream in;

  private byte[] buffer = new byte[BUFFER_BYTES];
  private int start;
  private int limit;

  /** Where {@code start} is in the file. */
  private long offset;

  /** What has been read and not been given yet. */
  private final Queue<Event> ready = new ArrayDeque<>();

  private boolean isHeaderRead;

  /** Whether each record has a frame of its own, as in version 1. */
  private boolean isOfRecords;

  private final LogBlock block = new LogBlock();
  private long tailBytes;
  private long skippedBytes;
  private long unknownCount;

  /** Fails with {@code PATH_NOT_FOUND} if there is no such file. */
  public EventLogReader(Storage storage, String path, Codecs codecs, OnDamage onDamage) {
    this.storage = storage;
    this.path = path;
    this.codecs = codecs;
    this.codec = codecs.sealed(Event.class);
    this.onDamage = onDamage;
    this.in = storage.open(path, 0, Long.MAX_VALUE);
  }

  /**
   * The next event, or nothing at the end of what is there now. Fails with {@code
   * EVENT_LOG_UNREADABLE} if the file is no event log, or of a later version, and as the reader was
   * told on damage.
   */
  public Optional<Event> next() {
    tailBytes = 0;
    if (!ready.isEmpty()) return Optional.of(ready.poll());
    while (isHeaderRead || readHeader()) {
      if (isWhole()) {
        decode();
        if (!ready.isEmpty()) return Optional.of(ready.poll());
      } else if (!passDamage()) {
        break;
      }
    }
    return Optional.empty();
  }

  /** What has been met so far. */
  public Report report() {
    return new Report(offset, tailBytes, skippedBytes, unknownCount);
  }

  private boolean readHeader() {
    if (!require(EventLogFormat.HEADER_BYTES)) {
      tailBytes = limit - start;
      seek(offset);
      return false;
    }
    if (!EventLogFormat.hasMagic(buffer, start)) throw unreadable("is no event log");
    byte version = EventLogFormat.version(buffer, start);
    if (version != EventLogFormat.VERSION && version != EventLogFormat.VERSION_OF_RECORDS) {
      throw unreadable(
          "has version "
              + version
              + ", and this release reads versions up to "
              + EventLogFormat.VERSION);
    }
    isOfRecords = version == EventLogFormat.VERSION_OF_RECORDS;
    advance(EventLogFormat.HEADER_BYTES);
    isHeaderRead = true;
    return true;
  }

  private boolean isWhole() {
    return isWhole(EventLogFormat.FRAMED_BYTES_MAX);
  }

  /** Whether a whole record is next. */
  private boolean isWhole(int lengthMax) {
    if (!require(EventLogFormat.FRAME_BYTES)) return false;
    int length = EventLogFormat.readInt(buffer, start);
    if (length <= 0 || length > lengthMax || !require(EventLogFormat.FRAME_BYTES + length))
      return false;
    return EventLogFormat.readInt(buffer, start + 4)
        == EventLogFormat.checksum(checksum, buffer, start, length);
  }

  /** Reads what is whole and next; nothing is ready then if only a later release can read it. */
  private void decode() {
    int length = EventLogFormat.readInt(buffer, start);
    int payload = start + EventLogFormat.FRAME_BYTES;
    if (isOfRecords) decode(buffer, payload, length);
    else decodeBlock(payload, length);
    advance(EventLogFormat.FRAME_BYTES + length);
  }

  private void decodeBlock(int payload, int length) {
    byte[] records = block.unpack(buffer, payload, length);
    if (records == null) {
      passUnknown("a block");
      return;
    }
    int at = 0;
    while (at < records.length) {
      int left = records.length - at - EventLogFormat.LENGTH_BYTES;
      int size = left < 0 ? -1 : EventLogFormat.readInt(records, at);
      if (size <= 0 || size > left) {
        passUnknown("a block");
        return;
      }
      decode(records, at + EventLogFormat.LENGTH_BYTES, size);
      at += EventLogFormat.LENGTH_BYTES + size;
    }
  }

  private void decode(byte[] bytes, int from, int length) {
    try {
      Decoder in = new Decoder(codecs, bytes, from, length);
      if (TaskRows.isKind(in.readCount())) ready.addAll(TaskRows.read(in));
      else ready.add(codec.decode(new Decoder(codecs, bytes, from, length)));
    } catch (EngineException e) {
      if (e.code() != RuntimeError.CODEC_CORRUPT) throw e;
      passUnknown("an event (" + e.what() + ")");
    }
  }

  private void passUnknown(String what) {
    if (onDamage == OnDamage.FAIL)
      throw unreadable("has " + what + " of a later release at byte " + offset);
    unknownCount++;
  }

  /**
   * Looks for the next record behind what is none; false if there is none, so that this is the
   * tail.
   */
  private boolean passDamage() {
    long damage = offset;
    while (require(1)) {
      advance(1);
      if (!isWhole(SEARCHED_BYTES_MAX)) continue;
      if (onDamage == OnDamage.FAIL)
        throw unreadable("is damaged from byte " + damage + " to byte " + offset);
      skippedBytes += offset - damage;
      return true;
    }
    tailBytes = offset - damage;
    seek(damage);
    return false;
  }

  private void advance(int count) {
    start += count;
    offset += count;
  }

  /** Forgets the buffer and reads from there when asked again. */
  private void seek(long target) {
    closeInput();
    start = 0;
    limit = 0;
    offset = target;
  }

  /** Whether so many bytes are there from {@code start} on. */
  private boolean require(int count) {
    while (limit - start < count) {
      if (buffer.length - start < count) makeRoom(count);
      if (!fill()) return false;
    }
    return true;
  }

  private void makeRoom(int count) {
    int kept = limit - start;
    byte[] target = count > buffer.length ? new byte[Math.max(count, 2 * buffer.length)] : buffer;
    System.arraycopy(buffer, start, target, 0, kept);
    buffer = target;
    start = 0;
    limit = kept;
  }

  private boolean fill() {
    if (in == null) in = storage.open(path, offset + limit - start, Long.MAX_VALUE);
    try {
      int count = in.read(buffer, limit, buffer.length - limit);
      if (count <= 0) return false;
      limit += count;
      return true;
    } catch (IOException e) {
      throw new EngineException(
          RuntimeError.STORAGE_FAILED,
          "Could not read " + path + " (" + e.getMessage() + ")",
          "Look at the cause below",
          e);
    }
  }

  private EngineException unreadable(String what) {
    return new EngineException(
        CoreError.EVENT_LOG_UNREADABLE,
        "The event log " + path + " " + what,
        "Read it with the release that wrote it, or skip what is damaged");
  }

  /** Gives back what it holds; {@link #next} may be called again and takes it anew. */
  @Override
  public void close() {
    block.close();
    closeInput();
  }

  private void closeInput() {
    InputStream open = in;
    in = null;
    if (open == null) return;
    try {
      open.close();
    } catch (IOException e) {
      throw new EngineException(
          RuntimeError.STORAGE_FAILED,
          "Could not close " + path + " (" + e.getMessage() + ")",
          "Look at the cause below",
          e);
    }
  }
}
