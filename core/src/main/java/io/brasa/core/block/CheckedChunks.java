package io.brasa.core.block;

import io.brasa.core.error.CoreError;
import io.brasa.runtime.error.EngineException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NoSuchElementException;

/**
 * Reads the chunks of a {@link ByteBlock} one by one and checks each before it is given. Everything
 * that is not as it was written is {@code BLOCK_CORRUPT} and names the block. Chunks that never
 * left the heap are given as they are.
 */
final class CheckedChunks implements ClosingIterator<Chunk> {
  private static final long SKIPPED_BYTES = 256 << 10;

  private final ByteBlock block;
  private InputStream input;
  private long bytesLeft;
  private long valuesLeft;
  private int nextInHeap;

  CheckedChunks(ByteBlock block) {
    this(block, null);
  }

  /**
   * @param opened the bytes of the block, or null to open them when they are needed
   */
  CheckedChunks(ByteBlock block, InputStream opened) {
    this.block = block;
    this.input = opened;
    this.bytesLeft = block.sizeBytes();
    this.valuesLeft = block.valueCount();
  }

  @Override
  public boolean hasNext() {
    if (valuesLeft > 0) return true;
    finish();
    return false;
  }

  @Override
  public Chunk next() {
    if (!hasNext()) throw new NoSuchElementException();
    Chunk chunk = block.bytes() instanceof BlockBytes.InHeap heap ? take(heap) : read();
    if (chunk.valueCount() <= 0 || chunk.valueCount() > valuesLeft)
      throw corrupt("there are more values than the index says");
    valuesLeft -= chunk.valueCount();
    return chunk;
  }

  private Chunk take(BlockBytes.InHeap heap) {
    if (nextInHeap == heap.chunks().size()) throw corrupt("there are fewer values than counted");
    Chunk chunk = heap.chunks().get(nextInHeap++);
    bytesLeft -= chunk.sizeBytes();
    return chunk;
  }

  private Chunk read() {
    byte[] header = readFully(Chunk.HEADER_BYTES);
    int length = Chunk.getInt(header, 0);
    int valueCount = Chunk.getInt(header, 4);
    int checksum = Chunk.getInt(header, 8);
    // Checked first, since a damaged length must neither allocate nor read at random.
    if (length < 0 || length > bytesLeft)
      throw corrupt("a chunk of " + length + " bytes does not fit");
    byte[] payload = readFully(length);
    if (Chunk.checksum(valueCount, payload, length) != checksum)
      throw corrupt("a checksum differs");
    return valueCount >= 0
        ? new Chunk(valueCount, checksum, payload, length, List.of())
        : new Chunk(-valueCount, checksum, payload, length, attachments());
  }

  /** Reads the table of what is attached and passes over the attachments themselves. */
  private List<Chunk.Attachment> attachments() {
    byte[] first = readFully(4);
    int count = Chunk.getInt(first, 0);
    if (count <= 0 || Chunk.tableBytes(count) - 4 > bytesLeft)
      throw corrupt("a table of " + count + " attachments does not fit");
    byte[] table = Arrays.copyOf(first, (int) Chunk.tableBytes(count));
    byte[] rest = readFully(table.length - 4);
    System.arraycopy(rest, 0, table, 4, rest.length);
    int end = table.length - 4;
    if (Chunk.tableChecksum(table, end) != Chunk.getInt(table, end))
      throw corrupt("a checksum differs");
    List<Chunk.Attachment> attachments = new ArrayList<>(count);
    for (int at = 4; at < end; at += Chunk.ATTACHMENT_BYTES)
      attachments.add(attachment(Chunk.getLong(table, at), Chunk.getLong(table, at + 8)));
    return attachments;
  }

  private Chunk.Attachment attachment(long length, long valueCount) {
    if (length < 0 || length > bytesLeft)
      throw corrupt("an attachment of " + length + " bytes does not fit");
    long position = block.sizeBytes() - bytesLeft;
    bytesLeft -= length;
    pass(length);
    return new Chunk.Attachment(block.name(), block.bytes().slice(position, length), valueCount);
  }

  /** Opened anew where that is cheaper than reading on. */
  private void pass(long length) {
    if (input == null) return;
    try {
      if (length <= SKIPPED_BYTES) {
        input.skipNBytes(length);
      } else {
        input.close();
        input = null;
      }
    } catch (IOException e) {
      throw Copying.unreadable(block.name(), e.getMessage(), e);
    }
  }

  private byte[] readFully(int length) {
    if (length > bytesLeft) throw corrupt("it ends within a chunk");
    try {
      if (input == null) input = openRest();
      byte[] bytes = input.readNBytes(length);
      if (bytes.length < length) throw corrupt("its file ends early");
      bytesLeft -= length;
      return bytes;
    } catch (IOException e) {
      throw Copying.unreadable(block.name(), e.getMessage(), e);
    } catch (EngineException e) {
      // A storage's error, a missing file for one, is about a path: nobody could tell which block
      // to compute again.
      throw e.subject().isPresent() ? e : Copying.unreadable(block.name(), e.what(), e);
    }
  }

  private InputStream openRest() {
    long position = block.sizeBytes() - bytesLeft;
    return (position == 0 ? block.bytes() : block.bytes().slice(position, bytesLeft)).open();
  }

  private void finish() {
    boolean endsEarly = valuesLeft == 0 && bytesLeft > 0;
    close();
    if (endsEarly) throw corrupt("bytes follow its last chunk");
  }

  EngineException corrupt(String detail) {
    close();
    return new EngineException(
            CoreError.BLOCK_CORRUPT, block.name() + " is damaged: " + detail, ByteBlock.REMEDY)
        .about(block.name());
  }

  @Override
  public void close() {
    valuesLeft = 0;
    bytesLeft = 0;
    InputStream open = input;
    input = null;
    try {
      if (open != null) open.close();
    } catch (IOException e) {
      throw new EngineException(
              CoreError.BLOCK_CORRUPT,
              block.name() + " cannot be closed: " + e.getMessage(),
              ByteBlock.REMEDY,
              e)
          .about(block.name());
    }
  }
}
