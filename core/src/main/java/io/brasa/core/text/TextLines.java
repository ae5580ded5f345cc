package io.brasa.core.text;

import io.brasa.core.compression.Compression;
import io.brasa.core.compression.Packing;
import io.brasa.core.compression.UnpackedInput;
import io.brasa.core.error.CoreError;
import io.brasa.core.input.Damage;
import io.brasa.core.input.ReadOptions;
import io.brasa.core.input.ReadOptions.Malformed;
import io.brasa.runtime.error.EngineException;
import io.brasa.runtime.error.RuntimeError;
import io.brasa.runtime.memory.MemoryAccount;
import io.brasa.runtime.memory.Reservation;
import io.brasa.runtime.storage.Storage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Iterator;
import java.util.NoSuchElementException;

/**
 * The lines of one split, in order; what a line is stands in the description of the package. The
 * one hot loop of text input: lines are found and decoded in one buffer, and a line is copied once,
 * into its string. Only the piece of a line that is cut off by the end of the buffer moves, once a
 * buffer.
 *
 * <p><b>Boundaries.</b> A split that does not begin its file starts one byte earlier and drops the
 * line it finds there: if that byte ends a line, the dropped line is empty and the split's first
 * byte begins one; if it is a carriage return, the line feed that may follow goes with it; else the
 * line began in an earlier split. Lines are given while their first byte is before the end of the
 * split. So each line has exactly one split, wherever the cuts are.
 *
 * <p>Of a packed file that is read from the middle nobody knows the byte before. There a split
 * drops everything to the first end of a line, and in return gives the line that begins exactly at
 * its end too. A carriage return that ends the split's range leaves its line feed to the next
 * split, which drops it as an empty line: what follows begins one byte behind the end of the range.
 *
 * <p><b>Damage.</b> A line is given only once it has been read to its end without any, so what is
 * left out when damage is tolerated is whole lines.
 *
 * <p>Not thread-safe. Closing is idempotent; the end of the split closes too.
 */
public final class TextLines implements Iterator<String>, AutoCloseable {
  private static final int BUFFER_BYTES = 128 << 10;

  /** What is read at once to finish the last line, whose end is probably near. */
  private static final int TAIL_BYTES = 8 << 10;

  /** Said by {@link #scanLine} of a line that damage took. */
  private static final int NO_LINE = -1;

  private final Storage storage;
  private final TextSplit split;
  private final String path;
  private final ReadOptions options;
  private final Damage damage;
  private final Reservation memory;
  private final TextEncoding encoding;
  private final Charset charset;
  private final LineScan scan = new LineScan();

  /** Where lines of a file that is read as it lies begin before. */
  private long end;

  private InputStream in;

  /** The same as {@code in} if the file is packed, else null. */
  private UnpackedInput unpacked;

  private byte[] buffer;
  private long reservedBytes;

  /** Where the next line begins, and where what has been read ends. */
  private int position;

  private int limit;

  /** The offset in the text of the first byte in the buffer. */
  private long bufferOffset;

  /** A line feed in the next place belongs to the line that has just ended. */
  private boolean isAfterReturn;

  /** What follows was lost to damage that is tolerated. */
  private boolean isTorn;

  private String line;
  private long malformedCount;

  /** Opens a split of UTF-8 in which all damage fails. */
  public TextLines(Storage storage, TextSplit split) {
    this(storage, split, BUFFER_BYTES, ReadOptions.LINE_BYTES_MAX);
  }

  TextLines(Storage storage, TextSplit split, int bufferBytes, int lineBytesMax) {
    this(
        storage,
        split,
        bufferBytes,
        ReadOptions.DEFAULT.lineBytesMax(lineBytesMax),
        Damage.fails(),
        new MemoryAccount(Long.MAX_VALUE, 0).forTask("text"));
  }

  /**
   * Opens a split. Fails as {@link Storage#open} does, with {@code INPUT_CHANGED} if the file is
   * not as it was planned, with {@code COMPRESSION_MISSING}, and with {@code INPUT_CORRUPT}.
   *
   * @param memory of the task; the buffer is taken from it
   */
  public TextLines(
      Storage storage, TextSplit split, ReadOptions options, Damage damage, Reservation memory) {
    this(storage, split, BUFFER_BYTES, options, damage, memory);
  }

