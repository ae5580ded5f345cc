package io.brasa.core.commit;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.brasa.core.error.CoreError;
import io.brasa.runtime.error.EngineException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * Which attempt won each partition of an output.
 *
 * @param staging the name of the staging folder that the manifest belongs to
 * @param winners one attempt per partition, in order of partition
 */
record Manifest(String staging, List<TaskOutput> winners) {
  private static final int MAGIC = 0x4252574E;
  private static final byte VERSION = 1;

  /** Magic, version, length of the name, count of partitions, checksum. */
  private static final int FIXED_BYTES = 4 + 1 + 4 + 4 + 4;

  byte[] encode() {
    byte[] name = staging.getBytes(UTF_8);
    long size = (long) FIXED_BYTES + name.length;
    for (TaskOutput winner : winners) {
      size += 20;
      for (TaskOutput.StagedFile file : winner.files()) size += 12 + 3L * file.name().length();
    }
    ByteBuffer out = ByteBuffer.allocate(Math.toIntExact(size));
    out.putInt(MAGIC).put(VERSION);
    putText(out, staging);
    out.putInt(winners.size());
    for (TaskOutput winner : winners) put(out, winner);
    out.putInt(checksum(out.array(), out.position()));
    byte[] bytes = new byte[out.position()];
    out.flip().get(bytes);
    return bytes;
  }

  private static void put(ByteBuffer out, TaskOutput winner) {
    out.putInt(winner.partition())
        .putInt(winner.attempt())
        .putLong(winner.rows())
        .putInt(winner.files().size());
    for (TaskOutput.StagedFile file : winner.files()) {
      putText(out, file.name());
      out.putLong(file.bytes());
    }
  }

  private static void putText(ByteBuffer out, String text) {
    byte[] bytes = text.getBytes(UTF_8);
    out.putInt(bytes.length).put(bytes);
  }

  /**
   * Reads a manifest; empty if the bytes are not a whole one, so that nothing was decided. Fails
   * with {@code OUTPUT_UNKNOWN_VERSION} on a whole one of a version from the future.
   *
   * @param path named in errors
   */
  static Optional<Manifest> decode(byte[] bytes, String path) {
    if (bytes.length < FIXED_BYTES) return Optional.empty();
    ByteBuffer in = ByteBuffer.wrap(bytes);
    if (in.getInt(bytes.length - 4) != checksum(bytes, bytes.length - 4) || in.getInt() != MAGIC)
      return Optional.empty();
    byte version = in.get();
    if (version != VERSION) {
      throw new EngineException(
          CoreError.OUTPUT_UNKNOWN_VERSION,
          "The commit manifest "
              + path
              + " has version "
              + version
              + ", and this release knows version "
              + VERSION,
          "Finish the save with the release that began it, or delete " + Staging.parent(path));
    }
    try {
      String staging = text(in);
      int count = in.getInt();
      List<TaskOutput> winners = new ArrayList<>();
      for (int partition = 0; partition < count; partition++) winners.add(winner(in));
      return Optional.of(new Manifest(staging, List.copyOf(winners)));
    } catch (BufferUnderflowException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static TaskOutput winner(ByteBuffer in) {
    int partition = in.getInt();
    int attempt = in.getInt();
    long rows = in.getLong();
    int count = in.getInt();
    List<TaskOutput.StagedFile> files = new ArrayList<>();
    for (int file = 0; file < count; file++)
      files.add(new TaskOutput.StagedFile(text(in), in.getLong()));
    return new TaskOutput(partition, attempt, files, rows);
  }

  private static String text(ByteBuffer in) {
    int length = in.getInt();
    if (length < 0 || length > in.remaining()) throw new BufferUnderflowException();
    byte[] bytes = new byte[length];
    in.get(bytes);
    return new String(bytes, UTF_8);
  }

  private static int checksum(byte[] bytes, int length) {
    CRC32C checksum = new CRC32C();
    checksum.update(bytes, 0, length);
    return (int) checksum.getValue();
  }
}
