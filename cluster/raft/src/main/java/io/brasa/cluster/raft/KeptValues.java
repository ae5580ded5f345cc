package io.brasa.cluster.raft;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the masters have agreed upon: an epoch, and values of the leader of that epoch. Changes come
 * in the same order to all masters. Thread-safe.
 */
final class KeptValues {
  private static final byte BEGIN = 1;
  private static final byte PUT = 2;
  private static final byte REMOVE = 3;
  private static final byte VERSION = 1;

  private final Map<String, byte[]> values = new TreeMap<>();
  private long epoch;

  // ---- changes

  static byte[] begin() {
    return new byte[] {BEGIN};
  }

  static byte[] put(long epoch, String key, byte[] value) {
    return change(PUT, epoch, key, value);
  }

  static byte[] remove(long epoch, String key) {
    return change(REMOVE, epoch, key, new byte[0]);
  }

  private static byte[] change(byte kind, long epoch, String key, byte[] value) {
    return written(
        out -> {
          out.writeByte(kind);
          out.writeLong(epoch);
          out.writeUTF(key);
          out.write(value);
        });
  }

  /** Does a change, and returns its answer. */
  synchronized byte[] apply(byte[] change) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(change))) {
      byte kind = in.readByte();
      if (kind == BEGIN) {
        epoch++;
        return written(out -> out.writeLong(epoch));
      }
      if (in.readLong() != epoch) return new byte[] {0};
      String key = in.readUTF();
      switch (kind) {
        case PUT -> values.put(key, in.readAllBytes());
        case REMOVE -> values.remove(key);
        default -> throw new IOException("a change of the unknown kind " + kind);
      }
      return new byte[] {1};
    } catch (IOException malformed) {
      throw new UncheckedIOException(malformed);
    }
  }

  synchronized Map<String, byte[]> all() {
    return new TreeMap<>(values);
  }

  // ---- snapshots

  synchronized byte[] snapshot() {
    return written(
        out -> {
          out.writeByte(VERSION);
          out.writeLong(epoch);
          out.writeInt(values.size());
          for (Map.Entry<String, byte[]> entry : values.entrySet()) {
            out.writeUTF(entry.getKey());
            out.writeInt(entry.getValue().length);
            out.write(entry.getValue());
          }
        });
  }

  /** Takes the place of all that is here. */
  synchronized void restore(byte[] snapshot) throws IOException {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(snapshot))) {
      byte version = in.readByte();
      if (version != VERSION) throw new IOException("a snapshot of version " + version);
      epoch = in.readLong();
      values.clear();
      for (int left = in.readInt(); left > 0; left--) {
        String key = in.readUTF();
        values.put(key, in.readNBytes(in.readInt()));
      }
    }
  }

  synchronized void clear() {
    values.clear();
    epoch = 0;
  }

  private interface Writing {
    void to(DataOutputStream out) throws IOException;
  }

  private static byte[] written(Writing writing) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      writing.to(out);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return bytes.toByteArray();
  }
}
