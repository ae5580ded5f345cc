package io.brasa.columnar.packed;

/** Reads what a {@link ByteOutput} wrote. Belongs to one thread. */
final class ByteInput {
  private final byte[] bytes;
  private int position;

  ByteInput(byte[] bytes) {
    this.bytes = bytes;
  }

  byte[] bytes() {
    return bytes;
  }

  int position() {
    return position;
  }

  int readByte() {
    return bytes[position++];
  }

  int readInt() {
    int value = (int) ByteOutput.INTS.get(bytes, position);
    position += 4;
    return value;
  }

  long readLong() {
    long value = (long) ByteOutput.LONGS.get(bytes, position);
    position += 8;
    return value;
  }

  void skip(int count) {
    position += count;
  }
}
