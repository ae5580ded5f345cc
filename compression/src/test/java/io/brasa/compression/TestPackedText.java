package io.brasa.compression;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brasa.core.compression.Compression;
import io.brasa.core.compression.Packing;
import io.brasa.core.error.CoreError;
import io.brasa.core.input.Damage;
import io.brasa.core.input.InputFile;
import io.brasa.core.input.ReadOptions;
import io.brasa.core.text.TextLines;
import io.brasa.core.text.TextSplit;
import io.brasa.runtime.error.EngineException;
import io.brasa.runtime.memory.MemoryAccount;
import io.brasa.runtime.storage.LocalStorage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class TestPackedText {
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

  private static byte[] pack(Compression compression, byte[] bytes) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (OutputStream out = Packing.pack(packed, compression, "/test")) {
      out.write(bytes);
    }
    return packed.toByteArray();
  }

  private static List<String> read(Path file, Compression compression, long... cuts)
      throws IOException {
    return read(file, compression, ReadOptions.DEFAULT, Damage.fails(), cuts);
  }

  private static List<String> read(
      Path file, Compression compression, ReadOptions options, Damage damage, long... cuts)
      throws IOException {
    long size = Files.size(file);
    List<String> lines = new ArrayList<>();
    long from = 0;
    for (long cut : Arrays.copyOf(cuts, cuts.length + 1)) {
      long to = cut == 0 ? size : cut;
      TextSplit split =
          new TextSplit(
              InputFile.unknown(file.toString()), from, to - from, cuts.length == 0, compression);
      try (TextLines part =
          new TextLines(
              new LocalStorage(),
              split,
              options,
              damage,
              new MemoryAccount(1 << 30, 0).forTask("test"))) {
        part.forEachRemaining(lines::add);
      }
      from = to;
    }
    return lines;
  }

  private static String text(Random random, int length) {
    StringBuilder text = new StringBuilder();
    while (text.length() < length) {
      if (random.nextInt(4) == 0) text.append("word ".repeat(random.nextInt(30)));
      text.append(PIECES[random.nextInt(PIECES.length)]);
    }
    return text.toString();
  }

  @ParameterizedTest
  @EnumSource(
      value = Compression.class,
      names = {"GZIP", "BZIP2", "ZSTD", "LZ4"})
  void givesWhatWasPackedAlsoFromSeveralPartsAndWithoutItsEnding(Compression compression)
      throws IOException {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int round = 0; round < 10; round++) {
      StringBuilder all = new StringBuilder();
      ByteArrayOutputStream packed = new ByteArrayOutputStream();
      for (int part = random.nextInt(3); part >= 0; part--) {
        String text = text(random, random.nextInt(50_000));
        all.append(text);
        packed.write(pack(compression, text.getBytes(UTF_8)));
      }
      Path file = folder.resolve("f" + round + compression.extension());
      Files.write(file, packed.toByteArray());
      assertEquals(model(all.toString()), read(file, compression), () -> "seed " + seed);
      Path plain = Files.move(file, folder.resolve("plain" + round));
      assertEquals(model(all.toString()), read(plain, Compression.NONE), () -> "seed " + seed);
    }
  }

  @Test
  void givesEachLineOfBzip2OnceWhereverTheCutsAre() throws IOException {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int round = 0; round < 25; round++) {
      StringBuilder all = new StringBuilder();
      ByteArrayOutputStream packed = new ByteArrayOutputStream();
      for (int part = random.nextInt(4); part >= 0; part--) {
        // Noise packs badly, so that blocks of the smallest size are many.
        String text = text(random, random.nextInt(20_000)) + noise(random, random.nextInt(300_000));
        all.append(text);
        try (OutputStream out = new BZip2CompressorOutputStream(packed, 1)) {
          out.write(text.getBytes(UTF_8));
        }
      }
      byte[] bytes = packed.toByteArray();
      Path file = Files.write(folder.resolve("r" + round + ".bz2"), bytes);
      TreeSet<Long> cuts = new TreeSet<>();
      for (int left = random.nextInt(12); left > 0; left--)
        cuts.add(1L + random.nextInt(bytes.length - 1));
      assertEquals(
          model(all.toString()),
          read(file, Compression.BZIP2, cuts.stream().mapToLong(Long::longValue).toArray()),
          () -> "seed " + seed + ", cuts " + cuts);
    }
  }

  @Test
  void givesLinesOfBzip2OnceWhenBlocksEndBetweenTheBytesOfAnEnd() throws IOException {
    // One stream, and so one block, for each piece.
    String[] pieces = {
      "a\r", "\nb", "\n", "c\n", "\r", "\n", "d", "\r\n", "\r", "e", "\n\n", "f\r"
    };
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    List<Long> ends = new ArrayList<>();
    for (String piece : pieces) {
      packed.write(pack(Compression.BZIP2, piece.getBytes(UTF_8)));
      ends.add((long) packed.size());
    }
    ends.removeLast();
    Path file = Files.write(folder.resolve("pieces.bz2"), packed.toByteArray());
    List<String> expected = model(String.join("", pieces));
    assertEquals(expected, read(file, Compression.BZIP2));
    assertEquals(
        expected,
        read(file, Compression.BZIP2, ends.stream().mapToLong(Long::longValue).toArray()));
    for (long end : ends) assertEquals(expected, read(file, Compression.BZIP2, end), "cut " + end);
  }

  private static String noise(Random random, int length) {
    StringBuilder text = new StringBuilder(length);
    for (int index = 0; index < length; index++)
      text.append(random.nextInt(80) == 0 ? '\n' : (char) (' ' + random.nextInt(90)));
    return text.toString();
  }

  @ParameterizedTest
  @EnumSource(
      value = Compression.class,
      names = {"BZIP2", "ZSTD", "LZ4"})
  void everyCutFileFailsByNameAndGivesWholeLinesIfDamageIsSkipped(Compression compression)
      throws IOException {
    String text = text(new Random(5), 3_000);
    byte[] bytes = pack(compression, text.getBytes(UTF_8));
    List<String> all = model(text);
    Path file = folder.resolve("torn" + compression.extension());
    for (int length = 1; length < bytes.length; length += length < 20 ? 1 : 37) {
      Files.write(file, Arrays.copyOf(bytes, length));
      EngineException failure =
          assertThrows(EngineException.class, () -> read(file, compression), "length " + length);
      assertEquals(CoreError.INPUT_CORRUPT, failure.code());
      assertTrue(failure.what().contains(file.toString()), failure.what());
      assertTrue(failure.what().contains(" byte "), failure.what());
      AtomicLong count = new AtomicLong();
      ReadOptions skipping = ReadOptions.DEFAULT.onDamage(ReadOptions.OnDamage.SKIP);
      List<String> some = read(file, compression, skipping, new Damage(skipping, count::addAndGet));
      assertEquals(all.subList(0, some.size()), some);
      assertEquals(1, count.get());
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Compression.class,
      names = {"GZIP", "BZIP2", "ZSTD", "LZ4"})
  void noFlippedBitIsTakenForText(Compression compression) throws IOException {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    String text = text(random, 2_000);
    byte[] bytes = pack(compression, text.getBytes(UTF_8));
    List<String> all = model(text);
    for (int round = 0; round < 200; round++) {
      byte[] damaged = bytes.clone();
      int bit = random.nextInt(8 * bytes.length);
      damaged[bit / 8] ^= (byte) (1 << bit % 8);
      Path file = folder.resolve("flip" + round + compression.extension());
      Files.write(file, damaged);
      try {
        assertEquals(all, read(file, compression), () -> "seed " + seed + ", bit " + bit);
      } catch (EngineException e) {
        assertEquals(CoreError.INPUT_CORRUPT, e.code(), () -> "seed " + seed + ", bit " + bit);
      }
    }
  }
}
