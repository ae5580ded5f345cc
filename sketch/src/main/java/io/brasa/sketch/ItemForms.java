package io.brasa.sketch;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.apache.datasketches.common.ArrayOfBooleansSerDe;
import org.apache.datasketches.common.ArrayOfDoublesSerDe;
import org.apache.datasketches.common.ArrayOfItemsSerDe;
import org.apache.datasketches.common.ArrayOfLongsSerDe;
import org.apache.datasketches.common.ArrayOfNumbersSerDe;
import org.apache.datasketches.common.ArrayOfStringsSerDe;

/** How items of frequent sketches are written. */
final class ItemForms {
  private ItemForms() {}

  static ArrayOfItemsSerDe<?> of(FrequentSketch.Items items) {
    return switch (items) {
      case BOOLEANS -> new ArrayOfBooleansSerDe();
      case NUMBERS -> new ArrayOfNumbersSerDe();
      case LONGS -> new ArrayOfLongsSerDe();
      case DOUBLES -> new ArrayOfDoublesSerDe();
      case TEXTS -> new ArrayOfStringsSerDe();
      case WIDE_NUMBERS -> new WideNumbers();
    };
  }

  /** Four bytes of the length, lowest first, and the number's bytes, highest first. */
  private static final class WideNumbers extends ArrayOfItemsSerDe<BigInteger> {
    private static final ValueLayout.OfInt LENGTH =
        ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    @Override
    public byte[] serializeToByteArray(BigInteger item) {
      return serializeToByteArray(new BigInteger[] {item});
    }

    @Override
    public byte[] serializeToByteArray(BigInteger[] items) {
      ByteBuffer out = ByteBuffer.allocate(sizeOf(items)).order(ByteOrder.LITTLE_ENDIAN);
      for (BigInteger item : items) {
        byte[] bytes = item.toByteArray();
        out.putInt(bytes.length).put(bytes);
      }
      return out.array();
    }

    @Override
    public BigInteger[] deserializeFromMemorySegment(MemorySegment segment, long from, int count) {
      BigInteger[] items = new BigInteger[count];
      long at = from;
      for (int i = 0; i < count; i++) {
        int length = segment.get(LENGTH, at);
        at += Integer.BYTES;
        items[i] = new BigInteger(segment.asSlice(at, length).toArray(ValueLayout.JAVA_BYTE));
        at += length;
      }
      return items;
    }

    @Override
    public int sizeOf(BigInteger item) {
      return Integer.BYTES + item.toByteArray().length;
    }

    @Override
    public int sizeOf(BigInteger[] items) {
      int size = 0;
      for (BigInteger item : items) size += sizeOf(item);
      return size;
    }

    @Override
    public int sizeOf(MemorySegment segment, long from, int count) {
      long at = from;
      for (int i = 0; i < count; i++) at += Integer.BYTES + segment.get(LENGTH, at);
      return Math.toIntExact(at - from);
    }

    @Override
    public String toString(BigInteger item) {
      return item.toString();
    }

    @Override
    public Class<BigInteger> getClassOfT() {
      return BigInteger.class;
    }
  }
}
