package io.brasa.cluster.master;

import static java.util.Objects.requireNonNull;

import io.brasa.cluster.error.ClusterError;
import io.brasa.cluster.protocol.ClusterMessage;
import io.brasa.core.remote.PartSender;
import io.brasa.runtime.error.EngineException;
import io.brasa.runtime.error.RuntimeError;
import io.brasa.runtime.storage.Storage;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;

/**
 * Files of programs that run in the cluster, each under the SHA-256 of its content, so that a file
 * is stored once however often it is submitted. A file appears whole, after its content was seen to
 * be what its name says. Thread-safe.
 */
public final class ProgramFiles {
  private static final int CHUNK_BYTES = 256 << 10;
  private static final int DIGITS = 64;

  private final Storage storage;
  private final String folder;
  private final Map<String, Draft> drafts = new HashMap<>();

  private static final class Draft {
    final OutputStream out;
    final String path;
    final MessageDigest digest = sha256();
    long length;

    Draft(OutputStream out, String path) {
      this.out = out;
      this.path = path;
    }
  }

  public ProgramFiles(Storage storage, String folder) {
    this.storage = requireNonNull(storage);
    this.folder = requireNonNull(folder);
    storage.delete(folder + "/drafts");
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private String path(String sha256) {
    boolean isPlain = sha256.length() == DIGITS;
    for (int i = 0; i < sha256.length(); i++)
      isPlain &= "0123456789abcdef".indexOf(sha256.charAt(i)) >= 0;
    if (!isPlain) throw damaged(sha256, "that is no SHA-256");
    return folder + "/" + sha256;
  }

  boolean has(String sha256) {
    return storage.status(path(sha256)).isPresent();
  }

  /** Adds bytes to a file. They come in order; a first one begins again. */
  synchronized void store(ClusterMessage.StoreFile part) {
    String name = part.sha256();
    String target = path(name);
    if (part.offset() == 0) begin(name);
    Draft draft = drafts.get(name);
    if (draft == null || draft.length != part.offset())
      throw damaged(name, "its bytes do not come in order; another may be sending it");
    try {
      draft.out.write(part.bytes());
      draft.length += part.bytes().length;
      draft.digest.update(part.bytes());
      if (!part.isLast()) return;
      drafts.remove(name);
      draft.out.close();
    } catch (IOException failure) {
      throw new EngineException(
          RuntimeError.STORAGE_FAILED, "Could not write " + draft.path, "See the cause", failure);
    }
    if (!HexFormat.of().formatHex(draft.digest.digest()).equals(name)) {
      storage.delete(draft.path);
      throw damaged(name, "its content is another one");
    }
    if (storage.status(target).isEmpty()) storage.publish(draft.path, target);
    else storage.delete(draft.path);
  }

  private void begin(String name) {
    String path = folder + "/drafts/" + name;
    drafts.remove(name);
    storage.delete(path);
    drafts.put(name, new Draft(storage.create(path), path));
  }

  void send(String sha256, PartSender parts) {
    String path = path(sha256);
    long length =
        storage
            .status(path)
            .orElseThrow(() -> damaged(sha256, "this master does not have it"))
            .sizeBytes();
    try (InputStream in = storage.open(path, 0, length)) {
      for (byte[] chunk = in.readNBytes(CHUNK_BYTES);
          chunk.length > 0;
          chunk = in.readNBytes(CHUNK_BYTES)) parts.send(new ClusterMessage.FileChunk(chunk));
    } catch (IOException failure) {
      throw damaged(sha256, failure.getMessage());
    }
  }

  private static EngineException damaged(String sha256, String why) {
    return new EngineException(
        ClusterError.PROGRAM_FILE_DAMAGED,
        "The file of a program with the SHA-256 " + sha256 + " cannot be used: " + why,
        "Submit the program again");
  }
}
