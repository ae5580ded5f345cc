package io.brasa.cluster.wire;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** An authority, and folders with certificates of it, made by the JDK's keytool. */
public final class Certificates {
  private static final String PASSWORD = "password";

  private final Path store;

  /** Makes an authority. */
  public Certificates(Path folder) throws Exception {
    store = Files.createDirectories(folder).resolve("keys.p12");
    keytool("-genkeypair", "-alias", "authority", "-dname", "CN=authority", "-ext", "bc:c");
  }

  private void keytool(String... words) throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(List.of(System.getProperty("java.home") + "/bin/keytool"));
    command.addAll(List.of(words));
    command.addAll(
        List.of("-keyalg", "EC", "-validity", "3650", "-storetype", "PKCS12", "-keystore"));
    command.addAll(List.of(store.toString(), "-storepass", PASSWORD));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), US_ASCII);
    if (process.waitFor() != 0) throw new IOException(said);
  }

  /** Makes a certificate and the folder of whoever is to use it. */
  public Path folder(String name) throws Exception {
    keytool("-genkeypair", "-alias", name, "-dname", "CN=" + name, "-signer", "authority");
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, PASSWORD.toCharArray());
    }
    Path folder = Files.createDirectories(store.resolveSibling(name));
    Files.writeString(
        folder.resolve(Tls.CERTIFICATE),
        pem("CERTIFICATE", keys.getCertificate(name).getEncoded()));
    Files.writeString(
        folder.resolve(Tls.AUTHORITY),
        pem("CERTIFICATE", keys.getCertificate("authority").getEncoded()));
    Path key = folder.resolve(Tls.KEY);
    Files.writeString(
        key, pem("PRIVATE KEY", keys.getKey(name, PASSWORD.toCharArray()).getEncoded()));
    Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
    return folder;
  }

  private static String pem(String kind, byte[] content) {
    return "-----BEGIN "
        + kind
        + "-----\n"
        + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content)
        + "\n-----END "
        + kind
        + "-----\n";
  }
}
