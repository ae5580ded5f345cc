package io.brasa.core.text;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brasa.core.error.CoreError;
import io.brasa.runtime.error.EngineException;
import io.brasa.runtime.error.RuntimeError;
import io.brasa.runtime.storage.LocalStorage;
import io.brasa.runtime.storage.Storage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Random;
import java.util.TreeSet;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TestTextLines {
  private static final String[] PIECES = {
    "a", "bc", "\n", "\r", "\r\n", "č", "\uD83D\uDE00", "", " ", "\n\r", "\0"
  };

  @TempDir private Path folder;

  /** What lines are, in the plainest way. */
  private static List<String> model(String text) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (int index = 0; index < text.length(); index++) {
      char c = text.charAt(index);
      if (c != '\n' && c != '\r') {
        line.append(c);
        continue;
      }
      if (c == '\r' && index + 1 < text.length() && text.charAt(index + 1) == '\n') index++;
      lines.add(line.toString());
      line.setLength(0);
    }
    if (!line.isEmpty()) lines.add(line.toString());
    return lines;
  }

  private static List<String> read(TextLines lines) {
    List<String> result = new ArrayList<>();
    lines.forEachRemaining(result::add);
    return result;
  }

  private static List<String> read(
      Storage storage, String path, long size, int bufferBytes, long... cuts) {
    List<String> result = new ArrayList<>();
    long from = 0;
    for (long cut : Arrays.copyOf(cuts, cuts.length + 1)) {
      long to = cut == 0 ? size : cut;
      TextSplit split = new TextSplit(path, from, to - from, cuts.length == 0);
      result.addAll(read(new TextLines(storage, split, bufferBytes, 1 << 20)));
      from = to;
    }
    return result;
  }

  @Test
  void givesEachLineOnceWhereverTheCutsAre() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int round = 0; round < 5_000; round++) {
      StringBuilder text = new StringBuilder();
      for (int left = random.nextInt(30); left > 0; left--)
        text.append(PIECES[random.nextInt(PIECES.length)]);
      byte[] bytes = text.toString().getBytes(UTF_8);
      TreeSet<Long> cuts = new TreeSet<>();
      for (int left = random.nextInt(6); left > 0 && bytes.length > 1; left--)
        cuts.add(1L + random.nextInt(bytes.length - 1));
      OneFile file = new OneFile(bytes, 1 + random.nextInt(9));
      List<String> lines =
          read(
              file,
              "/f",
              bytes.length,
              1 + random.nextInt(20),
              cuts.stream().mapToLong(Long::longValue).toArray());
      assertEquals(
          model(text.toString()),
          lines,
          () -> "seed " + seed + ", cuts " + cuts + ", text " + Arrays.toString(bytes));
    }
  }

  @Test
  void givesEachLineOnceInBuffersOfTheRealSize() throws IOException {
    Random random = new Random(11);
    StringBuilder text = new StringBuilder();
    while (text.length() < 1_000_000) {
      text.append(
          "x".repeat(random.nextInt(60) == 0 ? random.nextInt(200_000) : random.nextInt(100)));
      text.append(PIECES[random.nextInt(PIECES.length)])
          .append(random.nextBoolean() ? "\n" : "\r\n");
    }
    Path file = Files.writeString(folder.resolve("big"), text);
    long size = Files.size(file);
    List<String> expected = model(text.toString());
    for (long[] cuts :
        new long[][] {{}, {131_072, 262_144}, {131_071, 131_073, 400_000, size - 1}}) {
      List<String> lines = new ArrayList<>();
      long from = 0;
      for (long cut : Arrays.copyOf(cuts, cuts.length + 1)) {
        long to = cut == 0 ? size : cut;
        lines.addAll(
            read(
                new TextLines(
                    new LocalStorage(), new TextSplit(file.toString(), from, to - from, false))));
        from = to;
      }
      assertEquals(expected, lines);
    }
  }

  @Test
  void dropsAByteOrderMarkAtTheStartAlone() {
    byte[] bytes = "\uFEFFa\n\uFEFFb".getBytes(UTF_8);
    assertEquals(List.of("a", "\uFEFFb"), read(new OneFile(bytes, 1), "/f", bytes.length, 1));
    assertEquals(List.of("a", "\uFEFFb"), read(new OneFile(bytes, 9), "/f", bytes.length, 100, 4));
  }

  @Test
  void replacesAndCountsWhatIsNoUtf8() {
    byte[] bytes = {
      'a',
      (byte) 0xC3,
      '\n',
      (byte) 0xEF,
      (byte) 0xBF,
      (byte) 0xBD,
      (byte) 0xFF,
      '\n',
      (byte) 0xC4,
      (byte) 0x8D
    };
    TextLines lines =
        new TextLines(new OneFile(bytes, 3), new TextSplit("/f", 0, bytes.length, true));
    assertEquals(List.of("a\uFFFD", "\uFFFD\uFFFD", "č"), read(lines));
    assertEquals(2, lines.malformedCount());
  }

  @Test
  void namesTheLineThatIsTooLong() {
    byte[] bytes = "ab\n0123456789012345\nc".getBytes(UTF_8);
    TextLines lines =
        new TextLines(new OneFile(bytes, 4), new TextSplit("/f", 0, bytes.length, true), 4, 10);
    assertEquals("ab", lines.next());
    EngineException failure = assertThrows(EngineException.class, lines::next);
    assertEquals(CoreError.TEXT_MALFORMED, failure.code());
    assertEquals("The line of /f that begins at byte 3 is longer than 10 bytes", failure.what());
  }

  @Test
  void failsWhenAFileHasShrunkSinceItWasPlanned() {
    TextLines lines =
        new TextLines(new OneFile("abc\nd".getBytes(UTF_8), 9), new TextSplit("/f", 0, 8, false));
    assertEquals("abc", lines.next());
    assertEquals(
        CoreError.INPUT_CHANGED, assertThrows(EngineException.class, lines::hasNext).code());
  }

  @Test
  void readsGzipOfManyMembers() throws IOException {
    StringBuilder text = new StringBuilder();
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    Random random = new Random(5);
    for (int member = 0; member < 40; member++) {
      String part = "member " + member + "\nrest " + random.nextLong();
      text.append(part);
      packed.write(gzip(part));
    }
    packed.write(new byte[100]);
    for (int piece : new int[] {1, 7, 1 << 20}) {
      OneFile file = new OneFile(packed.toByteArray(), piece);
      assertEquals(
          model(text.toString()),
          read(new TextLines(file, new TextSplit("/f.gz", 0, packed.size(), true))));
    }
  }

  @Test
  void readsGzipWithAllPartsOfTheHeader() throws IOException {
    byte[] plain = gzip("a\nb");
    byte[] header = {
      0x1f, (byte) 0x8b, 8, 2 | 4 | 8 | 16, 0, 0, 0, 0, 0, 0, 3, 0, 1, 2, 3, 'n', 0, 'c', 0, 9, 9
    };
    byte[] bytes = Arrays.copyOf(header, header.length + plain.length - 10);
    System.arraycopy(plain, 10, bytes, header.length, plain.length - 10);
    assertEquals(
        List.of("a", "b"),
        read(new TextLines(new OneFile(bytes, 2), new TextSplit("/f.gz", 0, bytes.length, true))));
  }

  @Test
  void everyCutOrBrokenGzipFailsByName() throws IOException {
    byte[] bytes = gzip("some lines\n".repeat(50) + new Random(3).nextLong());
    for (int length = 1; length < bytes.length; length++) {
      EngineException failure = gzipFailure(Arrays.copyOf(bytes, length));
      assertEquals("The gzip file /f.gz ends in the middle at byte " + length, failure.what());
    }
    byte[] wrong = bytes.clone();
    wrong[wrong.length - 6] ^= 1;
    assertTrue(gzipFailure(wrong).what().contains("has a wrong checksum at byte "));
    byte[] trailing = Arrays.copyOf(bytes, bytes.length + 3);
    trailing[bytes.length] = 'x';
    assertTrue(gzipFailure(trailing).what().contains("goes on with what is no gzip member"));
    assertTrue(gzipFailure("plain text".getBytes(UTF_8)).what().contains("is no gzip file"));
  }

  private static EngineException gzipFailure(byte[] bytes) {
    TextSplit split = new TextSplit("/f.gz", 0, bytes.length, true);
    EngineException failure =
        assertThrows(
            EngineException.class, () -> read(new TextLines(new OneFile(bytes, 64), split)));
    assertEquals(CoreError.INPUT_CORRUPT, failure.code());
    return failure;
  }

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(text.getBytes(UTF_8));
    }
    return bytes.toByteArray();
  }

  @Test
  void namesTheMissingFile() {
    String path = folder + "/none";
    TextSplit split = new TextSplit(path, 0, 1, true);
    EngineException failure =
        assertThrows(EngineException.class, () -> new TextLines(new LocalStorage(), split));
    assertEquals(RuntimeError.PATH_NOT_FOUND, failure.code());
    assertTrue(failure.what().contains(path));
  }

  @Test
  void endsWhenClosedAndCountsWhatItGave() {
    TextLines lines =
        new TextLines(new OneFile("a\r\nb\nc".getBytes(UTF_8), 9), new TextSplit("/f", 0, 6, true));
    assertEquals("a", lines.next());
    assertEquals("b", lines.next());
    lines.close();
    lines.close();
    assertFalse(lines.hasNext());
    assertThrows(NoSuchElementException.class, lines::next);
  }
}
