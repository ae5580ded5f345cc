package io.brasa.cluster.wire;

import io.brasa.core.remote.Transport.Purpose;
import java.util.Optional;

/** The side that connects: says hello, proves itself, then checks the server's code. */
final class ClientHandshake implements Handshake {
  private enum Step {
    CHALLENGE,
    WELCOME,
    DONE
  }

  private final Secret secret;
  private final Purpose purpose;
  private final byte[] nonce;
  private byte[] serverNonce;
  private Step expected = Step.CHALLENGE;

  /**
   * @param nonce never used before
   */
  ClientHandshake(Secret secret, Purpose purpose, byte[] nonce) {
    this.secret = secret;
    this.purpose = purpose;
    this.nonce = nonce;
  }

  @Override
  public Optional<byte[]> first() {
    byte[] body = new byte[MAGIC.length + 1 + Proof.NONCE_BYTES];
    System.arraycopy(MAGIC, 0, body, 0, MAGIC.length);
    body[MAGIC.length] = Handshake.code(purpose);
    System.arraycopy(nonce, 0, body, MAGIC.length + 1, Proof.NONCE_BYTES);
    return Optional.of(Handshake.frame(HELLO, body));
  }

  @Override
  public Optional<byte[]> received(byte[] frame) throws WireViolation {
    return switch (expected) {
      case CHALLENGE -> {
        serverNonce = Handshake.body(frame, CHALLENGE, Proof.NONCE_BYTES);
        expected = Step.WELCOME;
        yield Optional.of(Handshake.frame(PROOF, proof(Proof.Role.CLIENT)));
      }
      case WELCOME -> {
        if (!Proof.equal(proof(Proof.Role.SERVER), Handshake.body(frame, WELCOME, Proof.BYTES))) {
          throw new WireViolation("no proof that it knows the secret");
        }
        expected = Step.DONE;
        yield Optional.empty();
      }
      case DONE -> throw new WireViolation("a step after the end of the handshake");
    };
  }

  private byte[] proof(Proof.Role role) {
    return Proof.of(secret, role, purpose, nonce, serverNonce);
  }

  @Override
  public boolean isDone() {
    return expected == Step.DONE;
  }

  @Override
  public Purpose purpose() {
    return purpose;
  }
}
