package io.brasa.core;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brasa.core.compression.Compression;
import io.brasa.core.error.CoreError;
import io.brasa.core.event.Event;
import io.brasa.core.input.PortableDataStream;
import io.brasa.core.input.ReadOptions;
import io.brasa.core.input.ReadOptions.Malformed;
import io.brasa.core.input.ReadOptions.OnDamage;
import io.brasa.runtime.error.EngineException;
import io.brasa.runtime.error.ErrorCode;
import io.brasa.runtime.error.RuntimeError;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/** What datasets read from files and write to them, and what damage does. */
final class TestFiles {
  private static final ReadOptions SKIPPING = ReadOptions.DEFAULT.onDamage(OnDamage.SKIP);

  @TempDir private Path folder;

  private final AtomicLong damage = new AtomicLong();
  private final BrasaContext brasa =
      BrasaContext.builder()
          .master("local[2]")
          .listener(
              event -> {
                if (event instanceof Event.TaskEnded ended)
                  damage.addAndGet(ended.metrics().damageCount());
              })
          .build();

  @AfterEach
  void close() {
    brasa.close();
  }

  private Path file(String name, byte[] content) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.write(file, content);
  }

  private Path file(String name, String content) throws IOException {
    return file(name, content.getBytes(UTF_8));
  }

  private static EngineException fails(ErrorCode code, Executable action) {
    EngineException failure = assertThrows(EngineException.class, action);
    assertEquals(code, failure.code(), failure::getMessage);
    return failure;
  }

  private static void contains(EngineException failure, Object... parts) {
    for (Object part : parts)
      assertTrue(failure.what().contains(part.toString()), failure::getMessage);
  }

  /** Events arrive on a thread of their own. */
  private void awaitDamage(long count) throws InterruptedException {
    for (int look = 0; look < 500 && damage.get() < count; look++) Thread.sleep(10);
    assertEquals(count, damage.get());
  }

  // ---- text

  @Test
  void readsFilesInOtherCharsets() throws IOException {
    String text = "žluť\r\nкот\n\uD83D\uDE00x\ny";
    List<String> lines = List.of("žluť", "кот", "\uD83D\uDE00x", "y");
    for (Charset charset : List.of(UTF_8, UTF_16, UTF_16LE, Charset.forName("GB18030"))) {
      Path file = file("text-" + charset, text.getBytes(charset));
      ReadOptions options = ReadOptions.DEFAULT.charset(charset).onMalformed(Malformed.DAMAGE);
      assertEquals(lines, brasa.textFile(file.toString(), 5, options).collect(), charset::name);
      assertEquals(
          List.of(text),
          brasa.wholeTextFiles(file.toString(), 1, options).values().collect(),
          charset::name);
    }
    Path latin = file("latin", "caf\u00e9\nno\u00ebl\n".repeat(100).getBytes(ISO_8859_1));
    List<String> read =
        brasa.textFile(latin.toString(), 7, ReadOptions.DEFAULT.charset(ISO_8859_1)).collect();
    assertEquals(200, read.size());
    assertEquals(List.of("café", "noël"), read.subList(198, 200));
  }

  @Test
  void malformedBytesAreReplacedAndCountedOrNamed() throws Exception {
    byte[] bytes = "good\nb?d\n\u010d?\nend".getBytes(UTF_8);
    for (int at = 0; at < bytes.length; at++) if (bytes[at] == '?') bytes[at] = (byte) 0xff;
    Path file = file("bad", bytes);
    assertEquals(
        List.of("good", "b\uFFFDd", "č\uFFFD", "end"),
        brasa.textFile(file.toString(), 1).collect());
    awaitDamage(2);
    ReadOptions strict = ReadOptions.DEFAULT.onMalformed(Malformed.DAMAGE);
    contains(
        fails(CoreError.TEXT_MALFORMED, () -> brasa.textFile(file.toString(), 1, strict).collect()),
        file,
        "at 6 are no UTF-8");
    assertEquals(
        List.of("good", "end"),
        brasa.textFile(file.toString(), 1, strict.onDamage(OnDamage.SKIP)).collect());
    awaitDamage(4);
    Path half = file("half", Arrays.copyOf("ab\nč".getBytes(UTF_16LE), 7));
    contains(
        fails(
            CoreError.TEXT_MALFORMED,
            () -> brasa.textFile(half.toString(), strict.charset(UTF_16LE)).collect()),
        half,
        "at 6");
  }

  @Test
  void linesBeyondTheLimitAreNamedOrLeftOut() throws Exception {
    Path file = file("long", "a\n" + "x".repeat(300_000) + "\nb\n" + "y".repeat(101) + "\nc");
    ReadOptions limited = ReadOptions.DEFAULT.lineBytesMax(100);
    contains(
        fails(
            CoreError.TEXT_MALFORMED, () -> brasa.textFile(file.toString(), 1, limited).collect()),
        file,
        "begins at byte 2 is longer than 100 bytes");
    assertEquals(
        List.of("a", "b", "c"),
        brasa.textFile(file.toString(), 1, limited.onDamage(OnDamage.SKIP)).collect());
    awaitDamage(2);
  }

  @Test
  void filesThatChangeOrGoBetweenListingAndReadingAreNamedOrLeftOut() throws Exception {
    Path stays = file("in/a", "a\n");
    Path changes = file("in/b", "b\n");
    FileTime asListed = Files.getLastModifiedTime(changes);
    Path goes = file("in/c", "c\n");
    FileTime goesAsListed = Files.getLastModifiedTime(goes);
    RDD<String> lines = brasa.textFile(folder + "/in", 1);
    RDD<String> some = brasa.textFile(folder + "/in", 1, SKIPPING);
    Files.writeString(changes, "longer\n");
    contains(fails(CoreError.INPUT_CHANGED, lines::collect), changes, "has 7 bytes but had 2");
    Files.writeString(changes, "x\n");
    Files.setLastModifiedTime(changes, FileTime.fromMillis(12_345));
    contains(fails(CoreError.INPUT_CHANGED, lines::collect), changes, "was written to");
    Files.delete(goes);
    assertEquals(List.of("a"), some.collect());
    awaitDamage(2);
    // One reason alone, since whichever task comes first decides what is said.
    Files.writeString(changes, "b\n");
    Files.setLastModifiedTime(changes, asListed);
    Files.writeString(goes, "c\n");
    Files.setLastModifiedTime(goes, goesAsListed);
    Files.delete(stays);
    contains(fails(RuntimeError.PATH_NOT_FOUND, lines::collect), stays);
  }

  @Test
  void linksThatLeadNowhereOrInACircleAreNamedOrLeftOut() throws Exception {
    file("in/a", "a\n");
    Path nowhere = Files.createSymbolicLink(folder.resolve("in/b"), Path.of("missing"));
    contains(fails(RuntimeError.PATH_NOT_FOUND, () -> brasa.textFile(folder + "/in")), nowhere);
    Files.delete(nowhere);
    Path circle = Files.createSymbolicLink(folder.resolve("in/b"), Path.of("b"));
    contains(
        fails(RuntimeError.PATH_NOT_ACCESSIBLE, () -> brasa.textFile(folder + "/in")),
        circle,
        "circle");
    assertEquals(List.of("a"), brasa.textFile(folder + "/in", SKIPPING).collect());
    awaitDamage(1);
    Path nested = Files.createDirectories(folder.resolve("in/deep"));
    Files.delete(circle);
    contains(fails(RuntimeError.PATH_NOT_ACCESSIBLE, () -> brasa.textFile(folder + "/in")), nested);
  }

  @Test
  void namesTheModuleThatAPackingNeeds() throws IOException {
    Path file = file("a.zst", new byte[] {0x28, (byte) 0xB5, 0x2F, (byte) 0xFD});
    EngineException failure =
        fails(CoreError.COMPRESSION_MISSING, () -> brasa.textFile(file.toString()).collect());
    contains(failure, file, "Zstandard");
    assertTrue(failure.remedy().contains("brasa-compression"));
    fails(
        CoreError.COMPRESSION_MISSING,
        () -> brasa.parallelize(List.of(1)).saveAsTextFile(folder + "/out", Compression.LZ4));
    assertFalse(Files.exists(folder.resolve("out")));
  }

  @Test
  void readsGzipByItsFirstBytes() throws IOException {
    brasa.parallelize(List.of("a", "b", "c"), 1).saveAsTextFile(folder + "/out", Compression.GZIP);
    Path packed = folder.resolve("out/part-00000.gz");
    assertEquals(List.of("a", "b", "c"), brasa.textFile(packed.toString()).collect());
    Path plain = Files.move(packed, folder.resolve("data"));
    assertEquals(List.of("a", "b", "c"), brasa.textFile(plain.toString(), 9).collect());
    assertEquals(List.of("a\nb\nc\n"), brasa.wholeTextFiles(plain.toString()).values().collect());
  }

  // ---- whole files

  @Test
  void packsSmallFilesIntoAboutTheMinimumOfPartitions() throws IOException {
    for (int file = 0; file < 100; file++) file("many/f" + (100 + file), "text " + file);
    PairRDD<String, String> texts = brasa.wholeTextFiles(folder + "/many", 5);
    assertEquals(5, texts.getNumPartitions());
    Map<String, String> all = texts.collectAsMap();
    assertEquals(100, all.size());
    assertEquals("text 7", all.get(folder + "/many/f107"));
    assertEquals(2, brasa.wholeTextFiles(folder + "/many").getNumPartitions());
    assertEquals(100, brasa.binaryFiles(folder + "/many", 1_000).getNumPartitions());
  }

  @Test
  void opensBinaryFilesInTheTask() throws IOException {
    byte[] content = new byte[10_000];
    new java.util.Random(1).nextBytes(content);
    file("bin/a", content);
    file("bin/b", new byte[0]);
    PairRDD<String, PortableDataStream> files = brasa.binaryFiles(folder + "/bin");
    assertEquals(
        List.of(10_000, 0), files.mapValues(stream -> stream.toArray().length).values().collect());
    assertEquals(
        List.of(10_000L, 0L),
        files
            .mapValues(
                stream -> {
                  try (java.io.InputStream in = stream.open()) {
                    return in.transferTo(java.io.OutputStream.nullOutputStream());
                  }
                })
            .values()
            .collect());
    assertArrayEquals(content, files.values().first().toArray());
  }

  // ---- records and objects

  @Test
  void readsRecordsOfOneLengthAndNamesTheTornOne() throws Exception {
    byte[] content = new byte[10 * 1_003];
    for (int at = 0; at < content.length; at++) content[at] = (byte) (at / 10);
    Path file = file("records", content);
    List<byte[]> records = brasa.binaryRecords(file.toString(), 10).collect();
    assertEquals(1_003, records.size());
    assertArrayEquals(Arrays.copyOfRange(content, 5_000, 5_010), records.get(500));
    assertTrue(brasa.binaryRecords(file.toString(), 10).getNumPartitions() > 1);
    Files.write(file, Arrays.copyOf(content, 996));
    contains(
        fails(CoreError.INPUT_CORRUPT, () -> brasa.binaryRecords(file.toString(), 10).collect()),
        file,
        "at byte 990, has 6 of 10 bytes");
    assertEquals(99, brasa.binaryRecords(file.toString(), 10, SKIPPING).count());
    awaitDamage(1);
  }

  /** A value of users. */
  record Point(int x, String name, List<Integer> more) {}

  @Test
  void savesAndReadsObjectsOfAnyKind() {
    List<Object> values = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) values.add(new Point(i, "p" + i, List.of(i, i + 1)));
    values.add(null);
    values.add("text");
    values.add(Map.of("a", 1));
    brasa.parallelize(values, 3).saveAsObjectFile(folder + "/objects");
    assertTrue(Files.exists(folder.resolve("objects/_SUCCESS")));
    assertEquals(values, brasa.objectFile(folder + "/objects").collect());
    fails(
        CoreError.OUTPUT_EXISTS,
        () -> brasa.parallelize(values, 3).saveAsObjectFile(folder + "/objects"));
    brasa.emptyRDD().saveAsObjectFile(folder + "/none");
    assertEquals(List.of(), brasa.objectFile(folder + "/none").collect());
  }

  @Test
  void cutsObjectFilesAtChunksAndNamesTheDamagedOne() throws Exception {
    List<String> values =
        IntStream.range(0, 60_000).mapToObj(i -> i + " " + "v".repeat(50)).toList();
    brasa.parallelize(values, 1).saveAsObjectFile(folder + "/objects");
    Path part = folder.resolve("objects/part-00000");
    RDD<String> cut = brasa.objectFile(part.toString(), 3);
    assertTrue(cut.getNumPartitions() > 1, () -> "partitions " + cut.getNumPartitions());
    assertEquals(values, cut.collect());
    byte[] good = Files.readAllBytes(part);

    flip(part, 100_000);
    contains(
        fails(CoreError.INPUT_CORRUPT, () -> brasa.objectFile(part.toString()).collect()),
        part,
        "checksum differs at byte 65");
    List<String> left = brasa.<String>objectFile(part.toString(), SKIPPING).collect();
    assertTrue(left.size() > 58_000 && left.size() < 60_000, () -> "left " + left.size());
    assertTrue(values.containsAll(left.subList(0, 100)));
    awaitDamage(1);

    Files.write(part, Arrays.copyOf(good, good.length - 1));
    contains(
        fails(CoreError.INPUT_CORRUPT, () -> brasa.objectFile(part.toString()).collect()),
        part,
        "ends in the middle at byte " + (good.length - 1));
    Files.write(part, "no objects, but text of some length, for once".getBytes(UTF_8));
    fails(CoreError.INPUT_UNSUPPORTED, () -> brasa.objectFile(part.toString()).collect());
    good[4] = 9;
    Files.write(part, good);
    contains(
        fails(CoreError.INPUT_UNSUPPORTED, () -> brasa.objectFile(part.toString()).collect()),
        "has version 9");
  }

  private static void flip(Path file, long offset) throws IOException {
    try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
      bytes.seek(offset);
      int value = bytes.read();
      bytes.seek(offset);
      bytes.write(value ^ 4);
    }
  }

  // ---- output

  @Test
  void refusesAnExistingTargetBeforeAnyTaskRuns() throws IOException {
    Files.createDirectories(folder.resolve("out"));
    Calls.COUNT.set(0);
    fails(
        CoreError.OUTPUT_EXISTS,
        () -> brasa.parallelize(List.of(1)).map(Calls::count).saveAsTextFile(folder + "/out"));
    assertEquals(0, Calls.COUNT.get());
    Path plain = file("plain", "x");
    fails(
        RuntimeError.PATH_NOT_FOUND,
        () -> brasa.parallelize(List.of(1)).saveAsTextFile(plain + "/below"));
  }

  /** Counts calls of a function in this process. */
  static final class Calls {
    static final AtomicLong COUNT = new AtomicLong();

    private Calls() {}

    static int count(int value) {
      COUNT.incrementAndGet();
      return value;
    }
  }

  @Test
  void aSaveThatFailsLeavesNothing() throws IOException {
    Path out = folder.resolve("out");
    EngineException failure =
        assertThrows(
            EngineException.class,
            () ->
                brasa
                    .parallelize(List.of(1, 2))
                    .map(
                        x -> {
                          throw new IllegalStateException("no more");
                        })
                    .saveAsTextFile(out.toString()));
    assertEquals(CoreError.TASK_FAILED, failure.code());
    try (var left = Files.list(folder)) {
      assertEquals(0, left.count());
    }
  }
}
