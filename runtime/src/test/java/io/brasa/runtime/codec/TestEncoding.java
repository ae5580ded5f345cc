package io.brasa.runtime.codec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brasa.runtime.error.EngineException;
import io.brasa.runtime.error.RuntimeError;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Encoder and decoder by themselves. */
final class TestEncoding {
  private final Codecs codecs = new Codecs(TestEncoding.class.getClassLoader());

  @Test
  void writesAndReadsEveryWidth() {
    Encoder out = new Encoder(codecs, 16);
    long[] numbers = {
      0,
      1,
      -1,
      63,
      64,
      -64,
      -65,
      1 << 20,
      Integer.MAX_VALUE,
      Integer.MIN_VALUE,
      Long.MAX_VALUE,
      Long.MIN_VALUE
    };
    for (long number : numbers) {
      out.writeByte((int) number);
      out.writeShort((int) number);
      out.writeChar((char) number);
      out.writeInt((int) number);
      out.writeLong(number);
      out.writeVarInt((int) number);
      out.writeVarLong(number);
      out.writeCount((int) (number & Integer.MAX_VALUE));
      out.writeFloat(number);
      out.writeDouble(number);
      out.writeBoolean(number > 0);
      out.writeString("n" + number);
      out.writeNullableString(null);
    }
    for (Decoder in :
        List.of(
            new Decoder(codecs, out.toByteArray()),
            new Decoder(codecs, new Dribble(out.toByteArray())))) {
      for (long number : numbers) {
        assertEquals((byte) number, in.readByte());
        assertEquals((short) number, in.readShort());
        assertEquals((char) number, in.readChar());
        assertEquals((int) number, in.readInt());
        assertEquals(number, in.readLong());
        assertEquals((int) number, in.readVarInt());
        assertEquals(number, in.readVarLong());
        assertEquals((int) (number & Integer.MAX_VALUE), in.readCount());
        assertEquals((float) number, in.readFloat());
        assertEquals((double) number, in.readDouble());
        assertEquals(number > 0, in.readBoolean());
        assertEquals("n" + number, in.readString());
        assertNull(in.readNullableString());
      }
      assertTrue(in.isAtEnd());
      assertEquals(out.size(), in.position());
    }
  }

  /** Gives a few bytes at a time, as sockets do. */
  private static final class Dribble extends InputStream {
    private final ByteArrayInputStream source;
    private final Random random = new Random(7);

    Dribble(byte[] bytes) {
      source = new ByteArrayInputStream(bytes);
    }

    @Override
    public int read() {
      return source.read();
    }

    @Override
    public int read(byte[] target, int offset, int length) {
      return source.read(target, offset, Math.min(length, 1 + random.nextInt(5)));
    }
  }

  @Test
  void readsValuesLargerThanTheBufferFromAStream() {
    Encoder out = new Encoder(codecs);
    String text = "x".repeat(300_000);
    String wide = "\u4f60".repeat(100_000);
    byte[] bytes = new byte[3_000_000];
    long[] longs = new long[50_000];
    longs[49_999] = 9;
    out.writeValue(text);
    out.writeValue(wide);
    out.writeValue(bytes);
    out.writeValue(longs);
    Decoder in = new Decoder(codecs, new ByteArrayInputStream(out.toByteArray()));
    assertEquals(text, in.readValue());
    assertEquals(wide, in.readValue());
    assertArrayEquals(bytes, (byte[]) in.readValue());
    assertArrayEquals(longs, (long[]) in.readValue());
    assertTrue(in.isAtEnd());
  }

  @Test
  void keepsTheClassTableWhenAStreamIsCarriedAwayInPieces() {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    Encoder out = new Encoder(codecs);
    int[] sizes = new int[3];
    for (int i = 0; i < 3; i++) {
      out.writeValue(new Samples.Point(i, i));
      file.write(out.buffer(), 0, out.size());
      sizes[i] = out.size();
      out.rewind();
    }
    assertEquals(3, sizes[2]);
    assertTrue(sizes[0] > 20);
    Decoder in = new Decoder(codecs, new ByteArrayInputStream(file.toByteArray()));
    for (int i = 0; i < 3; i++) {
      assertEquals(new Samples.Point(i, i), in.readValue());
    }
    assertTrue(in.isAtEnd());
  }

  @Test
  void startsAfreshAfterReset() {
    Encoder out = new Encoder(codecs);
    out.writeValue(new Samples.Point(1, 1));
    byte[] first = out.toByteArray();
    out.reset();
    assertEquals(0, out.size());
    out.writeValue(new Samples.Point(1, 1));
    assertArrayEquals(first, out.toByteArray());
    assertThrows(EngineException.class, () -> out.writeValue(new Object()));
    out.reset();
    out.writeValue(new Samples.Point(1, 1));
    assertArrayEquals(first, out.toByteArray());
  }

  @Test
  void setsALengthAfterwards() {
    Encoder out = new Encoder(codecs);
    out.writeInt(0);
    out.writeString("abc");
    out.setInt(0, out.size() - 4);
    assertEquals(4, new Decoder(codecs, out.toByteArray()).readInt());
    assertThrows(IllegalArgumentException.class, () -> out.setInt(5, 1));
    assertThrows(IllegalArgumentException.class, () -> out.setInt(-1, 1));
    assertThrows(IllegalArgumentException.class, () -> out.writeCount(-1));
  }

  @Test
  void believesNoLengthThatTheBytesCannotHold() {
    for (int kind : new int[] {9, 10, 13, 14, 17, 18, 21, 22, 23, 26, 28, 31, 33, 36, 43}) {
      byte[] bytes = {(byte) kind, -1, -1, -1, -1, 7, 1, 1, 1, 1, 1, 1, 1, 1};
      assertCorrupt(new Decoder(codecs, bytes));
      assertCorrupt(new Decoder(codecs, new ByteArrayInputStream(bytes)));
    }
  }

  private static void assertCorrupt(Decoder in) {
    EngineException failure = assertThrows(EngineException.class, in::readValue);
    assertEquals(RuntimeError.CODEC_CORRUPT, failure.code(), failure.getMessage());
  }

  @Test
  void refusesNumbersThatAreTooLong() {
    byte[] long11 = {-1, -1, -1, -1, -1, -1, -1, -1, -1, -1, 1};
    assertThrows(EngineException.class, () -> new Decoder(codecs, long11).readVarLong());
    byte[] int6 = {-1, -1, -1, -1, -1, 1};
    assertThrows(EngineException.class, () -> new Decoder(codecs, int6).readVarInt());
    assertThrows(EngineException.class, () -> new Decoder(codecs, int6).readCount());
    byte[] two = {2};
    assertThrows(EngineException.class, () -> new Decoder(codecs, two).readBoolean());
    assertFalse(new Decoder(codecs, two).isAtEnd());
    assertThrows(EngineException.class, () -> new Decoder(codecs, new byte[0]).readByte());
    assertThrows(IndexOutOfBoundsException.class, () -> new Decoder(codecs, two, 1, 1));
  }

  @Test
  void namesAStreamThatFails() {
    InputStream broken =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException("gone");
          }
        };
    EngineException failure =
        assertThrows(EngineException.class, () -> new Decoder(codecs, broken).readInt());
    assertEquals(RuntimeError.STORAGE_FAILED, failure.code());
    assertEquals("gone", failure.getCause().getMessage());
  }
}
