package io.brasa.cluster.wire;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.brasa.core.remote.Transport.Purpose;
import java.util.Arrays;
import java.util.Optional;

/**
 * One side of the handshake that the package's description lays out: takes the peer's frames, gives
 * ours. Pure: it knows neither sockets nor time. After a {@link WireViolation} it must not be used
 * again.
 */
sealed interface Handshake permits ClientHandshake, ServerHandshake {
  byte HELLO = 1;
  byte CHALLENGE = 2;
  byte PROOF = 3;
  byte WELCOME = 4;
  byte[] MAGIC = "brasa".getBytes(US_ASCII);

  /** The frame to send before any was received, if it is this side's turn. */
  Optional<byte[]> first();

  /** The frame to send after the peer's, if any. */
  Optional<byte[]> received(byte[] frame) throws WireViolation;

  /** Whether the peer has proved that it knows the secret. */
  boolean isDone();

  /** What the connection is for; known to a server after the first frame. */
  Purpose purpose();

  static byte code(Purpose purpose) {
    return switch (purpose) {
      case CONTROL -> 1;
      case BLOCKS -> 2;
    };
  }

  static Purpose purpose(byte code) throws WireViolation {
    return switch (code) {
      case 1 -> Purpose.CONTROL;
      case 2 -> Purpose.BLOCKS;
      default -> throw new WireViolation("a handshake for the unknown purpose " + code);
    };
  }

  /** A frame of a kind byte and a body. */
  static byte[] frame(byte kind, byte[] body) {
    byte[] frame = new byte[1 + body.length];
    frame[0] = kind;
    System.arraycopy(body, 0, frame, 1, body.length);
    return frame;
  }

  /** The body of a frame that must have this kind and length. */
  static byte[] body(byte[] frame, byte kind, int bodyBytes) throws WireViolation {
    if (frame.length != 1 + bodyBytes || frame[0] != kind) {
      throw new WireViolation("a frame that is no step " + kind + " of the handshake");
    }
    return Arrays.copyOfRange(frame, 1, frame.length);
  }
}
