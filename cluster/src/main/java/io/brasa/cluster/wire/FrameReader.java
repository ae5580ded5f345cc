package io.brasa.cluster.wire;

import io.netty.buffer.ByteBuf;
import java.util.Optional;

/**
 * Cuts a stream of bytes into frames. Each payload is copied once, into the array that the handler
 * gets. Used by one event loop.
 */
final class FrameReader {
  static final int VERSION = 1;
  static final int LENGTH_BYTES = 4;
  static final int HEADER_BYTES = LENGTH_BYTES + 1;

  private final byte[] header = new byte[HEADER_BYTES];
  private int headerRead;
  private byte[] payload;
  private int payloadRead;
  private int limit;

  /**
   * @param limit the longest frame to accept, its version byte included
   */
  FrameReader(int limit) {
    this.limit = limit;
  }

  /** Changes the longest frame to accept, from the next header on. */
  void limit(int bytes) {
    limit = bytes;
  }

  /** The payload of the next frame, or nothing once all bytes are consumed and more are needed. */
  Optional<byte[]> next(ByteBuf in) throws WireViolation {
    if (payload == null && !readHeader(in)) return Optional.empty();
    int count = Math.min(in.readableBytes(), payload.length - payloadRead);
    in.readBytes(payload, payloadRead, count);
    payloadRead += count;
    if (payloadRead < payload.length) return Optional.empty();
    byte[] whole = payload;
    payload = null;
    return Optional.of(whole);
  }

  /** Whether the stream is between two frames, so that it may end here. */
  boolean isBetweenFrames() {
    return payload == null && headerRead == 0;
  }

  private boolean readHeader(ByteBuf in) throws WireViolation {
    int count = Math.min(in.readableBytes(), HEADER_BYTES - headerRead);
    in.readBytes(header, headerRead, count);
    headerRead += count;
    if (headerRead < HEADER_BYTES) return false;
    int length = length();
    if (length < 1) throw new WireViolation("a frame of the impossible length " + length);
    if (length > limit)
      throw new WireViolation(
          "a frame of " + length + " bytes where at most " + limit + " are allowed");
    int version = header[LENGTH_BYTES];
    if (version != VERSION) {
      throw new WireViolation(
          "a frame of version " + version + " where version " + VERSION + " is spoken");
    }
    headerRead = 0;
    payload = new byte[length - 1];
    payloadRead = 0;
    return true;
  }

  private int length() {
    return (header[0] & 0xff) << 24
        | (header[1] & 0xff) << 16
        | (header[2] & 0xff) << 8
        | (header[3] & 0xff);
  }
}
