package io.brasa.testkit.simulation;

import java.util.Arrays;

/** The bytes behind one or, while a reader still has it open after a deletion, no name. */
final class SimulatedFile {
  /** Whose death may tear it. */
  final SimulatedProcess writer;

  private byte[] bytes = new byte[64];
  private int length;
  private int syncedLength;
  private boolean isOpen = true;
  long modifiedMillis;

  SimulatedFile(SimulatedProcess writer) {
    this.writer = writer;
  }

  int length() {
    return length;
  }

  void append(byte[] source, int offset, int count) {
    int needed = Math.addExact(length, count);
    if (needed > bytes.length) bytes = Arrays.copyOf(bytes, Math.max(needed, 2 * bytes.length));
    System.arraycopy(source, offset, bytes, length, count);
    length = needed;
  }

  void copy(long position, byte[] target, int offset, int count) {
    System.arraycopy(bytes, Math.toIntExact(position), target, offset, count);
  }

  void flip(int position, int bit) {
    bytes[position] ^= (byte) (1 << bit);
  }

  void sync() {
    syncedLength = length;
  }

  void close() {
    isOpen = false;
  }

  boolean isOpen() {
    return isOpen;
  }

  int unsyncedLength() {
    return length - syncedLength;
  }

  /** Keeps a prefix: what was synced, and so many bytes more. */
  void tear(int survivingCount) {
    length = syncedLength + survivingCount;
    syncedLength = length;
    isOpen = false;
  }
}
