package io.brasa.core.block;

import io.brasa.runtime.codec.Codecs;
import io.brasa.runtime.codec.Encoder;
import io.brasa.runtime.codec.StoredGroup;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Makes {@linkplain Chunk chunks} of values. Not thread-safe. */
public final class ChunkEncoder {
  /**
   * Large enough that class names and headers do not count, small enough that 64 readers at once
   * need 2 MiB.
   */
  static final int CHUNK_BYTES = 32 << 10;

  /** What a buffer may have left over. */
  private static final int SLACK_BYTES = 1 << 10;

  private final Encoder encoder;
  private final List<StoredGroup<?>> stored = new ArrayList<>(0);
  private int valueCount;

  public ChunkEncoder(Codecs codecs) {
    this.encoder = new Encoder(codecs);
    encoder.attachTo(stored);
  }

  public void write(Object value) {
    encoder.writeValue(value);
    valueCount++;
  }

  /**
   * Appends values that are encoded already and {@linkplain
   * io.brasa.runtime.codec.Decoder#namesClasses name no classes}.
   */
  public void writeEncoded(byte[] bytes, int from, int length, int count) {
    encoder.writeBytes(bytes, from, length);
    valueCount += count;
  }

  /** Whether the chunk is large enough to be sealed; asked at the ends of rows. */
  public boolean isFull() {
    return encoder.size() >= CHUNK_BYTES || !stored.isEmpty();
  }

  public boolean isEmpty() {
    return valueCount == 0;
  }

  /** Bytes of the values since the last chunk, without attached groups. */
  public int openBytes() {
    return encoder.size();
  }

  /** Ends the chunk and begins the next one. There must be values. */
  public Chunk seal() {
    List<Chunk.Attachment> attachments = attachments();
    int length = encoder.size();
    byte[] payload;
    if (length >= CHUNK_BYTES) {
      // A buffer that was filled goes as it is, and another of the usual size follows.
      byte[] filled = encoder.takeBuffer(CHUNK_BYTES + SLACK_BYTES);
      boolean isTight = filled.length - length <= SLACK_BYTES;
      payload = isTight ? filled : Arrays.copyOf(filled, length);
    } else {
      payload = encoder.toByteArray();
      encoder.reset();
    }
    Chunk chunk = Chunk.of(valueCount, payload, length, attachments);
    valueCount = 0;
    return chunk;
  }

  /**
   * As {@link #seal}, but the payload is the encoder's own: the chunk is valid until the next value
   * is written.
   */
  public Chunk lend() {
    int length = encoder.size();
    Chunk chunk = Chunk.of(valueCount, encoder.buffer(), length, attachments());
    encoder.reset();
    valueCount = 0;
    return chunk;
  }

  private List<Chunk.Attachment> attachments() {
    if (stored.isEmpty()) return List.of();
    List<Chunk.Attachment> attachments = new ArrayList<>(stored.size());
    for (StoredGroup<?> group : stored) attachments.add(((BlockGroup<?>) group).attachment());
    stored.clear();
    return attachments;
  }
}