  TextLines(
      Storage storage,
      TextSplit split,
      int bufferBytes,
      ReadOptions options,
      Damage damage,
      Reservation memory) {
    this.storage = storage;
    this.split = split;
    this.path = split.path();
    this.options = options;
    this.damage = damage;
    this.memory = memory;
    this.encoding = TextEncoding.of(options);
    this.charset = encoding.isReadInPlace() ? encoding.charset() : StandardCharsets.UTF_8;
    try {
      split.file().requireUnchanged(storage);
      open(bufferBytes);
    } catch (EngineException e) {
      close();
      damage.tolerate(e);
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  private void open(int bufferBytes) {
    if (split.compression() == Compression.NONE) openPlain(bufferBytes);
    else openPacked(split.compression(), bufferBytes);
    if (split.offset() > 0) {
      skipLine();
    } else if (charset.equals(StandardCharsets.UTF_8)) {
      skipByteOrderMark();
    }
  }

  private void openPlain(int bufferBytes) {
    end = encoding.isReadInPlace() ? split.end() : Long.MAX_VALUE;
    bufferOffset = Math.max(0, split.offset() - 1);
    // Small files are many: a buffer that holds the split and what shows its end is enough.
    newBuffer((int) Math.min(bufferBytes, split.length() + 64));
    in = decoded(storage.open(path, bufferOffset, Long.MAX_VALUE));
    if (!split.isWhole() || !options.compression().isEmpty()) return;
    Compression found = magic();
    if (found == Compression.NONE) return;
    closeInput();
    openPacked(found, bufferBytes);
  }

  private Compression magic() {
    if (!encoding.isReadInPlace()) return split.file().byMagic(storage);
    while (limit < Math.min(Compression.MAGIC_BYTES, buffer.length)) {
      if (!fill()) break;
    }
    return Compression.ofMagic(buffer, limit);
  }

  private void openPacked(Compression compression, int bufferBytes) {
    end = Long.MAX_VALUE;
    bufferOffset = 0;
    position = 0;
    limit = 0;
    newBuffer(bufferBytes);
    unpacked = Packing.open(storage, path, compression, split.offset(), split.end());
    in = decoded(unpacked);
  }

  private InputStream decoded(InputStream opened) {
    if (encoding.isReadInPlace()) return opened;
    return new TranscodedInput(path, opened, encoding.charset(), options.malformed(), damage);
  }

  /** A small buffer is had without asking: a task whose memory is all taken still reads. */
  private void newBuffer(int bytes) {
    if (buffer != null && buffer.length >= bytes) return;
    if (memory.grow(bytes)) reservedBytes += bytes;
    buffer = new byte[bytes];
  }

  @Override
  public boolean hasNext() {
    if (line == null) line = findLine();
    return line != null;
  }

  @Override
  public String next() {
    if (!hasNext()) throw new NoSuchElementException("The split of " + path + " has no more lines");
    String next = line;
    line = null;
    return next;
  }

  /** How many times bytes that belong to no character were replaced so far. */
  public long malformedCount() {
    return malformedCount;
  }

  /** The next line that begins before the end of the split, or null. */
  private String findLine() {
    while (isLineAhead()) {
      scan.begin();
      int length = scanLine();
      if (length == NO_LINE) continue;
      String found = decode(length);
      passLine(length);
      if (found != null) return found;
    }
    finish();
    return null;
  }

  private boolean isLineAhead() {
    if (in == null) return false;
    if (isAfterReturn) {
      isAfterReturn = false;
      if ((position < limit || fill()) && buffer[position] == '\n') position++;
    }
    if (bufferOffset + position >= end || (position == limit && !fill())) return false;
    return unpacked == null || bufferOffset + position <= unpacked.rangeBytes();
  }

  /** The end of the split: has it been what was planned? */
  private void finish() {
    if (in == null) return;
    try {
      if (!isTorn) requireWholeSplit();
    } catch (EngineException e) {
      damage.tolerate(e);
    } finally {
      close();
    }
  }

  private void requireWholeSplit() {
    if (bufferOffset + position < end && end != Long.MAX_VALUE) throw tooShort();
    split.file().requireUnchanged(storage);
  }

  private EngineException tooShort() {
    return new EngineException(
        CoreError.INPUT_CHANGED,
        "The file "
            + path
            + " ends at byte "
            + (bufferOffset + limit)
            + " but had at least "
            + end
            + " when the job was planned",
        "Do not change files while jobs read them");
  }

  /**
   * Reads until the buffer holds the line at {@code position}; returns its length without what ends
   * it, or {@code NO_LINE} if it was lost or too long.
   */
  private int scanLine() {
    int length = 0;
    while (true) {
      int found = scan.endOfLine(buffer, position + length, limit);
      length = found - position;
      if (length > options.lineBytesMax()) return leaveOut(tooLong(), length);
      if (found < limit) return length;
      if (fill()) continue;
      if (isTorn) return NO_LINE;
      if (end != Long.MAX_VALUE && bufferOffset + limit < end) return loseRest(tooShort());
      return length;
    }
  }

  private int leaveOut(EngineException failure, int length) {
    damage.tolerate(failure);
    position += length;
    skipLine();
    return NO_LINE;
  }

  private int loseRest(EngineException failure) {
    damage.tolerate(failure);
    isTorn = true;
    position = limit;
    return NO_LINE;
  }

  /** The line as a string; null if its bytes are damage that is left out. */
  private String decode(int length) {
    if (encoding.keepsAscii() && scan.isAscii())
      return new String(buffer, position, length, StandardCharsets.ISO_8859_1);
    String found = new String(buffer, position, length, charset);
    // Strings of Latin-1 answer at once.
    if (found.indexOf('\uFFFD') < 0) return found;
    int replaced = encoding.replacements(found, buffer, position, length);
    if (replaced == 0) return found;
    if (options.malformed() == Malformed.DAMAGE) {
      damage.tolerate(malformed(length));
      return null;
    }
    malformedCount += replaced;
    damage.count(replaced);
    return found;
  }

  private EngineException malformed(int length) {
    int at = Math.max(0, encoding.firstMalformed(buffer, position, length));
    return new EngineException(
        CoreError.TEXT_MALFORMED,
        "The bytes of "
            + path
            + " at "
            + (bufferOffset + position + at)
            + (unpacked == null ? "" : " of what was unpacked")
            + " are no "
            + charset,
        "Name the right charset in ReadOptions, or let malformed bytes be replaced");
  }

  private void passLine(int length) {
    position += length;
    if (position == limit) return;
    isAfterReturn = buffer[position++] == '\r';
  }

  /** As reading a line, but what has been looked at need not be kept. */
  private void skipLine() {
    while (position < limit || fill()) {
      int found = scan.endOfLine(buffer, position, limit);
      position = found;
      if (found == limit) continue;
      passLine(0);
      return;
    }
  }

  private void skipByteOrderMark() {
    while (limit < 3) {
      if (!fill()) return;
    }
    if (buffer[0] == (byte) 0xEF && buffer[1] == (byte) 0xBB && buffer[2] == (byte) 0xBF)
      position = 3;
  }

  /**
   * Reads more behind what the buffer holds from {@code position} on; false at the end of the file,
   * and where damage ends it.
   */
  private boolean fill() {
    if (isTorn) return false;
    if (position == limit) {
      bufferOffset += position;
      position = 0;
      limit = 0;
    } else if (limit == buffer.length) {
      makeRoom();
    }
    int wanted = buffer.length - limit;
    if (bufferOffset + limit >= end) wanted = Math.min(wanted, TAIL_BYTES);
    try {
      int count = in.read(buffer, limit, wanted);
      if (count <= 0) return false;
      limit += count;
      return true;
    } catch (IOException e) {
      throw split.file().unreadable(e);
    } catch (EngineException e) {
      damage.tolerate(e);
      isTorn = true;
      position = limit;
      return false;
    }
  }

  private void makeRoom() {
    if (position > 0) {
      System.arraycopy(buffer, position, buffer, 0, limit - position);
      bufferOffset += position;
      limit -= position;
      position = 0;
    } else {
      grow();
    }
  }

  /** Room for the whole line, and for one byte that shows that it is too long. */
  private void grow() {
    int size = (int) Math.min(ReadOptions.LINE_BYTES_MAX, Math.max(64, 2L * buffer.length));
    if (size == buffer.length) {
      throw new EngineException(CoreError.TEXT_MALFORMED, tooLong().what(), tooLong().remedy());
    }
    if (!memory.grow(size - buffer.length)) {
      throw new EngineException(
          RuntimeError.MEMORY_EXHAUSTED,
          "There is no memory for the line of "
              + path
              + " that begins at byte "
              + (bufferOffset + position)
              + " and has more than "
              + buffer.length
              + " bytes",
          "Give the process more memory, run fewer tasks at once, or set lineBytesMax in ReadOptions"
              + " to leave such lines out");
    }
    reservedBytes += size - buffer.length;
    buffer = Arrays.copyOf(buffer, size);
  }

  private EngineException tooLong() {
    return new EngineException(
        CoreError.TEXT_MALFORMED,
        "The line of "
            + path
            + " that begins at byte "
            + (bufferOffset + position)
            + " is longer than "
            + Math.min(options.lineBytesMax(), ReadOptions.LINE_BYTES_MAX)
            + " bytes",
        "Check that it is a text file, and that its lines end with a line feed or a carriage return");
  }

  @Override
  public void close() {
    line = null;
    if (buffer != null) {
      // A task that fails may close its reservation before its iterators.
      memory.shrink(Math.min(reservedBytes, memory.heldBytes()));
      reservedBytes = 0;
      buffer = null;
    }
    closeInput();
  }

  private void closeInput() {
    InputStream open = in;
    if (open == null) return;
    in = null;
    unpacked = null;
    try {
      open.close();
    } catch (IOException e) {
      throw split.file().unreadable(e);
    }
  }
}
