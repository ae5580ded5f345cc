package io.brasa.cluster.wire;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.brasa.core.remote.Transport.Purpose;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The codes by which two processes prove that they know the same secret; laid out in the package's
 * description.
 */
final class Proof {
  static final int BYTES = 32;
  static final int NONCE_BYTES = 32;

  private static final String ALGORITHM = "HmacSHA256";
  private static final byte[] CONTEXT = "brasa wire handshake".getBytes(US_ASCII);

  private Proof() {}

  /** Who makes a code. */
  enum Role {
    CLIENT('C'),
    SERVER('S');

    private final char letter;

    Role(char letter) {
      this.letter = letter;
    }
  }

  static byte[] derived(Secret secret, String purpose) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(secret.bytes(), ALGORITHM));
      return mac.doFinal(("brasa derived " + purpose).getBytes(US_ASCII));
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException("Every JDK has " + ALGORITHM, missing);
    }
  }

  static byte[] of(
      Secret secret, Role role, Purpose purpose, byte[] clientNonce, byte[] serverNonce) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(secret.bytes(), ALGORITHM));
      mac.update(CONTEXT);
      mac.update((byte) FrameReader.VERSION);
      mac.update((byte) role.letter);
      mac.update(Handshake.code(purpose));
      mac.update(clientNonce);
      mac.update(serverNonce);
      return mac.doFinal();
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException("Every JDK has " + ALGORITHM, missing);
    }
  }

  static boolean equal(byte[] expected, byte[] actual) {
    return MessageDigest.isEqual(expected, actual);
  }
}
