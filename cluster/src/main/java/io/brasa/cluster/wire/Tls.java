package io.brasa.cluster.wire;

import io.brasa.cluster.error.ClusterError;
import io.brasa.runtime.error.EngineException;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * TLS 1.3 in which both sides show a certificate. The authority is the cluster's own: who has a
 * certificate of it belongs to the cluster, at whatever host, so names of hosts are not compared.
 * Immutable, thread-safe.
 */
public final class Tls {
  /** The certificate of this process, with those between it and the authority, as PEM. */
  public static final String CERTIFICATE = "certificate.pem";

  /** Its key, as PEM in the form of PKCS 8, not encrypted; nobody else may read the file. */
  public static final String KEY = "key.pem";

  /** The certificates of whoever signs certificates of the cluster, as PEM. */
  public static final String AUTHORITY = "authority.pem";

  private static final String PROTOCOL = "TLSv1.3";

  private final String folder;
  private final SslContext server;
  private final SslContext client;

  private Tls(String folder, SslContext server, SslContext client) {
    this.folder = folder;
    this.server = server;
    this.client = client;
  }

  /** Reads the three files of a folder. Fails with {@code TLS_UNUSABLE}. */
  public static Tls ofFolder(String folder) {
    byte[] certificate = read(folder, CERTIFICATE);
    byte[] key = read(folder, KEY);
    byte[] authority = read(folder, AUTHORITY);
    requirePrivate(Path.of(folder, KEY));
    try {
      SslContext server =
          SslContextBuilder.forServer(in(certificate), in(key))
              .trustManager(in(authority))
              .clientAuth(ClientAuth.REQUIRE)
              .sslProvider(SslProvider.JDK)
              .protocols(PROTOCOL)
              .build();
      SslContext client =
          SslContextBuilder.forClient()
              .keyManager(in(certificate), in(key))
              .trustManager(in(authority))
              .sslProvider(SslProvider.JDK)
              .protocols(PROTOCOL)
              .endpointIdentificationAlgorithm(null)
              .build();
      return new Tls(folder, server, client);
    } catch (IOException | IllegalArgumentException notUnderstood) {
      throw unusable(
          "The certificates or the key in "
              + folder
              + " are not understood: "
              + notUnderstood.getMessage(),
          "They are PEM, the key in the form of PKCS 8 and not encrypted: openssl pkcs8 -topk8 -nocrypt",
          notUnderstood);
    }
  }

  private static byte[] read(String folder, String name) {
    Path path = Path.of(folder, name);
    try {
      return Files.readAllBytes(path);
    } catch (IOException failure) {
      throw unusable(
          "The file " + path + " cannot be read: " + failure.getMessage(),
          "A folder for TLS holds " + CERTIFICATE + ", " + KEY + " and " + AUTHORITY,
          failure);
    }
  }

  private static void requirePrivate(Path key) {
    try {
      if (!PrivateFile.isOpenToOthers(key)) return;
    } catch (IOException failure) {
      throw unusable("The file " + key + " cannot be looked at", "See the cause", failure);
    }
    throw unusable(
        "The file " + key + " is open to others than its owner",
        "Take that away: chmod 600 " + key,
        null);
  }

  private static InputStream in(byte[] bytes) {
    return new ByteArrayInputStream(bytes);
  }

  private static EngineException unusable(String what, String remedy, Exception cause) {
    return new EngineException(ClusterError.TLS_UNUSABLE, what, remedy, cause);
  }

  /** Where its files are, for processes of this host that are to use the same. */
  public String folder() {
    return folder;
  }

  SslHandler handler(SocketChannel channel, boolean isServer, long handshakeMillis) {
    SslHandler handler = (isServer ? server : client).newHandler(channel.alloc());
    handler.setHandshakeTimeoutMillis(handshakeMillis);
    return handler;
  }
}
