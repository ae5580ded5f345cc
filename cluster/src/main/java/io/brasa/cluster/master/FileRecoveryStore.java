package io.brasa.cluster.master;

import static java.util.Objects.requireNonNull;

import io.brasa.cluster.error.ClusterError;
import io.brasa.runtime.error.EngineException;
import io.brasa.runtime.error.RuntimeError;
import io.brasa.runtime.storage.Durable;
import io.brasa.runtime.storage.Storage;
import io.brasa.runtime.storage.StoredFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32C;

/**
 * Values as files of one folder, in the format of the package's description. A new value is written
 * under a name of its own, brought to the device, and published by a rename; only then is the
 * earlier one deleted. So at any moment there is a whole one. One process at a time may use a
 * folder.
 */
public final class FileRecoveryStore implements RecoveryStore {
  private static final int MAGIC = 0x42524b56;
  private static final byte VERSION = 1;
  private static final int HEADER_BYTES = 17;
  private static final String DRAFT = "draft-";

  private final Storage storage;
  private final String folder;

  /** The sequence of the file that counts, by key. */
  private final Map<String, Long> sequences = new HashMap<>();

  private long lastSequence;

  public FileRecoveryStore(Storage storage, String folder) {
    this.storage = requireNonNull(storage);
    this.folder = requireNonNull(folder);
    scan();
  }

  /** Deletes what a master left unfinished: drafts, and values that have a successor. */
  private void scan() {
    if (storage.status(folder).isEmpty()) return;
    for (StoredFile file : storage.list(folder)) {
      String name = file.path().substring(folder.length() + 1);
      int dot = name.lastIndexOf('.');
      if (name.startsWith(DRAFT)) {
        storage.delete(file.path());
      } else if (dot > 0) {
        supersede(name.substring(0, dot), sequence(name.substring(dot + 1), file.path()));
      }
    }
  }

  private static long sequence(String text, String path) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException foreign) {
      throw damaged(path, "its name ends in no number", foreign);
    }
  }

  private void supersede(String key, long sequence) {
    lastSequence = Math.max(lastSequence, sequence);
    Long known = sequences.get(key);
    if (known != null) storage.delete(path(key, Math.min(known, sequence)));
    sequences.put(key, known == null ? sequence : Math.max(known, sequence));
  }

  private String path(String key, long sequence) {
    return folder + "/" + key + "." + sequence;
  }

  @Override
  public void put(String key, byte[] value) {
    requireKey(key);
    if (value.length > MAX_VALUE_BYTES)
      throw new IllegalArgumentException("A value of " + value.length + " bytes for " + key);
    long sequence = ++lastSequence;
    String draft = folder + "/" + DRAFT + sequence;
    try (OutputStream out = storage.create(draft)) {
      out.write(header(value));
      out.write(value);
      if (out instanceof Durable durable) durable.sync();
    } catch (IOException failure) {
      throw new EngineException(
          RuntimeError.STORAGE_FAILED, "Could not write " + draft, "See the cause", failure);
    }
    storage.publish(draft, path(key, sequence));
    Long earlier = sequences.put(key, sequence);
    if (earlier != null) storage.delete(path(key, earlier));
  }

  private static void requireKey(String key) {
    boolean isPlain = !key.isEmpty() && !key.startsWith(DRAFT);
    for (int i = 0; i < key.length(); i++) {
      char c = key.charAt(i);
      isPlain &= c < 128 && (Character.isLetterOrDigit(c) || "._-".indexOf(c) >= 0);
    }
    if (!isPlain) throw new IllegalArgumentException("No key: '" + key + "'");
  }

  private static byte[] header(byte[] value) {
    return ByteBuffer.allocate(HEADER_BYTES)
        .putInt(MAGIC)
        .put(VERSION)
        .putLong(value.length)
        .putInt(checksum(value))
        .array();
  }

  private static int checksum(byte[] value) {
    CRC32C crc = new CRC32C();
    crc.update(value, 0, value.length);
    return (int) crc.getValue();
  }

  @Override
  public void remove(String key) {
    Long sequence = sequences.remove(key);
    if (sequence != null) storage.delete(path(key, sequence));
  }

  @Override
  public Map<String, byte[]> list() {
    Map<String, byte[]> all = new TreeMap<>();
    sequences.forEach((key, sequence) -> all.put(key, read(path(key, sequence))));
    return all;
  }

  private byte[] read(String path) {
    try (InputStream in = storage.open(path, 0, HEADER_BYTES + MAX_VALUE_BYTES + 1L)) {
      ByteBuffer whole = ByteBuffer.wrap(in.readAllBytes());
      if (whole.remaining() < HEADER_BYTES) throw damaged(path, "it is too short", null);
      if (whole.getInt() != MAGIC) throw damaged(path, "it is no file of a master", null);
      byte version = whole.get();
      if (version != VERSION) throw damaged(path, "it has version " + version, null);
      if (whole.getLong() != whole.remaining() - Integer.BYTES)
        throw damaged(path, "its length is another one", null);
      int checksum = whole.getInt();
      byte[] value = new byte[whole.remaining()];
      whole.get(value);
      if (checksum != checksum(value)) throw damaged(path, "its checksum is another one", null);
      return value;
    } catch (IOException failure) {
      throw damaged(path, failure.getMessage(), failure);
    }
  }

  private static EngineException damaged(String path, String why, Exception cause) {
    return new EngineException(
        ClusterError.RECOVERY_DAMAGED,
        "What a master has kept in " + path + " cannot be used: " + why,
        "Delete that file: what it told of, a worker, application or driver, is then not waited for",
        cause);
  }

  @Override
  public void close() {}
}
