package io.brasa.cluster.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brasa.core.remote.Transport.Purpose;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

final class TestHandshake {
  private final Secret secret = Secret.fromHexadecimal("000102030405060708090a0b0c0d0e0f");
  private final ClientHandshake client = new ClientHandshake(secret, Purpose.BLOCKS, nonce(1));
  private final ServerHandshake server = new ServerHandshake(secret, nonce(2));

  private static byte[] nonce(int value) {
    byte[] nonce = new byte[Proof.NONCE_BYTES];
    Arrays.fill(nonce, (byte) value);
    return nonce;
  }

  private byte[] hello() {
    return client.first().orElseThrow();
  }

  @Test
  void bothSidesLearnThatTheOtherKnowsTheSecret() throws Exception {
    byte[] challenge = server.received(hello()).orElseThrow();
    byte[] proof = client.received(challenge).orElseThrow();
    assertFalse(server.isDone());
    byte[] welcome = server.received(proof).orElseThrow();
    assertTrue(server.isDone());
    assertFalse(client.isDone());
    assertTrue(client.received(welcome).isEmpty());
    assertTrue(client.isDone());
    assertEquals(Purpose.BLOCKS, server.purpose());
  }

  /** The bytes that other releases expect. Must not change without another version. */
  @Test
  void keepsItsLayout() throws Exception {
    byte[] hello = hello();
    assertEquals(39, hello.length);
    assertArrayEquals(new byte[] {1, 'b', 'r', 'a', 's', 'a', 2, 1}, Arrays.copyOf(hello, 8));
    byte[] challenge = server.received(hello).orElseThrow();
    assertArrayEquals(Handshake.frame((byte) 2, nonce(2)), challenge);
    byte[] proof = client.received(challenge).orElseThrow();
    assertEquals(
        "0333996728b8d7af81dda4a3bdf63f548dc21c98b30348231491b8b4058f82f557",
        HexFormat.of().formatHex(proof));
  }

  @Test
  void refusesAClientWithAnotherSecret() throws Exception {
    ClientHandshake stranger = new ClientHandshake(Secret.random(), Purpose.BLOCKS, nonce(1));
    byte[] challenge = server.received(stranger.first().orElseThrow()).orElseThrow();
    byte[] proof = stranger.received(challenge).orElseThrow();
    assertThrows(WireViolation.class, () -> server.received(proof));
    assertFalse(server.isDone());
  }

  @Test
  void refusesAServerWithAnotherSecret() throws Exception {
    ServerHandshake stranger = new ServerHandshake(Secret.random(), nonce(2));
    byte[] proof = client.received(stranger.received(hello()).orElseThrow()).orElseThrow();
    assertThrows(WireViolation.class, () -> stranger.received(proof));
    byte[] guess = Handshake.frame(Handshake.WELCOME, new byte[Proof.BYTES]);
    assertThrows(WireViolation.class, () -> client.received(guess));
    assertFalse(client.isDone());
  }

  @Test
  void refusesARecordedHandshake() throws Exception {
    byte[] recordedProof = client.received(server.received(hello()).orElseThrow()).orElseThrow();
    ServerHandshake later = new ServerHandshake(secret, nonce(3));
    later.received(hello());
    assertThrows(WireViolation.class, () -> later.received(recordedProof));
  }

  @Test
  void refusesItsOwnCodeSentBack() throws Exception {
    byte[] proof = client.received(server.received(hello()).orElseThrow()).orElseThrow();
    byte[] reflected = proof.clone();
    reflected[0] = Handshake.WELCOME;
    assertThrows(WireViolation.class, () -> client.received(reflected));
  }

  @Test
  void refusesAPurposeChangedOnTheWay() throws Exception {
    byte[] changed = hello();
    changed[1 + Handshake.MAGIC.length] = Handshake.code(Purpose.CONTROL);
    byte[] proof = client.received(server.received(changed).orElseThrow()).orElseThrow();
    assertThrows(WireViolation.class, () -> server.received(proof));
  }

  @Test
  void refusesStepsOutOfOrder() {
    byte[] early = Handshake.frame(Handshake.PROOF, new byte[Proof.BYTES]);
    assertThrows(WireViolation.class, () -> server.received(early));
    byte[] welcome = Handshake.frame(Handshake.WELCOME, new byte[Proof.BYTES]);
    assertThrows(WireViolation.class, () -> client.received(welcome));
  }

  @Test
  void hidesTheSecretInTexts() {
    assertFalse(secret.toString().contains("0001"));
    assertThrows(IllegalArgumentException.class, () -> Secret.fromHexadecimal("0001"));
  }
}
