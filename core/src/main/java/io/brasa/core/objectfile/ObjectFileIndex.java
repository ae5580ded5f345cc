package io.brasa.core.objectfile;

import io.brasa.core.error.CoreError;
import io.brasa.core.input.InputFile;
import io.brasa.runtime.error.EngineException;
import io.brasa.runtime.storage.Storage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * The end of a file of values: where chunks begin.
 *
 * @param marks where some chunks begin, the first among them
 * @param end where the chunks end
 */
record ObjectFileIndex(List<Long> marks, long values, long end) {
  static final byte[] HEAD = {'B', 'R', 'O', 'F', 1};
  static final int CHUNK_HEADER_BYTES = 12;
  static final long MARK_BYTES = 1 << 20;
  private static final int TAIL_MAGIC = 0x42524F45;

  /** Three numbers, checksum, magic. */
  private static final int TAIL_BYTES = 3 * 8 + 4 + 4;

  ObjectFileIndex {
    marks = List.copyOf(marks);
  }

  byte[] encode() {
    ByteBuffer out = ByteBuffer.allocate(Math.addExact(8 * marks.size(), TAIL_BYTES));
    for (long mark : marks) out.putLong(mark);
    out.putLong(marks.size()).putLong(values).putLong(end);
    out.putInt(checksum(out.array(), out.position())).putInt(TAIL_MAGIC);
    return out.array();
  }

  private static int checksum(byte[] bytes, int length) {
    CRC32C checksum = new CRC32C();
    checksum.update(bytes, 0, length);
    return (int) checksum.getValue();
  }

  /**
   * Reads head and end of a file. Fails with {@code INPUT_UNSUPPORTED} if it is no such file or of
   * a later version, with {@code INPUT_CORRUPT} if it was cut off or damaged.
   */
  static ObjectFileIndex read(Storage storage, InputFile file, long size) {
    String path = file.path();
    byte[] head = bytes(storage, file, 0, HEAD.length);
    if (!Arrays.equals(head, 0, Math.min(4, head.length), HEAD, 0, 4))
      throw unsupported(path, "is no file of objects");
    if (head.length == HEAD.length && head[4] != HEAD[4])
      throw unsupported(path, "has version " + head[4] + ", and this release reads version 1");
    if (size < HEAD.length + TAIL_BYTES) throw cutOff(path, size);
    ByteBuffer tail = ByteBuffer.wrap(bytes(storage, file, size - TAIL_BYTES, TAIL_BYTES));
    if (tail.remaining() < TAIL_BYTES || tail.getInt(TAIL_BYTES - 4) != TAIL_MAGIC)
      throw cutOff(path, size);
    long count = tail.getLong(0);
    long end = tail.getLong(16);
    if (count < 0 || end < HEAD.length || end + 8 * count + TAIL_BYTES != size)
      throw corrupt(path, "has a damaged index", size - TAIL_BYTES);
    int length = Math.toIntExact(8 * count + TAIL_BYTES);
    byte[] index = bytes(storage, file, end, length);
    if (index.length < length || checksum(index, length - 8) != tail.getInt(24))
      throw corrupt(path, "has a damaged index", end);
    ByteBuffer in = ByteBuffer.wrap(index);
    List<Long> marks = new ArrayList<>();
    for (long mark = 0; mark < count; mark++) marks.add(in.getLong());
    return new ObjectFileIndex(marks, tail.getLong(8), end);
  }

  private static byte[] bytes(Storage storage, InputFile file, long offset, int length) {
    try (InputStream in = storage.open(file.path(), offset, length)) {
      return in.readNBytes(length);
    } catch (IOException e) {
      throw file.unreadable(e);
    }
  }

  /** Runs of chunks of about so many bytes, cut at marks. */
  List<ObjectSplit> splits(InputFile file, long targetBytes) {
    List<ObjectSplit> splits = new ArrayList<>();
    long from = HEAD.length;
    for (long mark : marks) {
      if (mark - from < targetBytes) continue;
      splits.add(new ObjectSplit(file, from, mark));
      from = mark;
    }
    if (from < end) splits.add(new ObjectSplit(file, from, end));
    return splits;
  }

  private static EngineException unsupported(String path, String what) {
    return new EngineException(
        CoreError.INPUT_UNSUPPORTED,
        "The file " + path + " " + what,
        "Name files that saveAsObjectFile of this or an earlier release has written");
  }

  private static EngineException cutOff(String path, long size) {
    return corrupt(path, "ends in the middle", size);
  }

  static EngineException corrupt(String path, String what, long offset) {
    return new EngineException(
        CoreError.INPUT_CORRUPT,
        "The object file " + path + " " + what + " at byte " + offset,
        "Make it again, or read it with ReadOptions that skip damage");
  }
}
