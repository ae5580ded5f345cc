package io.brasa.runtime.codec;

import io.brasa.runtime.error.EngineException;
import io.brasa.runtime.error.RuntimeError;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.IntFunction;

/**
 * Reads what an {@link Encoder} wrote, in the same order, from bytes or from a stream of them.
 * Whatever the bytes are, only {@link EngineException}s come out, and no more memory is taken than
 * a small multiple of the bytes that are really there: lengths are checked against what is left,
 * or, in a stream of unknown length, are believed piece by piece. Not thread-safe.
 */
public final class Decoder {
  private static final int STREAM_BUFFER = 64 * 1024;
  private static final int PIECE = 1024 * 1024;

  /** How many elements are made room for before the first of them was seen. */
  private static final int BELIEVED = 1024;

  private final Codecs codecs;

  /** Null when all bytes are in the buffer. */
  private final InputStream source;

  private final byte[] buffer;
  private int position;
  private int limit;

  /** Bytes of the stream that came before those in the buffer. */
  private long bufferStart;

  private int depth;
  private final List<ContentCodec<Object>> table = new ArrayList<>();
  private IntFunction<StoredGroup<?>> attachments;
  private boolean hasAttachments;

  public Decoder(Codecs codecs, byte[] bytes) {
    this(codecs, bytes, 0, bytes.length);
  }

