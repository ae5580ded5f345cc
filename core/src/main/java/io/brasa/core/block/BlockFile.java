package io.brasa.core.block;

import io.brasa.core.error.CoreError;
import io.brasa.runtime.codec.Codecs;
import io.brasa.runtime.error.EngineException;
import io.brasa.runtime.storage.Storage;
import io.brasa.runtime.storage.StoredFile;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * A file that holds one byte block, in the format of the package.
 *
 * @param length of the block, without the head of the file
 */
record BlockFile(Storage storage, String path, long length, long valueCount) {
  static final byte[] HEAD = {'B', 'R', 'B', 'K', 1};

  /** Writes a file that must not exist yet. After a failure there is none. */
  static BlockFile write(Storage storage, String path, Block block, Codecs codecs) {
    try (BlockFileWriter writer = new BlockFileWriter(storage, path, codecs)) {
      if (block instanceof ByteBlock bytes) {
        writer.writeAll(bytes);
      } else {
        try (ClosingIterator<Object> values = block.shared(codecs)) {
          while (values.hasNext()) writer.write(values.next());
        }
      }
      return writer.finish();
    }
  }

  /** The block, once the file is seen to be as long as it was. Fails with {@code BLOCK_CORRUPT}. */
  ByteBlock open(BlockName name) {
    long expected = HEAD.length + length;
    long actual = storage.status(path).map(StoredFile::sizeBytes).orElse(-1L);
    if (actual != expected)
      throw damaged(name, actual < 0 ? "its file is gone" : "its file has " + actual + " bytes");
    try (InputStream in = storage.open(path, 0, HEAD.length)) {
      if (!Arrays.equals(in.readNBytes(HEAD.length), HEAD))
        throw damaged(name, "its file begins otherwise");
    } catch (IOException e) {
      throw damaged(name, "its file cannot be read: " + e.getMessage());
    } catch (EngineException e) {
      throw e.subject().isPresent()
          ? e
          : damaged(name, "its file cannot be read: " + e.what()); // deleted just now
    }
    return new ByteBlock(
        name, new BlockBytes.InFile(storage, path, HEAD.length, length), valueCount);
  }

  private EngineException damaged(BlockName name, String detail) {
    return new EngineException(
            CoreError.BLOCK_CORRUPT,
            name + " in " + path + " is damaged: " + detail,
            ByteBlock.REMEDY)
        .about(name);
  }

  long fileBytes() {
    return HEAD.length + length;
  }

  void delete() {
    storage.delete(path);
  }
}
