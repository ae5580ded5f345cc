package io.brasa.cluster.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * What the processes of one application know and nobody else does. Its text never appears in
 * messages or logs: {@link #toString()} hides it. Immutable.
 */
public final class Secret {
  private static final int RANDOM_BYTES = 32;
  private static final int LEAST_BYTES = 16;

  private final byte[] bytes;

  private Secret(byte[] bytes) {
    if (bytes.length < LEAST_BYTES) {
      throw new IllegalArgumentException(
          "A secret has at least " + LEAST_BYTES + " bytes, not " + bytes.length);
    }
    this.bytes = bytes;
  }

  /**
   * A new one. Its chance is the system's, not the environment's: nobody may be able to replay it.
   */
  public static Secret random() {
    byte[] bytes = new byte[RANDOM_BYTES];
    new SecureRandom().nextBytes(bytes);
    return new Secret(bytes);
  }

  /**
   * A text that people chose, as UTF-8. Fails with {@code IllegalArgumentException} on fewer than
   * 16 bytes.
   */
  public static Secret fromText(String text) {
    return new Secret(text.getBytes(UTF_8));
  }

  /** One that everybody knows: for processes of one machine that have been told to trust all. */
  public static Secret open() {
    return new Secret(new byte[RANDOM_BYTES]);
  }

  /** What {@link #toHexadecimal()} gave. */
  public static Secret fromHexadecimal(String digits) {
    return new Secret(HexFormat.of().parseHex(digits));
  }

  /** For handing over to a process that one has started oneself, over a pipe. */
  public String toHexadecimal() {
    return HexFormat.of().formatHex(bytes);
  }

  /** Another secret, as hexadecimal digits, for one purpose: this one does not follow from it. */
  public String derive(String purpose) {
    return HexFormat.of().formatHex(Proof.derived(this, purpose));
  }

  byte[] bytes() {
    return bytes.clone();
  }

  @Override
  public String toString() {
    return "a secret";
  }
}
