package io.brasa.core.objectfile;

import io.brasa.runtime.codec.Codecs;
import io.brasa.runtime.codec.Encoder;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;

/** Writes one file of values. Without {@link #finish} the file is not whole. Not thread-safe. */
public final class ObjectFileWriter {
  private static final int CHUNK_BYTES = 64 << 10;

  private final OutputStream out;
  private final Encoder encoder;
  private final List<Long> marks = new ArrayList<>();
  private int chunkValues;
  private long values;
  private long offset;

  /** The stream stays the caller's, who closes it. */
  public ObjectFileWriter(OutputStream out, Codecs codecs) throws IOException {
    this.out = out;
    this.encoder = new Encoder(codecs);
    write(ObjectFileIndex.HEAD);
  }

  public void write(Object value) throws IOException {
    encoder.writeValue(value);
    chunkValues++;
    values++;
    if (encoder.size() >= CHUNK_BYTES) endChunk();
  }

  private void endChunk() throws IOException {
    if (marks.isEmpty() || offset - marks.getLast() >= ObjectFileIndex.MARK_BYTES)
      marks.add(offset);
    byte[] payload = encoder.toByteArray();
    ByteBuffer header = ByteBuffer.allocate(ObjectFileIndex.CHUNK_HEADER_BYTES);
    header.putInt(payload.length).putInt(chunkValues);
    header.putInt(checksum(header.array(), payload));
    write(header.array());
    write(payload);
    encoder.reset();
    chunkValues = 0;
  }

  /** Of the first eight bytes of the header, and the payload. */
  static int checksum(byte[] header, byte[] payload) {
    CRC32C checksum = new CRC32C();
    checksum.update(header, 0, 8);
    checksum.update(payload, 0, payload.length);
    return (int) checksum.getValue();
  }

  /** Ends the file; returns how many values it has. */
  public long finish() throws IOException {
    if (chunkValues > 0) endChunk();
    write(new ObjectFileIndex(marks, values, offset).encode());
    return values;
  }

  private void write(byte[] bytes) throws IOException {
    out.write(bytes, 0, bytes.length);
    offset += bytes.length;
  }
}
