package io.brasa.cluster.wire;

/**
 * The bounds of a transport.
 *
 * @param frameBytes the longest frame, its version byte included, once both sides are known
 * @param handshakeFrameBytes the longest frame before that
 * @param handshakeMillis how long a connection may stay unproved
 * @param queuedBytes beyond this many bytes not yet handed to the system, senders wait
 * @param strangers how many accepted connections may be unproved at the same time
 */
record WireLimits(
    int frameBytes,
    int handshakeFrameBytes,
    long handshakeMillis,
    long queuedBytes,
    int strangers) {
  static final int DEFAULT_FRAME_BYTES = 64 << 20;

  static WireLimits ofFrames(int frameBytes) {
    return new WireLimits(frameBytes, 1 << 10, 15_000, 8 << 20, 1 << 10);
  }

  WireLimits {
    if (frameBytes < handshakeFrameBytes) {
      throw new IllegalArgumentException(
          "Frames of " + frameBytes + " bytes are too short for the handshake");
    }
  }
}
