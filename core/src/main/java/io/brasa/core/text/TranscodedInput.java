package io.brasa.core.text;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.brasa.core.error.CoreError;
import io.brasa.core.input.Damage;
import io.brasa.core.input.ReadOptions.Malformed;
import io.brasa.runtime.error.EngineException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;

/**
 * A text in a charset whose line ends are no single bytes, as UTF-8. Malformed bytes become U+FFFD
 * and are counted, or are {@code TEXT_MALFORMED} with their offset. Not thread-safe.
 */
final class TranscodedInput extends InputStream {
  private static final int BUFFER_BYTES = 32 << 10;

  private final String path;
  private final InputStream in;
  private final Malformed malformed;
  private final Damage damage;
  private final CharsetDecoder decoder;
  private final CharsetEncoder encoder;
  private final ByteBuffer source = ByteBuffer.allocate(BUFFER_BYTES).flip();
  private final CharBuffer text = CharBuffer.allocate(BUFFER_BYTES).flip();

  /** A character for which a reader had no room. */
  private final ByteBuffer spare = ByteBuffer.allocate(8).flip();

  /** The offset of the first byte in {@code source}. */
  private long sourceOffset;

  private boolean isSourceAtEnd;
  private boolean isTextAtEnd;

  TranscodedInput(
      String path, InputStream in, Charset charset, Malformed malformed, Damage damage) {
    this.path = path;
    this.in = in;
    this.malformed = malformed;
    this.damage = damage;
    this.decoder =
        charset
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    this.encoder =
        UTF_8
            .newEncoder()
            .onMalformedInput(CodingErrorAction.REPLACE)
            .replaceWith(new byte[] {'?'});
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    if (length == 0) return 0;
    ByteBuffer target = ByteBuffer.wrap(bytes, offset, length);
    while (!spare.hasRemaining()) {
      CoderResult result = encoder.encode(text, target, isTextAtEnd);
      if (target.position() > offset) return target.position() - offset;
      if (result.isOverflow()) {
        encoder.encode(text, spare.clear(), isTextAtEnd);
        spare.flip();
      } else if (isTextAtEnd && !text.hasRemaining()) {
        return -1;
      } else {
        decode();
      }
    }
    int count = Math.min(length, spare.remaining());
    spare.get(bytes, offset, count);
    return count;
  }

  /**
   * Fills the text; the first half of a surrogate pair that was left waits there for its second.
   */
  private void decode() throws IOException {
    text.compact();
    try {
      while (!isTextAtEnd && text.hasRemaining()) {
        CoderResult result = decoder.decode(source, text, isSourceAtEnd);
        if (result.isOverflow()) break;
        if (result.isError()) {
          if (!text.hasRemaining()) break;
          replace(result.length());
        } else if (isSourceAtEnd) {
          if (decoder.flush(text).isUnderflow()) isTextAtEnd = true;
          else break;
        } else {
          fillSource();
        }
      }
    } finally {
      text.flip();
    }
  }

  private void replace(int length) {
    if (malformed == Malformed.DAMAGE) {
      throw new EngineException(
          CoreError.TEXT_MALFORMED,
          "The bytes of "
              + path
              + " at "
              + (sourceOffset + source.position())
              + " are no "
              + decoder.charset(),
          "Name the right charset in ReadOptions, or let malformed bytes be replaced");
    }
    damage.count(1);
    source.position(source.position() + length);
    text.put('\uFFFD');
  }

  private void fillSource() throws IOException {
    sourceOffset += source.position();
    source.compact();
    int count = in.read(source.array(), source.position(), source.remaining());
    if (count < 0) isSourceAtEnd = true;
    else source.position(source.position() + count);
    source.flip();
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
