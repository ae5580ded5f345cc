package io.brasa.runtime.codec;

import io.brasa.runtime.error.EngineException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A growing buffer that values are appended to, with the table of class names that one stream of
 * values shares. After a failure the buffer ends in the middle of a value: only {@link #reset}
 * makes sense then. Fixed-width numbers are little-endian; the format is described in this
 * package's documentation. Not thread-safe.
 */
public final class Encoder {
  /**
   * Values nested deeper than this are refused, by writer and reader alike, long before the stack
   * of a thread ends.
   */
  static final int MAX_DEPTH = 500;

  private static final int MAX_SIZE = Integer.MAX_VALUE - 8;
  private static final int CACHE_MASK = 31;

  private final Codecs codecs;
  private byte[] buffer;
  private int size;
  private int depth;

  /** Direct-mapped by the hash of the class: most streams hold few classes. */
  private final ClassEntry[] cache = new ClassEntry[CACHE_MASK + 1];

  /**
   * By the class that is written, which for enum constants with bodies is not that of the value.
   */
  private Map<Class<?>, ClassEntry> entries;

  private int nextIndex = BuiltIn.FIRST_NAMED;
  private List<StoredGroup<?>> attachments;
  private List<Group<?>> apart;

  /** One line of the class table. */
  private record ClassEntry(Class<?> type, int index, ContentCodec<Object> codec) {}

  public Encoder(Codecs codecs) {
    this(codecs, 512);
  }

  /**
   * @param initialBytes the room to start with
   */
  public Encoder(Codecs codecs, int initialBytes) {
    this.codecs = codecs;
    this.buffer = new byte[Math.max(16, initialBytes)];
  }

  public Codecs codecs() {
    return codecs;
  }

  /** Appends the low eight bits. */
  public void writeByte(int value) {
    ensure(1);
    buffer[size++] = (byte) value;
  }

  public void writeBoolean(boolean value) {
    writeByte(value ? 1 : 0);
  }

  /** Appends two bytes. */
  public void writeShort(int value) {
    ensure(2);
    ByteViews.SHORTS.set(buffer, size, (short) value);
    size += 2;
  }

  /** Appends two bytes. */
  public void writeChar(char value) {
    ensure(2);
    ByteViews.CHARS.set(buffer, size, value);
    size += 2;
  }

  /** Appends four bytes. */
  public void writeInt(int value) {
    ensure(4);
    putInt(size, value);
    size += 4;
  }

  /** Appends eight bytes. */
  public void writeLong(long value) {
    ensure(8);
    ByteViews.LONGS.set(buffer, size, value);
    size += 8;
  }

  /** Appends one to five bytes, few for numbers near zero of either sign. */
  public void writeVarInt(int value) {
    writeUnsigned(((value << 1) ^ (value >> 31)) & 0xFFFF_FFFFL);
  }

  /** Appends one to ten bytes, few for numbers near zero of either sign. */
  public void writeVarLong(long value) {
    writeUnsigned((value << 1) ^ (value >> 63));
  }

  /** Appends a length or an index, which is never negative, in one to five bytes. */
  public void writeCount(int count) {
    if (count < 0) {
      throw new IllegalArgumentException("a count is not negative, but this is " + count);
    }
    writeUnsigned(count);
  }

  private void writeUnsigned(long value) {
    ensure(10);
    byte[] bytes = buffer;
    int at = size;
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      bytes[at++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    bytes[at++] = (byte) rest;
    size = at;
  }

  public void writeFloat(float value) {
    writeInt(Float.floatToRawIntBits(value));
  }

  public void writeDouble(double value) {
    writeLong(Double.doubleToRawLongBits(value));
  }

  /** Appends bytes as they are, without their number. */
  public void writeBytes(byte[] bytes, int offset, int length) {
    ensure(length);
    System.arraycopy(bytes, offset, buffer, size, length);
    size += length;
  }

  /** Appends the number of bytes, then the bytes. */
  public void writeByteArray(byte[] bytes) {
    writeCount(bytes.length);
    writeBytes(bytes, 0, bytes.length);
  }

  public void writeString(String value) {
    int length = value.length();
    int header = size;
    ensure(length + 10);
    writeUnsigned(((long) length << 2) + 1);
    byte[] bytes = buffer;
    int at = size;
    for (int i = 0; i < length; i++) {
      char c = value.charAt(i);
      if (c > 0xFF) {
        size = header;
        writeWideString(value);
        return;
      }
      bytes[at + i] = (byte) c;
    }
    size = at + length;
  }

  /** Appends a string or null. */
  public void writeNullableString(String value) {
    if (value == null) {
      writeByte(0);
    } else {
      writeString(value);
    }
  }

  private void writeWideString(String value) {
    boolean isLossless = StandardCharsets.UTF_8.newEncoder().canEncode(value);
    byte[] bytes = value.getBytes(isLossless ? StandardCharsets.UTF_8 : StandardCharsets.UTF_16LE);
    if (!isLossless) {
      bytes = utf16(value); // getBytes would replace a lone surrogate
    }
    writeUnsigned(((long) bytes.length << 2 | (isLossless ? 1 : 2)) + 1);
    writeBytes(bytes, 0, bytes.length);
  }

  private static byte[] utf16(String value) {
    byte[] bytes = new byte[Math.multiplyExact(value.length(), 2)];
    for (int i = 0; i < value.length(); i++) {
      ByteViews.CHARS.set(bytes, 2 * i, value.charAt(i));
    }
    return bytes;
  }

  /**
   * Appends any value or null, preceded by the index of its class in this stream's table (the name
   * itself the first time).
   */
  public void writeValue(Object value) {
    if (value == null) {
      writeByte(0);
    } else if (value instanceof String string) {
      writeByte(BuiltIn.STRING);
      writeString(string);
    } else {
      ClassEntry entry = entryOf(value.getClass());
      writeUnsigned(entry.index);
      encode(entry.codec, value);
    }
  }

  /** Appends a value or null by a codec that the reader knows too, without naming the class. */
  @SuppressWarnings("unchecked")
  public void writeNullable(Codec<?> codec, Object value) {
    if (value == null) {
      writeByte(0);
    } else {
      writeByte(1);
      encode((ContentCodec<Object>) codec, value);
    }
  }

  private void encode(ContentCodec<Object> codec, Object value) {
    if (depth > 0) {
      codec.encode(value, this);
      return;
    }
    try {
      codec.encode(value, this);
    } catch (EngineException failure) {
      throw FailurePath.locate(codecs, codec, value, failure);
    }
  }

  private ClassEntry entryOf(Class<?> type) {
    int slot = type.hashCode() & CACHE_MASK;
    ClassEntry entry = cache[slot];
    if (entry == null || entry.type != type) {
      entry = findEntry(type);
      cache[slot] = entry;
    }
    return entry;
  }

  private ClassEntry findEntry(Class<?> type) {
    ContentCodec<Object> codec = codecs.find(type).ofObject();
    if (codec.builtInIndex() != 0) {
      return new ClassEntry(type, codec.builtInIndex(), codec);
    }
    if (entries == null) {
      entries = new HashMap<>();
    }
    ClassEntry known = entries.get(codec.type());
    if (known == null) {
      known = new ClassEntry(codec.type(), nextIndex++, codec);
      writeNewClass(known);
      entries.put(codec.type(), known);
    }
    return new ClassEntry(type, known.index, codec);
  }

  /**
   * A definition is an index by itself, then name and shape; the value that follows uses the index
   * as any other.
   */
  private void writeNewClass(ClassEntry entry) {
    writeUnsigned(entry.index);
    writeString(entry.codec.type().getName());
    writeInt(entry.codec.shape());
  }

  /**
   * Lets groups that are stored elsewhere be named in the stream by their place in a list, to which
   * they are added. Whoever carries the stream carries them beside it and tells the {@linkplain
   * Decoder#attachmentsFrom decoder}. Without a list their values are written like those of others.
   */
  public void attachTo(List<StoredGroup<?>> list) {
    attachments = list;
  }

  /**
   * Leaves the values of all groups out of the stream, which nobody can read then, and adds the
   * groups to a list: for whoever wants to look at their content, wherever it lies.
   */
  public void setGroupsApart(List<Group<?>> list) {
    apart = list;
  }

  /** The place that an attached group has from now on, or -1 when its values are to be written. */
  int attach(StoredGroup<?> group) {
    if (attachments == null) {
      return -1;
    }
    attachments.add(group);
    return attachments.size() - 1;
  }

  boolean setsGroupsApart() {
    return apart != null;
  }

  void setApart(Group<?> group) {
    apart.add(group);
  }

  /** Called by codecs whose values hold others, before these. */
  void enter(Class<?> type) {
    if (++depth > MAX_DEPTH) {
      throw CodecErrors.tooDeep(type, MAX_DEPTH);
    }
  }

  /** Called when {@link #enter} was and no failure happened. */
  void leave() {
    depth--;
  }

  boolean isOutermost() {
    return depth == 0;
  }

  /**
   * Writes four bytes over those at a position written before, for lengths known only afterwards.
   */
  public void setInt(int position, int value) {
    if (position < 0 || position + 4 > size) {
      throw new IllegalArgumentException("no four bytes at " + position + " of " + size);
    }
    putInt(position, value);
  }

  /** By hand: a small job writes a few of these and should not wait for {@link ByteViews}. */
  private void putInt(int position, int value) {
    byte[] bytes = buffer;
    bytes[position] = (byte) value;
    bytes[position + 1] = (byte) (value >> 8);
    bytes[position + 2] = (byte) (value >> 16);
    bytes[position + 3] = (byte) (value >> 24);
  }

  /** Bytes written so far. */
  public int size() {
    return size;
  }

  /**
   * The buffer itself, of which {@link #size} bytes are written. Valid until the next write; not to
   * be changed.
   */
  public byte[] buffer() {
    return buffer;
  }

  /** A copy of the bytes written so far. */
  public byte[] toByteArray() {
    return Arrays.copyOf(buffer, size);
  }

  /** The bytes written so far, the buffer itself if it is full. Nothing can be written any more. */
  public byte[] finish() {
    byte[] bytes = size == buffer.length ? buffer : Arrays.copyOf(buffer, size);
    buffer = null;
    return bytes;
  }

  /**
   * Gives away the buffer, of which {@link #size} bytes were written, and goes on with a new one
   * that has room for {@code nextBytes}; forgets the class table.
   */
  public byte[] takeBuffer(int nextBytes) {
    byte[] taken = buffer;
    buffer = new byte[Math.max(16, nextBytes)];
    reset();
    return taken;
  }

  /** Whether names of classes were written, on which what follows them depends. */
  public boolean namesClasses() {
    return nextIndex > BuiltIn.FIRST_NAMED;
  }

  /** Forgets all bytes and the class table, keeping the buffer. */
  public void reset() {
    rewind();
    depth = 0;
    nextIndex = BuiltIn.FIRST_NAMED;
    Arrays.fill(cache, null);
    entries = null;
  }

  /** Forgets the bytes and keeps the class table: for one stream that is carried away in pieces. */
  public void rewind() {
    size = 0;
  }

  /** Makes room so that the next bytes do not grow the buffer one by one. */
  void ensure(int extra) {
    if (buffer.length - size < extra) {
      grow(extra);
    }
  }

  private void grow(int extra) {
    long needed = (long) size + extra;
    if (extra < 0 || needed > MAX_SIZE) {
      throw CodecErrors.tooLarge();
    }
    long doubled = Math.max(needed, 2L * buffer.length);
    buffer = Arrays.copyOf(buffer, (int) Math.min(doubled, MAX_SIZE));
  }
}
