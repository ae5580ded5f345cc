package io.brasa.cli.program;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;

/**
 * Class files of source files that ran before, so that an unchanged one runs without the compiler.
 * The key is everything that the compiler's answer follows from: the file's name and text, the JDK,
 * and the jars compiled against. It is kept whole and compared whole: a digest would first have to
 * be found among the JDK's security providers, which takes a tenth of a small program's time. The
 * {@value #MOST_ENTRIES} entries used last stay.
 *
 * <p>It saves time and nothing else. Entries appear whole, by a rename; one that does not match its
 * checksum, or a folder that cannot be read or written, counts as absent and says nothing.
 * Processes may share a folder. Whoever can write there can run code as the owner, as with the jars
 * beside it: the launcher gives a folder that is the user's own.
 *
 * <p>The format is in the description of the package.
 */
final class KeptClasses {
  static final int MOST_ENTRIES = 50;

  private static final int MAGIC = 0x42524b43;
  private static final int VERSION = 2;
  private static final int HEAD_BYTES = 12;
  private static final String SUFFIX = ".classes";
  private static final String DRAFT = "draft-";

  private final Path folder;

  /**
   * @param folder created when first written to
   */
  KeptClasses(Path folder) {
    this.folder = folder;
  }

  /**
   * The key of a source file.
   *
   * @param jars a class path; of its entries the size and the time of their last change count
   */
  static byte[] key(Path file, String jars) throws IOException {
    ByteArrayOutputStream key = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(key);
    byte[] text = Files.readAllBytes(file);
    out.writeUTF(file.getFileName().toString());
    out.writeInt(text.length);
    out.write(text);
    out.writeUTF(System.getProperty("java.vendor") + System.getProperty("java.runtime.version"));
    for (String jar : jars.split(File.pathSeparator, -1)) {
      out.writeUTF(jar);
      writeStamp(Path.of(jar), out);
    }
    return key.toByteArray();
  }

  private static void writeStamp(Path jar, DataOutputStream out) throws IOException {
    if (!Files.exists(jar)) return;
    BasicFileAttributes attributes = Files.readAttributes(jar, BasicFileAttributes.class);
    out.writeLong(attributes.size());
    out.writeLong(attributes.lastModifiedTime().toMillis());
  }

  /** Class files by binary name in the order in which they were compiled, or an empty map. */
  Map<String, byte[]> find(byte[] key) {
    Path entry = entry(key);
    try {
      Map<String, byte[]> classes = read(Files.readAllBytes(entry), key);
      if (!classes.isEmpty()) touch(entry);
      return classes;
    } catch (IOException absent) {
      return Map.of();
    }
  }

  /** Keys of the same checksum take each other's place. */
  private Path entry(byte[] key) {
    return folder.resolve(HexFormat.of().toHexDigits(sum(key, 0)) + SUFFIX);
  }

  private static void touch(Path entry) {
    try {
      Files.setLastModifiedTime(entry, FileTime.from(Instant.now()));
    } catch (IOException readOnly) {
      // it counts as older than it is
    }
  }

  void keep(byte[] key, Map<String, byte[]> classes) {
    try {
      Files.createDirectories(folder);
      Path draft = Files.createTempFile(folder, DRAFT, "");
      try {
        Files.write(draft, written(key, classes));
        Files.move(draft, entry(key), StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(draft);
      }
      deleteOldest();
    } catch (IOException | DirectoryIteratorException cannotBeKept) {
      // the next run compiles again
    }
  }

  private void deleteOldest() throws IOException {
    Map<Path, FileTime> times = new LinkedHashMap<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) times.put(file, Files.getLastModifiedTime(file));
    }
    List<Path> newestFirst = new ArrayList<>(times.keySet());
    newestFirst.sort(Comparator.comparing(times::get).reversed());
    // drafts of processes that were killed are old some day, too
    for (int i = MOST_ENTRIES; i < newestFirst.size(); i++)
      Files.deleteIfExists(newestFirst.get(i));
  }

  private static byte[] written(byte[] key, Map<String, byte[]> classes) throws IOException {
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(whole);
    out.writeInt(MAGIC);
    out.writeInt(VERSION);
    out.writeInt(0);
    out.writeInt(key.length);
    out.write(key);
    out.writeInt(classes.size());
    for (Map.Entry<String, byte[]> type : classes.entrySet()) {
      out.writeUTF(type.getKey());
      out.writeInt(type.getValue().length);
      out.write(type.getValue());
    }
    byte[] bytes = whole.toByteArray();
    ByteBuffer.wrap(bytes).putInt(HEAD_BYTES - Integer.BYTES, sum(bytes, HEAD_BYTES));
    return bytes;
  }

  private static Map<String, byte[]> read(byte[] whole, byte[] key) throws IOException {
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(whole));
    if (in.readInt() != MAGIC || in.readInt() != VERSION) return Map.of();
    if (in.readInt() != sum(whole, HEAD_BYTES)) return Map.of();
    if (!Arrays.equals(key, in.readNBytes(in.readInt()))) return Map.of();
    Map<String, byte[]> classes = new LinkedHashMap<>();
    for (int left = in.readInt(); left > 0; left--) {
      classes.put(in.readUTF(), in.readNBytes(in.readInt()));
    }
    return classes;
  }

  private static int sum(byte[] bytes, int from) {
    CRC32 sum = new CRC32();
    sum.update(bytes, from, bytes.length - from);
    return (int) sum.getValue();
  }
}
