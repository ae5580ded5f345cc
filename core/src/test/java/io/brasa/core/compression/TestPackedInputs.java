package io.brasa.core.compression;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brasa.core.error.CoreError;
import io.brasa.runtime.error.EngineException;
import io.brasa.runtime.storage.LocalStorage;
import io.brasa.runtime.storage.Storage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which packing a file has, gzip in all its forms, and streams that know where they are. */
final class TestPackedInputs {
  private static final int FLAGS_AT = 3;

  @TempDir private Path folder;

  private final Storage storage = new LocalStorage();

  private static byte[] gzip(byte[] content) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (OutputStream packed = Packing.pack(out, Compression.GZIP, "any")) {
      packed.write(content);
    }
    return out.toByteArray();
  }

  private static byte[] joined(byte[]... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] part : parts) out.writeBytes(part);
    return out.toByteArray();
  }

  private byte[] unpacked(byte[] packed) throws IOException {
    String path = Files.write(folder.resolve("file.gz"), packed).toString();
    try (InputStream in = Packing.open(storage, path, Compression.GZIP, 0, packed.length)) {
      return in.readAllBytes();
    }
  }

  private String failure(byte[] packed) {
    EngineException failure = assertThrows(EngineException.class, () -> unpacked(packed));
    assertEquals(CoreError.INPUT_CORRUPT, failure.code());
    assertTrue(failure.what().contains("file.gz"), failure.what());
    return failure.what();
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void namesTellThePacking() {
    assertEquals(Compression.GZIP, Compression.ofName("a/b.GZ"));
    assertEquals(Compression.BZIP2, Compression.ofName("b.bz2"));
    assertEquals(Compression.ZSTD, Compression.ofName("b.zst"));
    assertEquals(Compression.LZ4, Compression.ofName("b.lz4"));
    assertEquals(Compression.NONE, Compression.ofName("gz"));
    assertEquals(Compression.NONE, Compression.ofName("b.gz.txt"));
    for (String ending : new String[] {".bzip2", ".zstd", ".xz", ".snappy", ".lzo", ".deflate"}) {
      EngineException refused =
          assertThrows(EngineException.class, () -> Compression.ofName("b" + ending));
      assertEquals(CoreError.INPUT_UNSUPPORTED, refused.code());
      assertTrue(refused.what().contains("b" + ending));
    }
    for (Compression each : Compression.values())
      assertEquals(each, Compression.ofName("x" + each.extension()), each.title());
  }

  @Test
  void firstBytesTellThePacking() throws Exception {
    byte[] packed = gzip(text("x"));
    assertEquals(Compression.GZIP, Compression.ofMagic(packed, 3));
    assertEquals(Compression.NONE, Compression.ofMagic(packed, 2));
    assertEquals(
        Compression.ZSTD,
        Compression.ofMagic(new byte[] {0x28, (byte) 0xB5, 0x2F, (byte) 0xFD}, 4));
    assertEquals(Compression.LZ4, Compression.ofMagic(new byte[] {4, 0x22, 0x4D, 0x18}, 4));
    byte[] bzip2 = {'B', 'Z', 'h', '9', 0x31, 0x41, 0x59, 0x26, 0x53, 0x59};
    assertEquals(Compression.BZIP2, Compression.ofMagic(bzip2, 10));
    assertEquals(Compression.NONE, Compression.ofMagic(bzip2, 9));
    assertEquals(Compression.NONE, Compression.ofMagic(text("BZh9 is no bzip2"), 10));
  }

  @Test
  void aPackingWithoutALibraryIsNamed() {
    for (Compression each : new Compression[] {Compression.ZSTD, Compression.LZ4}) {
      EngineException missing =
          assertThrows(EngineException.class, () -> Packing.require(each, "some/file"));
      assertEquals(CoreError.COMPRESSION_MISSING, missing.code());
      assertTrue(missing.what().contains("some/file") && missing.what().contains(each.title()));
    }
    Packing.require(Compression.GZIP, "f");
    Packing.require(Compression.NONE, "f");
    assertTrue(Packing.isSplittable(Compression.NONE));
    assertFalse(Packing.isSplittable(Compression.GZIP));
    assertFalse(Packing.isSplittable(Compression.ZSTD));
    assertThrows(
        IllegalArgumentException.class,
        () -> Packing.open(storage, "plain", Compression.NONE, 0, 1));
  }

  @Test
  void whatIsNotPackedIsWrittenAsItIs() throws Exception {
    OutputStream out = new ByteArrayOutputStream();
    assertSame(out, Packing.pack(out, Compression.NONE, "any"));
  }

  @Test
  void membersFollowEachOtherWithPaddingAtTheEnd() throws Exception {
    byte[] large = new byte[300_000];
    new Random(42).nextBytes(large);
    assertArrayEquals(large, unpacked(gzip(large)));
    assertArrayEquals(
        joined(text("one"), large, text("two")),
        unpacked(joined(gzip(text("one")), gzip(large), gzip(text("two")))));
    assertArrayEquals(text("one"), unpacked(joined(gzip(text("one")), new byte[700])));
    assertArrayEquals(
        text("onetwo"), unpacked(joined(gzip(text("one")), new byte[3], gzip(text("two")))));
    assertArrayEquals(new byte[0], unpacked(gzip(new byte[0])));
    assertArrayEquals(new byte[0], unpacked(new byte[0]));
  }

  /** With extra bytes, name, comment and a checksum of the header. */
  @Test
  void headersMayHoldMore() throws Exception {
    byte[] plain = gzip(text("content"));
    byte[] head = Arrays.copyOf(plain, 10);
    head[FLAGS_AT] = 2 | 4 | 8 | 16;
    byte[] body = Arrays.copyOfRange(plain, 10, plain.length);
    byte[] more = joined(new byte[] {3, 0, 'x', 'y', 'z'}, text("name\0comment\0"), new byte[2]);
    assertArrayEquals(text("content"), unpacked(joined(head, more, body)));
    assertTrue(failure(joined(head, new byte[] {3, 0, 'x'})).contains("ends in the middle"));
  }

  @Test
  void damageIsNamedWithItsPlace() throws Exception {
    byte[] packed = gzip(text("some content that is packed"));
    assertTrue(failure(text("no gzip at all")).contains("is no gzip file at byte 1"));
    assertTrue(
        failure(joined(packed, text("xx")))
            .contains("no gzip member at byte " + (packed.length + 1)));
    byte[] method = packed.clone();
    method[2] = 7;
    assertTrue(failure(method).contains("unknown method"));
    byte[] checksum = packed.clone();
    checksum[packed.length - 8] ^= 1;
    assertTrue(failure(checksum).contains("wrong checksum"));
    byte[] length = packed.clone();
    length[packed.length - 1] ^= 1;
    assertTrue(failure(length).contains("wrong length"));
    byte[] body = packed.clone();
    body[10] = 7; // a block of the kind that is reserved
    assertTrue(failure(body).contains("does not unpack"));
    for (int cut = 1; cut < packed.length; cut++)
      assertTrue(
          failure(Arrays.copyOf(packed, cut)).contains("ends in the middle"), "cut at " + cut);
  }

  @Test
  void nothingIsReadAfterTheEnd() throws Exception {
    byte[] packed = gzip(text("ab"));
    InputStream in = new GzipInput("p", new ByteArrayInputStream(packed));
    assertEquals(0, in.read(new byte[1], 0, 0));
    assertEquals('a', in.read());
    in.close();
    assertEquals(-1, in.read());
  }

  @Test
  void aStoredFileKnowsHowFarItWasRead() throws Exception {
    boolean[] isClosed = new boolean[1];
    InputStream bytes =
        new ByteArrayInputStream(text("abcdefg")) {
          @Override
          public void close() {
            isClosed[0] = true;
          }
        };
    StoredInput stored = new StoredInput(bytes, 100, 4);
    assertEquals(100, stored.position());
    assertEquals(0, stored.available());
    assertEquals('a', stored.read());
    assertEquals(101, stored.position());
    assertEquals(3, stored.available());
    byte[] read = new byte[10];
    assertEquals(0, stored.read(read, 0, 0));
    assertEquals(3, stored.read(read, 1, 9));
    assertEquals(104, stored.position());
    assertEquals(2, stored.read(read, 4, 2));
    assertEquals('g', stored.read());
    assertEquals(-1, stored.read());
    assertEquals(-1, stored.read(read, 0, 1));
    assertEquals(107, stored.position());
    assertEquals("bcdef", new String(read, 1, 5, StandardCharsets.UTF_8));
    stored.closeQuietly();
    assertTrue(isClosed[0]);
  }

  @Test
  void whatIsPackedEndsWhereItEnds() throws Exception {
    InputStream content = new ByteArrayInputStream(new byte[] {(byte) 0xFF});
    StoredInput stored = new StoredInput(InputStream.nullInputStream(), 0, 4);
    CheckedInput checked = new CheckedInput(Compression.LZ4, "p", stored, content);
    assertEquals(0xFF, checked.read());
    assertEquals(-1, checked.read());
  }

  @Test
  void whatALibraryThrowsHasTheNameAndThePlace() throws Exception {
    boolean[] isClosed = new boolean[2];
    InputStream bytes =
        new ByteArrayInputStream(text("abc")) {
          @Override
          public void close() {
            isClosed[0] = true;
          }
        };
    StoredInput stored = new StoredInput(bytes, 10, 4);
    InputStream content =
        new InputStream() {
          @Override
          public int read() throws IOException {
            if (stored.position() == 12) throw new IOException("bad block");
            return stored.read();
          }

          @Override
          public int read(byte[] bytes, int offset, int length) throws IOException {
            bytes[offset] = (byte) read();
            return 1;
          }

          @Override
          public void close() throws IOException {
            isClosed[1] = true;
            throw new IOException("so what");
          }
        };
    CheckedInput checked = new CheckedInput(Compression.ZSTD, "the/file", stored, content);
    assertEquals(Long.MAX_VALUE, checked.rangeBytes());
    assertEquals('a', checked.read());
    assertEquals('b', checked.read());
    EngineException failure = assertThrows(EngineException.class, checked::read);
    assertEquals(CoreError.INPUT_CORRUPT, failure.code());
    assertTrue(failure.what().contains("the/file") && failure.what().contains("bad block"));
    assertTrue(failure.what().endsWith("before byte 12"), failure.what());
    checked.close();
    assertArrayEquals(new boolean[] {true, true}, isClosed);
  }
}