  public Decoder(Codecs codecs, byte[] bytes, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, bytes.length);
    this.codecs = codecs;
    this.source = null;
    this.buffer = bytes;
    this.position = offset;
    this.limit = offset + length;
    this.bufferStart = -offset;
  }

  /** Reads from a stream, some way ahead of what was asked for. The caller closes the stream. */
  public Decoder(Codecs codecs, InputStream source) {
    this.codecs = codecs;
    this.source = source;
    this.buffer = new byte[STREAM_BUFFER];
  }

  public Codecs codecs() {
    return codecs;
  }

  /** Bytes read so far. */
  public long position() {
    return bufferStart + position;
  }

  /** Whether all bytes have been read. */
  public boolean isAtEnd() {
    return position == limit && (source == null || !fill(1));
  }

  public byte readByte() {
    require(1);
    return buffer[position++];
  }

  /** Reads one byte, which must be 0 or 1. */
  public boolean readBoolean() {
    byte value = readByte();
    if (value != 0 && value != 1) {
      throw CodecErrors.corrupt("Byte " + (position() - 1) + " should be 0 or 1 but is " + value);
    }
    return value == 1;
  }

  public short readShort() {
    require(2);
    short value = (short) ByteViews.SHORTS.get(buffer, position);
    position += 2;
    return value;
  }

  public char readChar() {
    require(2);
    char value = (char) ByteViews.CHARS.get(buffer, position);
    position += 2;
    return value;
  }

  public int readInt() {
    require(4);
    byte[] bytes = buffer;
    int at = position;
    position = at + 4;
    return (bytes[at] & 0xFF)
        | (bytes[at + 1] & 0xFF) << 8
        | (bytes[at + 2] & 0xFF) << 16
        | bytes[at + 3] << 24;
  }

  public long readLong() {
    require(8);
    long value = (long) ByteViews.LONGS.get(buffer, position);
    position += 8;
    return value;
  }

  public int readVarInt() {
    long raw = readUnsigned();
    if (raw >>> 32 != 0) {
      throw CodecErrors.corrupt("An int before byte " + position() + " has more than 32 bits");
    }
    int bits = (int) raw;
    return (bits >>> 1) ^ -(bits & 1);
  }

  public long readVarLong() {
    long raw = readUnsigned();
    return (raw >>> 1) ^ -(raw & 1);
  }

  /** Reads a length or an index. */
  public int readCount() {
    long raw = readUnsigned();
    if (raw < 0 || raw > Integer.MAX_VALUE) {
      throw CodecErrors.corrupt("A count before byte " + position() + " is " + raw);
    }
    return (int) raw;
  }

  /**
   * Reads the number of things that take at least so many bytes each, refusing more than can
   * follow.
   */
  int readCount(int bytesEach) {
    int count = readCount();
    if (source == null && (long) count * bytesEach > limit - position) {
      throw CodecErrors.corrupt(
          "A count before byte " + position() + " is " + count + ", more than the bytes left hold");
    }
    return count;
  }

  /** How many elements to make room for at first, when so many are announced. */
  static int believed(int count) {
    return Math.min(count, BELIEVED);
  }

  private long readUnsigned() {
    long result = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      byte next = readByte();
      result |= (long) (next & 0x7F) << shift;
      if (next >= 0) {
        if (shift == 63 && next > 1) {
          break;
        }
        return result;
      }
    }
    throw CodecErrors.corrupt("A number before byte " + position() + " has more than 64 bits");
  }

  public float readFloat() {
    return Float.intBitsToFloat(readInt());
  }

  public double readDouble() {
    return Double.longBitsToDouble(readLong());
  }

  /** Reads so many bytes as they are. */
  public byte[] readBytes(int count) {
    if (count <= limit - position) {
      byte[] bytes = Arrays.copyOfRange(buffer, position, position + count);
      position += count;
      return bytes;
    }
    if (source == null) {
      throw CodecErrors.endsEarly(position());
    }
    byte[] bytes = new byte[Math.min(count, PIECE)];
    int filled = 0;
    while (filled < count) {
      if (filled == bytes.length) {
        bytes = Arrays.copyOf(bytes, (int) Math.min(count, 2L * filled));
      }
      require(1);
      int piece = Math.min(limit - position, bytes.length - filled);
      System.arraycopy(buffer, position, bytes, filled, piece);
      position += piece;
      filled += piece;
    }
    return bytes;
  }

  /** Reads what {@link Encoder#writeByteArray} wrote. */
  public byte[] readByteArray() {
    return readBytes(readCount(1));
  }

  public String readString() {
    String value = readNullableString();
    if (value == null) {
      throw CodecErrors.corrupt("A string before byte " + position() + " is null");
    }
    return value;
  }

  /** Reads a string or null. */
  public String readNullableString() {
    long header = readUnsigned();
    if (header == 0) {
      return null;
    }
    long length = (header - 1) >>> 2;
    int form = (int) ((header - 1) & 3);
    if (header < 0 || length > Integer.MAX_VALUE - 8 || form == 3) {
      throw CodecErrors.corrupt("A string before byte " + position() + " has no valid length");
    }
    return readText((int) length, form);
  }

  private String readText(int length, int form) {
    byte[] bytes = buffer;
    int from = position;
    if (length <= limit - position) {
      position += length;
    } else {
      bytes = readBytes(length);
      from = 0;
    }
    return switch (form) {
      case 0 -> new String(bytes, from, length, StandardCharsets.ISO_8859_1);
      case 1 -> new String(bytes, from, length, StandardCharsets.UTF_8);
      default -> utf16(bytes, from, length / 2);
    };
  }

  private static String utf16(byte[] bytes, int from, int length) {
    char[] chars = new char[length];
    for (int i = 0; i < length; i++) {
      chars[i] = (char) ByteViews.CHARS.get(bytes, from + 2 * i);
    }
    return new String(chars);
  }

  /** Reads what {@link Encoder#writeValue} wrote: a value or null. */
  public Object readValue() {
    int index = readCount();
    if (index == 0) {
      return null;
    }
    if (index == BuiltIn.STRING) {
      return readString();
    }
    while (index == BuiltIn.FIRST_NAMED + table.size()) {
      defineClass();
      index = readCount();
    }
    return decode(codecAt(index));
  }

  /** Passes over a value, without making it where that needs no look at what it holds. */
  public void skipValue() {
    int start = position;
    int index = readCount();
    if (source == null && index == BuiltIn.STRING) {
      skipBytes((readUnsigned() - 1) >>> 2);
    } else if (source == null && index == BuiltIn.BYTES) {
      skipBytes(readUnsigned());
    } else if (index != 0) {
      if (source != null) {
        throw new IllegalStateException("values of a stream are read, not skipped");
      }
      position = start;
      readValue();
    }
  }

  /**
   * Passes over a value if it is a {@code byte[]}, whose content then ends at the position. Not for
   * streams.
   *
   * @return its length, or -1 if the next value is something else: then nothing was read
   */
  public int skipByteArray() {
    if (source != null) {
      throw new IllegalStateException("values of a stream are read, not skipped");
    }
    if (position >= limit || buffer[position] != BuiltIn.BYTES) {
      return -1;
    }
    position++;
    int length = readCount(1);
    position += length;
    return length;
  }

  private void skipBytes(long count) {
    if (count < 0 || count > limit - position) {
      throw CodecErrors.endsEarly(position());
    }
    position += (int) count;
  }

  /**
   * Goes to a position of the bytes given, from which a value can be read again if the bytes
   * {@linkplain #namesClasses name no classes}. Not for streams.
   */
  public void seek(int at) {
    if (source != null) {
      throw new IllegalStateException("a stream has no positions to go to");
    }
    position = Objects.checkIndex(at, limit + 1);
  }

  /**
   * Whether what was read so far holds names of classes, on which what follows them depends, or
   * places of what is attached to this very stream.
   */
  public boolean namesClasses() {
    return hasAttachments || !table.isEmpty();
  }

  /**
   * Where the groups are that the encoder {@linkplain Encoder#attachTo attached}, by their places.
   * The function fails for places that there are not.
   */
  public void attachmentsFrom(IntFunction<StoredGroup<?>> found) {
    attachments = found;
  }

  StoredGroup<?> attachment(int place) {
    if (attachments == null) {
      throw CodecErrors.corrupt("A group before byte " + position() + " was carried elsewhere");
    }
    hasAttachments = true;
    return attachments.apply(place);
  }

  /** Reads what {@link Encoder#writeNullable} wrote with the codec of the same type. */
  public Object readNullable(Codec<?> codec) {
    return readBoolean() ? decode((ContentCodec<?>) codec) : null;
  }

  /** Constructors and collections complain in their own ways about parts that they never held. */
  private Object decode(ContentCodec<?> codec) {
    try {
      return codec.decode(this);
    } catch (EngineException known) {
      throw known;
    } catch (RuntimeException complaint) {
      throw CodecErrors.corrupt(
          "The bytes before byte " + position() + " are not a " + codec.type().getTypeName(),
          complaint);
    }
  }

  private ContentCodec<?> codecAt(int index) {
    if (index < BuiltIn.FIRST_NAMED) {
      return codecs.builtIn(index);
    }
    if (index - BuiltIn.FIRST_NAMED >= table.size()) {
      throw CodecErrors.corrupt(
          "Class " + index + " before byte " + position() + " was never named");
    }
    return table.get(index - BuiltIn.FIRST_NAMED);
  }

  private void defineClass() {
    String name = readString();
    int shape = readInt();
    ContentCodec<Object> codec = codecs.find(codecs.load(name)).ofObject();
    if (codec.shape() != shape) {
      throw CodecErrors.corrupt(
          "Values of " + name + " were written when the class had other fields than it has here");
    }
    table.add(codec);
  }

  /** Called by codecs whose values hold others, before these. */
  void enter() {
    if (++depth > Encoder.MAX_DEPTH) {
      throw CodecErrors.corrupt("Values nest too deep at byte " + position());
    }
  }

  /** Called when {@link #enter} was and no failure happened. */
  void leave() {
    depth--;
  }

  /** Makes sure that a few bytes, far fewer than a buffer, can be read at the position. */
  private void require(int count) {
    if (limit - position < count && (source == null || !fill(count))) {
      throw CodecErrors.endsEarly(position());
    }
  }

  /** Moves what is left to the front and reads more; whether there are so many bytes then. */
  private boolean fill(int count) {
    System.arraycopy(buffer, position, buffer, 0, limit - position);
    bufferStart += position;
    limit -= position;
    position = 0;
    try {
      while (limit < count) {
        int read = source.read(buffer, limit, buffer.length - limit);
        if (read < 0) {
          return false;
        }
        limit += read;
      }
      return true;
    } catch (IOException failure) {
      throw new EngineException(
          RuntimeError.STORAGE_FAILED,
          "Reading encoded values failed at byte " + position(),
          "Look at the cause below",
          failure);
    }
  }
}
