package io.brasa.cli.program;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Class files of source files that ran before, so that an unchanged one runs without the compiler.
 * The key is a hash of everything that the compiler's answer follows from: the file's name and
 * text, the JDK, and the jars compiled against. The {@value #MOST_ENTRIES} entries used last stay.
 *
 * <p>It saves time and nothing else. Entries appear whole, by a rename; one that does not match its
 * hash, or a folder that cannot be read or written, counts as absent and says nothing. Processes
 * may share a folder. Whoever can write there can run code as the owner, as with the jars beside
 * it: the launcher gives a folder that is the user's own.
 *
 * <p>The format is in the description of the package.
 */
final class KeptClasses {
  static final int MOST_ENTRIES = 50;

  private static final int MAGIC = 0x42524b43;
  private static final int VERSION = 1;
  private static final int HASH_BYTES = 32;
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
  static String key(Path file, String jars) throws IOException {
    MessageDigest digest = sha256();
    try (DataOutputStream out =
        new DataOutputStream(new DigestOutputStream(OutputStream.nullOutputStream(), digest))) {
      byte[] text = Files.readAllBytes(file);
      out.writeUTF(file.getFileName().toString());
      out.writeInt(text.length);
      out.write(text);
      out.writeUTF(System.getProperty("java.vendor") + System.getProperty("java.runtime.version"));
      for (String jar : jars.split(File.pathSeparator, -1)) {
        out.writeUTF(jar);
        writeStamp(Path.of(jar), out);
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static void writeStamp(Path jar, DataOutputStream out) throws IOException {
    if (!Files.exists(jar)) return;
    BasicFileAttributes attributes = Files.readAttributes(jar, BasicFileAttributes.class);
    out.writeLong(attributes.size());
    out.writeLong(attributes.lastModifiedTime().toMillis());
  }

  /** Class files by binary name in the order in which they were compiled, or an empty map. */
  Map<String, byte[]> find(String key) {
    Path entry = folder.resolve(key + SUFFIX);
    try {
      Map<String, byte[]> classes = read(Files.readAllBytes(entry));
      if (!classes.isEmpty()) touch(entry);
      return classes;
    } catch (IOException absent) {
      return Map.of();
    }
  }

  private static void touch(Path entry) {
    try {
      Files.setLastModifiedTime(entry, FileTime.from(Instant.now()));
    } catch (IOException readOnly) {
      // it counts as older than it is
    }
  }

  void keep(String key, Map<String, byte[]> classes) {
    try {
      Files.createDirectories(folder);
      Path draft = Files.createTempFile(folder, DRAFT, "");
      try {
        Files.write(draft, written(classes));
        Files.move(draft, folder.resolve(key + SUFFIX), StandardCopyOption.ATOMIC_MOVE);
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

  private static byte[] written(Map<String, byte[]> classes) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(body);
    out.writeInt(classes.size());
    for (Map.Entry<String, byte[]> type : classes.entrySet()) {
      out.writeUTF(type.getKey());
      out.writeInt(type.getValue().length);
      out.write(type.getValue());
    }
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    DataOutputStream head = new DataOutputStream(whole);
    head.writeInt(MAGIC);
    head.writeInt(VERSION);
    head.write(sha256().digest(body.toByteArray()));
    body.writeTo(head);
    return whole.toByteArray();
  }

  private static Map<String, byte[]> read(byte[] whole) throws IOException {
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(whole));
    if (in.readInt() != MAGIC || in.readInt() != VERSION) return Map.of();
    byte[] hash = in.readNBytes(HASH_BYTES);
    MessageDigest digest = sha256();
    digest.update(whole, whole.length - in.available(), in.available());
    if (!MessageDigest.isEqual(hash, digest.digest())) return Map.of();
    Map<String, byte[]> classes = new LinkedHashMap<>();
    for (int left = in.readInt(); left > 0; left--) {
      classes.put(in.readUTF(), in.readNBytes(in.readInt()));
    }
    return classes;
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
