package io.brasa.cluster.worker;

import io.brasa.cluster.error.ClusterError;
import io.brasa.cluster.protocol.ClusterMessage;
import io.brasa.core.remote.Message;
import io.brasa.core.remote.Parts;
import io.brasa.core.remote.Peer;
import io.brasa.runtime.error.EngineException;
import io.brasa.runtime.storage.Storage;
import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Brings files of programs from the master that leads. Thread-safe. */
final class FetchedFiles {
  private static final long WINDOW_BYTES = 4 << 20;
  private static final long PART_MILLIS = 60_000;

  private final Storage storage;
  private final Supplier<Peer> master;

  FetchedFiles(Storage storage, Supplier<Peer> master) {
    this.storage = storage;
    this.master = master;
  }

  /**
   * Puts files into a folder. Fails with {@code PROGRAM_FILE_DAMAGED} and with what the master and
   * the storage fail with.
   *
   * @param hashes SHA-256 of their contents, by name
   */
  void fetch(Map<String, String> hashes, String folder) throws IOException {
    for (Map.Entry<String, String> file : hashes.entrySet())
      fetchOne(file.getValue(), folder + "/" + plain(file.getKey()));
  }

  /** It comes over the wire. */
  private static String plain(String name) {
    if (name.isEmpty() || name.startsWith(".") || name.contains("/") || name.contains("\\"))
      throw new EngineException(
          ClusterError.PROGRAM_FILE_DAMAGED,
          "A file of a program cannot be named '" + name + "'",
          "Give it a plain name");
    return name;
  }

  private void fetchOne(String sha256, String path) throws IOException {
    MessageDigest digest = sha256();
    try (Parts parts =
            master.get().stream(new ClusterMessage.FetchFile(sha256), WINDOW_BYTES, PART_MILLIS);
        OutputStream out = storage.create(path)) {
      for (Optional<Message> part = parts.next(); part.isPresent(); part = parts.next()) {
        if (!(part.get() instanceof ClusterMessage.FileChunk(byte[] bytes))) continue;
        digest.update(bytes);
        out.write(bytes);
      }
    }
    if (HexFormat.of().formatHex(digest.digest()).equals(sha256)) return;
    throw new EngineException(
        ClusterError.PROGRAM_FILE_DAMAGED,
        "The file " + path + " is not what the master was given",
        "Submit the program again");
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
