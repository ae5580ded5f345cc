package io.brasa.core.input;

import io.brasa.core.compression.Compression;
import io.brasa.core.compression.Packing;
import io.brasa.core.error.CoreError;
import io.brasa.runtime.error.EngineException;
import io.brasa.runtime.error.RuntimeError;
import io.brasa.runtime.memory.Reservation;
import io.brasa.runtime.storage.Storage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads a file as one string, unpacked. What it takes while it reads is reserved. Not thread-safe.
 */
public final class WholeText {
  private final ReadOptions options;
  private final Damage damage;
  private final Reservation memory;

  public WholeText(ReadOptions options, Damage damage, Reservation memory) {
    this.options = options;
    this.damage = damage;
    this.memory = memory;
  }

  /**
   * The text of a file. Fails as text input does, and with {@code MEMORY_EXHAUSTED} if it does not
   * fit.
   */
  public String read(Storage storage, InputFile file) {
    file.requireUnchanged(storage);
    PortableDataStream.requireArray(file.path(), file.sizeBytes());
    Compression compression = file.compression(storage, options);
    long held = 0;
    try {
      held = reserve(file, Math.max(1, file.sizeBytes()));
      byte[] bytes = new byte[Math.toIntExact(held)];
      int length = 0;
      try (InputStream in = open(storage, file, compression)) {
        while (true) {
          int count = in.read(bytes, length, bytes.length - length);
          if (count < 0) break;
          length += count;
          if (length < bytes.length) continue;
          int probe = in.read();
          if (probe < 0) break;
          PortableDataStream.requireArray(file.path(), 2L * bytes.length);
          held += reserve(file, bytes.length);
          bytes = Arrays.copyOf(bytes, 2 * bytes.length);
          bytes[length++] = (byte) probe;
        }
      }
      file.requireUnchanged(storage);
      return text(file, bytes, length);
    } catch (IOException e) {
      throw file.unreadable(e);
    } finally {
      memory.shrink(Math.min(held, memory.heldBytes()));
    }
  }

  private static InputStream open(Storage storage, InputFile file, Compression compression) {
    return compression == Compression.NONE
        ? storage.open(file.path(), 0, Long.MAX_VALUE)
        : Packing.open(storage, file.path(), compression, 0, Long.MAX_VALUE);
  }

  private long reserve(InputFile file, long bytes) {
    if (memory.grow(bytes)) return bytes;
    throw new EngineException(
        RuntimeError.MEMORY_EXHAUSTED,
        "There is no memory to read the file " + file.path() + " as a whole",
        "Give the process more memory, run fewer tasks at once, or read it with textFile");
  }

  private String text(InputFile file, byte[] bytes, int length) {
    int mark = hasByteOrderMark(bytes, length) ? 3 : 0;
    Charset charset = Charset.forName(options.charset());
    if (mark > 0 && !options.charset().equals("UTF-8")) mark = 0;
    if (options.malformed() == ReadOptions.Malformed.DAMAGE) {
      ByteBuffer in = ByteBuffer.wrap(bytes, mark, length - mark);
      try {
        return charset
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT)
            .decode(in)
            .toString();
      } catch (CharacterCodingException e) {
        throw new EngineException(
            CoreError.TEXT_MALFORMED,
            "The bytes of " + file.path() + " at " + in.position() + " are no " + charset,
            "Name the right charset in ReadOptions, or let malformed bytes be replaced",
            e);
      }
    }
    String text = new String(bytes, mark, length - mark, charset);
    if (text.indexOf('\uFFFD') >= 0) damage.count(replaced(text, bytes, mark, length, charset));
    return text;
  }

  /** What the text has of replacements beyond those that are written in it. */
  private static long replaced(String text, byte[] bytes, int from, int to, Charset charset) {
    long count = text.chars().filter(c -> c == '\uFFFD').count();
    if (!charset.equals(StandardCharsets.UTF_8)) return count;
    for (int at = from; at + 2 < to; at++) {
      boolean isWritten =
          bytes[at] == (byte) 0xEF && bytes[at + 1] == (byte) 0xBF && bytes[at + 2] == (byte) 0xBD;
      if (isWritten) count--;
    }
    return count;
  }

  private static boolean hasByteOrderMark(byte[] bytes, int length) {
    return length >= 3
        && bytes[0] == (byte) 0xEF
        && bytes[1] == (byte) 0xBB
        && bytes[2] == (byte) 0xBF;
  }
}
