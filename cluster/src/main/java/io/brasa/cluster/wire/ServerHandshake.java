package io.brasa.cluster.wire;

import io.brasa.core.remote.Transport.Purpose;
import java.util.Arrays;
import java.util.Optional;

/** The side that listens: challenges, checks the client's code, and only then gives its own. */
final class ServerHandshake implements Handshake {
  private enum Step {
    HELLO,
    PROOF,
    DONE
  }

  private final Secret secret;
  private final byte[] nonce;
  private byte[] clientNonce;
  private Purpose purpose;
  private Step expected = Step.HELLO;

  /**
   * @param nonce never used before
   */
  ServerHandshake(Secret secret, byte[] nonce) {
    this.secret = secret;
    this.nonce = nonce;
  }

  @Override
  public Optional<byte[]> first() {
    return Optional.empty();
  }

  @Override
  public Optional<byte[]> received(byte[] frame) throws WireViolation {
    return switch (expected) {
      case HELLO -> {
        readHello(Handshake.body(frame, HELLO, MAGIC.length + 1 + Proof.NONCE_BYTES));
        expected = Step.PROOF;
        yield Optional.of(Handshake.frame(CHALLENGE, nonce));
      }
      case PROOF -> {
        if (!Proof.equal(proof(Proof.Role.CLIENT), Handshake.body(frame, PROOF, Proof.BYTES))) {
          throw new WireViolation("no proof that it knows the secret");
        }
        expected = Step.DONE;
        yield Optional.of(Handshake.frame(WELCOME, proof(Proof.Role.SERVER)));
      }
      case DONE -> throw new WireViolation("a step after the end of the handshake");
    };
  }

  private void readHello(byte[] body) throws WireViolation {
    if (!Arrays.equals(body, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
      throw new WireViolation("a frame that is no hello of this engine");
    }
    purpose = Handshake.purpose(body[MAGIC.length]);
    clientNonce = Arrays.copyOfRange(body, MAGIC.length + 1, body.length);
  }

  private byte[] proof(Proof.Role role) {
    return Proof.of(secret, role, purpose, clientNonce, nonce);
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
