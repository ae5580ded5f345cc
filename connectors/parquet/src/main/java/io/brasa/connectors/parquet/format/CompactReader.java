package io.brasa.connectors.parquet.format;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads structures in Thrift's compact protocol. Source: the protocol's specification,
 * thrift-compact-protocol.md of Apache Thrift.
 *
 * <p>Every list is checked against the bytes that are left, and depth is bounded, so that no bytes
 * make it allocate more than some times their length or recurse without end.
 */
public final class CompactReader {
  static final int STOP = 0;
  static final int TRUE = 1;
  static final int FALSE = 2;
  static final int BYTE = 3;
  static final int SHORT = 4;
  static final int INT = 5;
  static final int LONG = 6;
  static final int DOUBLE = 7;
  static final int BINARY = 8;
  static final int LIST = 9;
  static final int SET = 10;
  static final int MAP = 11;
  static final int STRUCT = 12;

  private static final int DEPTH_MAX = 24;
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private final byte[] bytes;
  private final int end;
  private int position;

  /** Reads from {@code from}, never behind {@code end}. */
  public CompactReader(byte[] bytes, int from, int end) {
    this.bytes = bytes;
    this.position = from;
    this.end = end;
  }

  /** Behind what was read. */
  public int position() {
    return position;
  }

  /** Reads one structure. Fails with {@link Damage}. */
  public ThriftStruct readStruct() {
    return readStruct(0);
  }

  private ThriftStruct readStruct(int depth) {
    if (depth > DEPTH_MAX) throw new Damage(position, "structures are nested without end");
    ThriftStruct struct = new ThriftStruct();
    int field = 0;
    while (true) {
      int head = next();
      int type = head & 15;
      if (type == STOP) return struct;
      int delta = head >>> 4;
      field = delta == 0 ? (int) zigzag() : field + delta;
      if (field < 0 || field > ThriftStruct.FIELD_MAX)
        throw new Damage(position, "a structure has a field " + field);
      Object value =
          switch (type) {
            case TRUE -> Boolean.TRUE;
            case FALSE -> Boolean.FALSE;
            default -> readValue(type, depth);
          };
      struct.set(field, value);
    }
  }

  private Object readValue(int type, int depth) {
    return switch (type) {
      // only in lists: in a structure the type itself says it
      case TRUE, FALSE -> next() == TRUE;
      case BYTE -> (byte) next();
      case SHORT -> (short) zigzag();
      case INT -> (int) zigzag();
      case LONG -> zigzag();
      case DOUBLE -> {
        need(8);
        position += 8;
        yield Double.longBitsToDouble((long) LONGS.get(bytes, position - 8));
      }
      case BINARY -> readBinary();
      case LIST, SET -> readList(depth);
      case MAP -> readMap(depth);
      case STRUCT -> readStruct(depth + 1);
      default -> throw new Damage(position, "there is no type " + type);
    };
  }

  private byte[] readBinary() {
    long length = varint();
    if (length < 0 || length > end - position)
      throw new Damage(position, length + " bytes where " + (end - position) + " are left");
    byte[] value = new byte[(int) length];
    System.arraycopy(bytes, position, value, 0, value.length);
    position += value.length;
    return value;
  }

  private List<Object> readList(int depth) {
    if (depth > DEPTH_MAX) throw new Damage(position, "lists are nested without end");
    int head = next();
    long count = head >>> 4;
    if (count == 15) count = varint();
    int type = head & 15;
    if (count < 0 || count > end - position)
      throw new Damage(
          position, "a list of " + count + " elements in " + (end - position) + " bytes");
    List<Object> list = new ArrayList<>((int) count);
    for (int i = 0; i < count; i++) list.add(readValue(type, depth + 1));
    return list;
  }

  /** No structure of Parquet has maps; what others put there is passed over. */
  private Object readMap(int depth) {
    long count = varint();
    if (count == 0) return List.of();
    if (count < 0 || count > end - position || depth > DEPTH_MAX)
      throw new Damage(position, "a map of " + count + " entries");
    int types = next();
    for (int i = 0; i < count; i++) {
      readValue(types >>> 4, depth + 1);
      readValue(types & 15, depth + 1);
    }
    return List.of();
  }

  private int next() {
    need(1);
    return bytes[position++] & 0xff;
  }

  private void need(int count) {
    if (end - position < count) throw new Damage(position, "a structure does not end");
  }

  private long zigzag() {
    long value = varint();
    return value >>> 1 ^ -(value & 1);
  }

  private long varint() {
    long value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      int part = next();
      value |= (long) (part & 0x7f) << shift;
      if (part < 0x80) return value;
    }
    throw new Damage(position, "a number of more than 64 bits");
  }
}
