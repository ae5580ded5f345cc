package io.brasa.connectors.parquet.encoding;

import java.util.Arrays;

/** Bytes as they are gathered. Not thread-safe. */
public final class Bytes {
  private byte[] bytes = new byte[256];
  private int size;

  public int size() {
    return size;
  }

  /** All bytes, and others behind them. */
  public byte[] array() {
    return bytes;
  }

  public void clear() {
    size = 0;
  }

  private void reserve(int more) {
    int wanted = Math.addExact(size, more);
    if (wanted > bytes.length)
      bytes =
          Arrays.copyOf(bytes, (int) Math.clamp(2L * bytes.length, wanted, Integer.MAX_VALUE - 8));
  }

  public void add(int value) {
    reserve(1);
    bytes[size++] = (byte) value;
  }

  public void add(byte[] source, int from, int length) {
    reserve(length);
    System.arraycopy(source, from, bytes, size, length);
    size += length;
  }

  /** The lowest bytes of a number, the lowest first. */
  public void addNumber(long value, int width) {
    reserve(width);
    for (int i = 0; i < width; i++) bytes[size++] = (byte) (value >>> 8 * i);
  }

  /** A number of 7 bits a byte, not below zero. */
  public void addVarint(int value) {
    int rest = value;
    while (rest >>> 7 != 0) {
      add(rest | 0x80);
      rest >>>= 7;
    }
    add(rest);
  }

  /** Overwrites four bytes. */
  public void setInt(int at, int value) {
    for (int i = 0; i < 4; i++) bytes[at + i] = (byte) (value >>> 8 * i);
  }
}
