package io.brasa.core.input;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brasa.core.compression.Compression;
import io.brasa.core.error.CoreError;
import io.brasa.runtime.error.EngineException;
import io.brasa.runtime.error.ErrorCode;
import io.brasa.runtime.error.RuntimeError;
import io.brasa.runtime.memory.MemoryAccount;
import io.brasa.runtime.memory.Reservation;
import io.brasa.runtime.storage.LocalStorage;
import io.brasa.runtime.storage.Storage;
import io.brasa.runtime.storage.StoredFile;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files read as a whole, packed into groups, and records of one length. */
final class TestWholeFiles {
  @TempDir private Path folder;

  private final Storage storage = new LocalStorage();
  private final List<Long> damage = new ArrayList<>();
  private final Reservation memory = new MemoryAccount(1 << 20, 0).forTask("test");

  private InputFile file(String name, byte[] content) throws Exception {
    Path file = Files.write(folder.resolve(name), content);
    return InputFile.of(storage.status(file.toString()).orElseThrow());
  }

  private String text(ReadOptions options, InputFile file) {
    String text =
        new WholeText(options, new Damage(options, damage::add), memory).read(storage, file);
    assertEquals(0, memory.heldBytes());
    return text;
  }

  private static byte[] bytes(int... values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < values.length; i++) bytes[i] = (byte) values[i];
    return bytes;
  }

  @Test
  void textIsReadWithoutItsByteOrderMark() throws Exception {
    assertEquals("aé", text(ReadOptions.DEFAULT, file("a", "aé".getBytes(StandardCharsets.UTF_8))));
    assertEquals("ab", text(ReadOptions.DEFAULT, file("b", bytes(0xEF, 0xBB, 0xBF, 'a', 'b'))));
    ReadOptions latin = ReadOptions.DEFAULT.charset(StandardCharsets.ISO_8859_1);
    assertEquals("ï»¿a", text(latin, file("c", bytes(0xEF, 0xBB, 0xBF, 'a'))));
    assertEquals("", text(ReadOptions.DEFAULT, file("d", bytes())));
    assertEquals(List.of(), damage);
  }

  @Test
  void replacedBytesAreCountedButNotThoseThatWereWritten() throws Exception {
    byte[] written = "x\uFFFDy".getBytes(StandardCharsets.UTF_8);
    assertEquals("x\uFFFDy", text(ReadOptions.DEFAULT, file("written", written)));
    assertEquals(List.of(), damage);
    byte[] mixed = bytes('x', 0xEF, 0xBF, 0xBD, 'y', 0xFF, 'z', 0xFE);
    assertEquals("x\uFFFDy\uFFFDz\uFFFD", text(ReadOptions.DEFAULT, file("mixed", mixed)));
    assertEquals(List.of(2L), damage);
  }

  @Test
  void malformedBytesAreNamedByTheirPlaceWhenAsked() throws Exception {
    ReadOptions strict = ReadOptions.DEFAULT.onMalformed(ReadOptions.Malformed.DAMAGE);
    assertEquals("ok", text(strict, file("ok", bytes('o', 'k'))));
    assertEquals("ok", text(strict, file("mark", bytes(0xEF, 0xBB, 0xBF, 'o', 'k'))));
    InputFile torn = file("torn", bytes('a', 'b', 0xFF, 'c'));
    EngineException failure = assertThrows(EngineException.class, () -> text(strict, torn));
    assertEquals(CoreError.TEXT_MALFORMED, failure.code());
    assertTrue(failure.what().contains("torn at 2 "), failure.what());
  }

  @Test
  void packedTextIsUnpackedByNameOrByItsFirstBytes() throws Exception {
    String text = "line\n".repeat(50_000);
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    InputFile named = file("text.gz", packed.toByteArray());
    assertEquals(Compression.GZIP, named.compression(storage, ReadOptions.DEFAULT));
    assertEquals(text, text(ReadOptions.DEFAULT, named));
    assertEquals(text, text(ReadOptions.DEFAULT, file("unnamed", packed.toByteArray())));
    InputFile plain = file("plain", bytes('p'));
    assertEquals(Compression.NONE, plain.compression(storage, ReadOptions.DEFAULT));
    ReadOptions asIs = ReadOptions.DEFAULT.compression(Compression.NONE);
    assertEquals(Compression.NONE, named.compression(storage, asIs));
  }

  @Test
  void aFileThatDoesNotFitIsNamed() throws Exception {
    InputFile large = file("large", new byte[2 << 20]);
    EngineException failure =
        assertThrows(EngineException.class, () -> text(ReadOptions.DEFAULT, large));
    assertEquals(RuntimeError.MEMORY_EXHAUSTED, failure.code());
    assertTrue(failure.what().contains("large"));
    assertEquals(0, memory.heldBytes());
  }

  @Test
  void aStreamIsOpenedAgainAndChangesAreNoticed() throws Exception {
    byte[] content = bytes(1, 2, 3);
    InputFile file = file("stream", content);
    PortableDataStream stream = new PortableDataStream(file, storage);
    assertEquals(3, stream.length());
    assertEquals(file.path(), stream.getPath());
    assertArrayEquals(content, stream.toArray());
    try (DataInputStream in = stream.open()) {
      assertArrayEquals(content, in.readAllBytes());
    }
    Files.write(folder.resolve("stream"), bytes(1, 2, 3, 4));
    assertEquals(
        CoreError.INPUT_CHANGED, assertThrows(EngineException.class, stream::toArray).code());
    assertEquals(CoreError.INPUT_CHANGED, assertThrows(EngineException.class, stream::open).code());
    Files.delete(folder.resolve("stream"));
    assertEquals(
        RuntimeError.PATH_NOT_FOUND, assertThrows(EngineException.class, stream::toArray).code());
  }

  @Test
  void onlyDamageOfInputIsTolerated() {
    ReadOptions skipping = ReadOptions.DEFAULT.onDamage(ReadOptions.OnDamage.SKIP);
    Damage tolerant = new Damage(skipping, damage::add);
    assertTrue(tolerant.isTolerated());
    tolerant.tolerate(failure(CoreError.INPUT_CORRUPT));
    tolerant.tolerate(failure(CoreError.INPUT_CHANGED));
    tolerant.tolerate(failure(CoreError.TEXT_MALFORMED));
    tolerant.tolerate(failure(RuntimeError.CODEC_CORRUPT));
    tolerant.tolerate(failure(RuntimeError.PATH_NOT_FOUND));
    tolerant.tolerate(failure(RuntimeError.PATH_NOT_ACCESSIBLE));
    assertEquals(List.of(1L, 1L, 1L, 1L, 1L, 1L), damage);
    EngineException disk = failure(RuntimeError.STORAGE_FAILED);
    assertEquals(disk, assertThrows(EngineException.class, () -> tolerant.tolerate(disk)));
    EngineException corrupt = failure(CoreError.INPUT_CORRUPT);
    assertEquals(
        corrupt, assertThrows(EngineException.class, () -> Damage.fails().tolerate(corrupt)));
    tolerant.count(0);
    tolerant.count(3);
    assertEquals(7, damage.size());
  }

  private static EngineException failure(ErrorCode code) {
    return new EngineException(code, "it failed", "nothing");
  }

  @Test
  void recordsOfOneLengthAreReadToTheTornOne() throws Exception {
    int count = 100_000; // more than a buffer
    ByteBuffer content = ByteBuffer.allocate(4 * count + 3);
    for (int i = 0; i < count; i++) content.putInt(i);
    InputFile file = file("records", content.array());
    BinarySplit split = new BinarySplit(file, 4, 4L * count - 1);
    try (BinaryRecords records = new BinaryRecords(storage, split, 4, Damage.fails())) {
      EngineException torn =
          assertThrows(EngineException.class, () -> records.forEachRemaining(each -> {}));
      assertEquals(CoreError.INPUT_CORRUPT, torn.code());
      assertTrue(torn.what().contains("at byte 400000, has 3 of 4 bytes"), torn.what());
    }
    ReadOptions skipping = ReadOptions.DEFAULT.onDamage(ReadOptions.OnDamage.SKIP);
    Damage tolerant = new Damage(skipping, damage::add);
    try (BinaryRecords records = new BinaryRecords(storage, split, 4, tolerant)) {
      for (int i = 1; i < count; i++) assertEquals(i, ByteBuffer.wrap(records.next()).getInt());
      assertFalse(records.hasNext());
      assertThrows(NoSuchElementException.class, records::next);
      assertEquals(List.of(1L), damage);
    }
  }

  @Test
  void splitsEndAtBordersOfRecords() {
    List<BinarySplit> splits = BinarySplit.plan(List.of(stored("a", 95), stored("b", 0)), 10, 35);
    assertEquals(List.of(0L, 30L, 60L, 90L), splits.stream().map(BinarySplit::offset).toList());
    assertEquals(List.of(30L, 30L, 30L, 5L), splits.stream().map(BinarySplit::length).toList());
    assertEquals(10, BinarySplit.plan(List.of(stored("a", 95)), 10, 1).size());
  }

  @Test
  void groupsOfFilesAreOfAboutEqualWork() {
    List<StoredFile> files = new ArrayList<>();
    for (int i = 0; i < 40; i++) files.add(stored("f" + i, 8 << 20));
    List<FileGroup> groups = FileGroup.pack(files, 4);
    assertEquals(4, groups.size());
    for (FileGroup group : groups) assertEquals(10, group.files().size());
    assertEquals("f0", groups.getFirst().files().getFirst().path());
    assertEquals("f39", groups.getLast().files().getLast().path());
    assertEquals(80L << 20, groups.getFirst().sizeBytes());
    assertEquals(40, FileGroup.pack(files, 1_000).size());
    List<StoredFile> large = List.of(stored("a", 1 << 30), stored("b", 1 << 30), stored("c", 1));
    assertEquals(3, FileGroup.pack(large, 1).size());
    assertEquals(0, FileGroup.pack(List.of(), 3).size());
  }

  private static StoredFile stored(String path, long bytes) {
    return new StoredFile(path, false, bytes, 0);
  }
}
