package io.brasa.cluster.protocol;

import io.brasa.cluster.error.ClusterError;
import io.brasa.cluster.wire.Secret;
import io.brasa.runtime.error.EngineException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Map;
import java.util.Set;

/**
 * What all processes of a cluster know: from a file that only its owner can read, or from the
 * environment. Whoever wants none says so, and is then bound to the addresses of one machine.
 *
 * @param isOpen whether there is none
 */
public record ClusterSecret(Secret secret, boolean isOpen) {
  /** Said in place of a file: no secret is wanted. */
  public static final String NONE = "none";

  public static final String FILE_VARIABLE = "BRASA_SECRET_FILE";
  public static final String VARIABLE = "BRASA_SECRET";

  private static final int BYTES_MOST = 4_096;

  /**
   * Finds the secret: in the named file, or the one that {@value #FILE_VARIABLE} names, or in
   * {@value #VARIABLE}. Fails with {@code SECRET_MISSING} or {@code SECRET_UNSAFE}.
   *
   * @param file empty when it is not said, or {@link #NONE}
   */
  public static ClusterSecret find(String file) {
    return find(file, System.getenv());
  }

  static ClusterSecret find(String file, Map<String, String> environment) {
    if (file.equals(NONE)) return new ClusterSecret(Secret.open(), true);
    if (!file.isEmpty()) return new ClusterSecret(ofFile(file), false);
    String named = environment.getOrDefault(FILE_VARIABLE, "");
    if (!named.isEmpty()) return new ClusterSecret(ofFile(named), false);
    String text = environment.getOrDefault(VARIABLE, "").strip();
    if (!text.isEmpty()) return new ClusterSecret(of(text, VARIABLE), false);
    throw new EngineException(
        ClusterError.SECRET_MISSING,
        "The cluster's secret is not given",
        "Name its file with --secret-file, the setting secret.file or the variable "
            + FILE_VARIABLE
            + "; on one machine alone, --no-secret does without");
  }

  private static Secret ofFile(String file) {
    Path path = Path.of(file);
    try {
      if (Files.size(path) > BYTES_MOST)
        throw unsafe("The file " + file + " is too long for a secret", "Name the right file", null);
      requirePrivate(path);
      return of(Files.readString(path).strip(), "The file " + file);
    } catch (IOException failure) {
      throw new EngineException(
          ClusterError.SECRET_MISSING,
          "The cluster's secret cannot be read from " + file + ": " + failure.getMessage(),
          "Make it: (umask 077; head -c 32 /dev/urandom | base64 > " + file + ")",
          failure);
    }
  }

  private static void requirePrivate(Path path) throws IOException {
    Set<PosixFilePermission> permissions;
    try {
      permissions = Files.getPosixFilePermissions(path);
    } catch (UnsupportedOperationException otherFileSystem) {
      return;
    }
    for (PosixFilePermission permission : permissions) {
      if (permission.name().startsWith("OWNER_")) continue;
      throw unsafe(
          "The file " + path + " of the cluster's secret is open to others than its owner",
          "Take that away: chmod 600 " + path,
          null);
    }
  }

  private static Secret of(String text, String source) {
    try {
      return Secret.fromText(text);
    } catch (IllegalArgumentException tooShort) {
      throw unsafe(
          source + " holds a secret that is too short",
          "Take at least 16 bytes by chance",
          tooShort);
    }
  }

  private static EngineException unsafe(String what, String remedy, Exception cause) {
    return new EngineException(ClusterError.SECRET_UNSAFE, what, remedy, cause);
  }

  /**
   * Fails with {@code SECRET_MISSING} if there is no secret and the host can be reached by others.
   */
  public void requireFor(String host) {
    if (!isOpen) return;
    try {
      if (InetAddress.getByName(host).isLoopbackAddress()) return;
    } catch (UnknownHostException unknown) {
      // Whoever connects or listens there says so better.
    }
    throw new EngineException(
        ClusterError.SECRET_MISSING,
        "Without a secret nothing is served or used at " + host + ", where others may listen",
        "Give a secret with --secret-file, or stay with 127.0.0.1");
  }
}
