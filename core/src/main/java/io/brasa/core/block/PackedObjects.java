package io.brasa.core.block;

import io.brasa.runtime.codec.Codecs;
import java.util.ArrayList;
import java.util.List;

/** Makes the bytes of kept objects, which take less room and are read at the price of decoding. */
final class PackedObjects {
  /** More than three quarters of the objects' size are not worth the decoding. */
  private static final int WORTH_NUMERATOR = 3;

  private static final int WORTH_DENOMINATOR = 4;

  /** A single record may be as large as it likes; both forms of such a one are not to be there. */
  private static final long MOST_BYTES = 16 << 20;

  private PackedObjects() {}

  /**
   * The same values as bytes in the heap; null when these would save too little, or when a value
   * has no form as bytes. Objects that many values refer to count for each, so their bytes may well
   * be more than the objects are.
   */
  static ByteBlock of(BlockName name, ObjectBlock objects, Codecs codecs) {
    if (objects.sizeBytes() > MOST_BYTES) return null;
    long mostBytes = objects.sizeBytes() / WORTH_DENOMINATOR * WORTH_NUMERATOR;
    ChunkEncoder encoder = new ChunkEncoder(codecs);
    List<Chunk> chunks = new ArrayList<>();
    long bytes = 0;
    for (int i = 0; i < objects.size(); i++) {
      try {
        encoder.write(objects.cells()[i]);
      } catch (RuntimeException | StackOverflowError e) {
        // Whatever its own code says: it is kept as an object, which needs no such form.
        return null;
      }
      if (!encoder.isFull() && i + 1 < objects.size()) continue;
      Chunk chunk = encoder.seal();
      chunks.add(chunk);
      bytes += chunk.sizeBytes();
      if (bytes > mostBytes) return null;
    }
    return new ByteBlock(name, BlockBytes.InHeap.of(chunks), objects.size());
  }
}
