package io.brasa.core.compression;

import io.brasa.core.error.CoreError;
import io.brasa.runtime.error.EngineException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Unpacks a gzip file (RFC 1952) of any number of members, and fails by name wherever it is
 * damaged. The JDK's own stream takes whatever follows a member and is no header for the end of the
 * file, and a stream that has nothing at hand for it too: both would lose lines in silence. Zeros
 * after the last member are padding, as the gzip tool has it. Not thread-safe.
 */
final class GzipInput extends UnpackedInput {
  private static final int BUFFER_BYTES = 64 << 10;
  private static final int FLAG_HEADER_CHECKSUM = 2;
  private static final int FLAG_EXTRA = 4;
  private static final int FLAG_NAME = 8;
  private static final int FLAG_COMMENT = 16;

  private final String path;
  private final InputStream in;
  private final Inflater inflater = new Inflater(true);
  private final CRC32 checksum = new CRC32();
  private final byte[] packed = new byte[BUFFER_BYTES];
  private int position;
  private int limit;

  /** How many packed bytes were in the file before the buffer. */
  private long consumed;

  private boolean isInMember;
  private boolean isAtEnd;

  GzipInput(String path, InputStream in) {
    this.path = path;
    this.in = in;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    if (length == 0) return 0;
    while (!isAtEnd) {
      if (!isInMember && !openMember()) break;
      int count = inflate(bytes, offset, length);
      if (count > 0) return count;
    }
    return -1;
  }

  /** Unpacks some bytes of the current member; none when it ends. */
  private int inflate(byte[] bytes, int offset, int length) throws IOException {
    try {
      while (true) {
        int count = inflater.inflate(bytes, offset, length);
        if (count > 0) {
          checksum.update(bytes, offset, count);
          return count;
        }
        if (inflater.finished()) {
          closeMember();
          return 0;
        }
        if (inflater.needsDictionary()) throw corrupt("asks for a dictionary");
        position = limit;
        if (!fill()) throw truncated();
        inflater.setInput(packed, 0, limit);
      }
    } catch (DataFormatException e) {
      throw corrupt("does not unpack (" + e.getMessage() + ")");
    }
  }

  /** Reads the header of the next member; false at the end of the file. */
  private boolean openMember() throws IOException {
    boolean isFirst = consumed + position == 0;
    int first = next();
    if (!isFirst) {
      while (first == 0) first = next();
    }
    if (first < 0) {
      isAtEnd = true;
      return false;
    }
    if (first != 0x1f || need() != 0x8b)
      throw corrupt(isFirst ? "is no gzip file" : "goes on with what is no gzip member");
    if (need() != 8) throw corrupt("has an unknown method");
    int flags = need();
    skip(6);
    if ((flags & FLAG_EXTRA) != 0) skip(need() | need() << 8);
    if ((flags & FLAG_NAME) != 0) skipText();
    if ((flags & FLAG_COMMENT) != 0) skipText();
    if ((flags & FLAG_HEADER_CHECKSUM) != 0) skip(2);
    inflater.reset();
    checksum.reset();
    inflater.setInput(packed, position, limit - position);
    isInMember = true;
    return true;
  }

  private void closeMember() throws IOException {
    position = limit - inflater.getRemaining();
    isInMember = false;
    long size = inflater.getBytesWritten();
    if (needInt() != (int) checksum.getValue()) throw corrupt("has a wrong checksum");
    if (needInt() != (int) size) throw corrupt("has a wrong length");
  }

  private int needInt() throws IOException {
    return need() | need() << 8 | need() << 16 | need() << 24;
  }

  private void skip(int count) throws IOException {
    for (int left = count; left > 0; left--) need();
  }

  private void skipText() throws IOException {
    while (need() != 0) {
      // The text ends with a zero.
    }
  }

  private int need() throws IOException {
    int value = next();
    if (value < 0) throw truncated();
    return value;
  }

  private int next() throws IOException {
    if (position == limit && !fill()) return -1;
    return packed[position++] & 0xff;
  }

  private boolean fill() throws IOException {
    consumed += limit;
    position = 0;
    limit = 0;
    int count = in.read(packed, 0, packed.length);
    if (count <= 0) return false;
    limit = count;
    return true;
  }

  private EngineException truncated() {
    return corrupt("ends in the middle");
  }

  private EngineException corrupt(String what) {
    long offset = isInMember ? consumed + limit - inflater.getRemaining() : consumed + position;
    return new EngineException(
        CoreError.INPUT_CORRUPT,
        "The gzip file " + path + " " + what + " at byte " + offset,
        "Copy or make it again; gzip -t tests it");
  }

  @Override
  public void close() throws IOException {
    isAtEnd = true;
    inflater.end();
    in.close();
  }
}
