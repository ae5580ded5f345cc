package io.brasa.cluster.protocol;

import io.brasa.cluster.error.ClusterError;
import io.brasa.cluster.wire.NettyTransport;
import io.brasa.cluster.wire.PrivateFile;
import io.brasa.cluster.wire.Secret;
import io.brasa.cluster.wire.Tls;
import io.brasa.runtime.environment.Environment;
import io.brasa.runtime.error.EngineException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * What protects the connections of a cluster. A secret that all its processes know: from a file
 * that only its owner can read, or from the environment. Besides, or instead, TLS with certificates
 * from a folder. Whoever wants neither says so, and is then bound to the addresses of one machine.
 *
 * @param isOpen whether there is no secret
 * @param tls underneath all connections, if there is
 */
public record ClusterSecret(Secret secret, boolean isOpen, Optional<Tls> tls) {
  /** Said in place of a file: no secret is wanted. */
  public static final String NONE = "none";

  public static final String FILE_VARIABLE = "BRASA_SECRET_FILE";
  public static final String VARIABLE = "BRASA_SECRET";
  public static final String TLS_VARIABLE = "BRASA_TLS_FOLDER";

  private static final int BYTES_MOST = 4_096;

  /** As {@link #find(String, String)}, with TLS if the environment says so. */
  public static ClusterSecret find(String file) {
    return find(file, "");
  }

  /**
   * Finds the secret: in the named file, or the one that {@value #FILE_VARIABLE} names, or in
   * {@value #VARIABLE}; and the files for TLS in the named folder, or the one that {@value
   * #TLS_VARIABLE} names. Fails with {@code SECRET_MISSING}, {@code SECRET_UNSAFE} or {@code
   * TLS_UNUSABLE}.
   *
   * @param file empty when it is not said, or {@link #NONE}
   * @param tlsFolder empty when it is not said, or {@link #NONE}
   */
  public static ClusterSecret find(String file, String tlsFolder) {
    return find(file, tlsFolder, System.getenv());
  }

  static ClusterSecret find(String file, String tlsFolder, Map<String, String> environment) {
    String folder = tlsFolder.isEmpty() ? environment.getOrDefault(TLS_VARIABLE, "") : tlsFolder;
    Optional<Tls> tls =
        folder.isEmpty() || folder.equals(NONE)
            ? Optional.empty()
            : Optional.of(Tls.ofFolder(folder));
    if (file.equals(NONE)) return new ClusterSecret(Secret.open(), true, tls);
    return new ClusterSecret(secret(file, environment), false, tls);
  }

  private static Secret secret(String file, Map<String, String> environment) {
    if (!file.isEmpty()) return ofFile(file);
    String named = environment.getOrDefault(FILE_VARIABLE, "");
    if (!named.isEmpty()) return ofFile(named);
    String text = environment.getOrDefault(VARIABLE, "").strip();
    if (!text.isEmpty()) return of(text, VARIABLE);
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
    if (PrivateFile.isOpenToOthers(path))
      throw unsafe(
          "The file " + path + " of the cluster's secret is open to others than its owner",
          "Take that away: chmod 600 " + path,
          null);
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

  /** A password for one purpose, from which the secret does not follow; empty without a secret. */
  public String password(String purpose) {
    return isOpen ? "" : secret.derive(purpose);
  }

  /** A transport that is protected so; {@code port} zero for any. */
  public NettyTransport transport(Environment environment, String host, int port) {
    return NettyTransport.at(environment, secret, tls, host, port);
  }

  /** The folder of the files for TLS; empty without. */
  public String tlsFolder() {
    return tls.map(Tls::folder).orElse("");
  }

  /**
   * Fails with {@code SECRET_MISSING} if there is neither secret nor TLS and the host can be
   * reached by others.
   */
  public void requireFor(String host) {
    if (!isOpen || tls.isPresent()) return;
    try {
      if (InetAddress.getByName(host).isLoopbackAddress()) return;
    } catch (UnknownHostException unknown) {
      // Whoever connects or listens there says so better.
    }
    throw new EngineException(
        ClusterError.SECRET_MISSING,
        "Without a secret and without TLS nothing is served or used at "
            + host
            + ", where others may listen",
        "Give a secret with --secret-file, certificates with --tls-folder, or stay with 127.0.0.1");
  }
}
