package io.brasa.cluster.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Frames by chance, cut by chance, and broken by chance. */
final class TestFrameReader {
  private static final int ROUNDS = 20_000;
  private static final int LIMIT = 4_096;

  private static byte[] frame(byte[] payload) {
    return ByteBuffer.allocate(FrameReader.HEADER_BYTES + payload.length)
        .putInt(payload.length + 1)
        .put((byte) FrameReader.VERSION)
        .put(payload)
        .array();
  }

  private static byte[] joined(List<byte[]> frames) {
    ByteBuffer all = ByteBuffer.allocate(frames.stream().mapToInt(frame -> frame.length).sum());
    frames.forEach(all::put);
    return all.array();
  }

  /** Feeds bytes in pieces; returns what came out, and the violation that ended it, if any. */
  private static Optional<WireViolation> read(
      byte[] stream, Random random, List<byte[]> out, FrameReader reader) {
    int at = 0;
    while (at < stream.length) {
      int count =
          Math.min(stream.length - at, 1 + random.nextInt(random.nextBoolean() ? 8 : 6_000));
      ByteBuf piece = Unpooled.wrappedBuffer(stream, at, count);
      at += count;
      try {
        for (Optional<byte[]> next = reader.next(piece);
            next.isPresent();
            next = reader.next(piece)) out.add(next.get());
      } catch (WireViolation violation) {
        return Optional.of(violation);
      }
      assertEquals(0, piece.readableBytes(), "all is consumed");
    }
    return Optional.empty();
  }

  private static List<byte[]> payloads(Random random) {
    List<byte[]> payloads = new ArrayList<>();
    for (int i = random.nextInt(6); i >= 0; i--) {
      byte[] payload =
          new byte[random.nextInt(4) == 0 ? random.nextInt(LIMIT) : random.nextInt(30)];
      random.nextBytes(payload);
      payloads.add(payload);
    }
    return payloads;
  }

  private static long seed() {
    long seed = new Random().nextLong();
    System.out.println("seed " + seed);
    return seed;
  }

  @Test
  void givesWhatWasFramedHoweverItIsCut() {
    Random random = new Random(seed());
    for (int round = 0; round < ROUNDS; round++) {
      List<byte[]> sent = payloads(random);
      List<byte[]> got = new ArrayList<>();
      FrameReader reader = new FrameReader(LIMIT);
      byte[] stream = joined(sent.stream().map(TestFrameReader::frame).toList());
      assertTrue(read(stream, random, got, reader).isEmpty());
      assertTrue(reader.isBetweenFrames());
      assertEquals(sent.size(), got.size());
      for (int i = 0; i < sent.size(); i++) assertArrayEquals(sent.get(i), got.get(i));
    }
  }

  /**
   * One byte of a header is another one: what stood before comes out whole, and then there is a
   * violation, or frames of other lengths that the bytes after it make up; never anything else, and
   * never a payload beyond the limit.
   */
  @Test
  void aBrokenHeaderEndsTheStreamOrMovesItsCuts() {
    Random random = new Random(seed());
    int violations = 0;
    for (int round = 0; round < ROUNDS; round++) {
      List<byte[]> sent = payloads(random);
      int broken = random.nextInt(sent.size());
      List<byte[]> frames = new ArrayList<>(sent.stream().map(TestFrameReader::frame).toList());
      int place = random.nextInt(FrameReader.HEADER_BYTES);
      frames.get(broken)[place] ^= (byte) (1 << random.nextInt(8));
      List<byte[]> got = new ArrayList<>();
      Optional<WireViolation> violation = read(joined(frames), random, got, new FrameReader(LIMIT));
      if (violation.isPresent()) violations++;
      assertTrue(got.size() >= broken || violation.isPresent());
      for (int i = 0; i < broken; i++) assertArrayEquals(sent.get(i), got.get(i));
      for (byte[] payload : got) assertTrue(payload.length < LIMIT);
      if (place == FrameReader.LENGTH_BYTES) {
        assertTrue(violation.orElseThrow().getMessage().contains("version"));
        assertEquals(broken, got.size());
      }
    }
    assertTrue(violations > ROUNDS / 4, violations + " violations");
  }

  @Test
  void garbageEndsInAViolationBeforeAnythingIsAllocatedForIt() {
    Random random = new Random(seed());
    for (int round = 0; round < ROUNDS; round++) {
      byte[] garbage = new byte[FrameReader.HEADER_BYTES + random.nextInt(300)];
      random.nextBytes(garbage);
      garbage[0] |= 1;
      List<byte[]> got = new ArrayList<>();
      assertTrue(read(garbage, random, got, new FrameReader(LIMIT)).isPresent());
      assertTrue(got.isEmpty());
    }
  }

  @Test
  void lengthsAtTheBoundAreTakenAndBeyondItRefused() throws Exception {
    FrameReader reader = new FrameReader(LIMIT);
    byte[] longest = frame(new byte[LIMIT - 1]);
    assertEquals(LIMIT - 1, reader.next(Unpooled.wrappedBuffer(longest)).orElseThrow().length);
    for (int length : new int[] {0, -1, LIMIT + 1, Integer.MAX_VALUE, Integer.MIN_VALUE}) {
      byte[] header = ByteBuffer.allocate(5).putInt(length).put((byte) 1).array();
      assertThrows(
          WireViolation.class,
          () -> new FrameReader(LIMIT).next(Unpooled.wrappedBuffer(header)),
          "length " + length);
    }
  }
}
