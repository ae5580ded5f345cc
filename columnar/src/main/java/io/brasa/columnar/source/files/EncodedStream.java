package io.brasa.columnar.source.files;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.brasa.runtime.error.EngineException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;

/** Text in another encoding. Each call brings whole characters in UTF-8. */
final class EncodedStream extends OutputStream {
  private static final int BUFFER_BYTES = 1 << 13;

  private final OutputStream out;
  private final CharsetEncoder encoder;
  private final String path;
  private final ByteBuffer encoded = ByteBuffer.allocate(BUFFER_BYTES);

  EncodedStream(OutputStream out, Charset charset, String path) {
    this.out = out;
    this.encoder =
        charset
            .newEncoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    this.path = path;
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int from, int count) throws IOException {
    CharBuffer text = CharBuffer.wrap(new String(bytes, from, count, UTF_8));
    encode(text, false);
  }

  private void encode(CharBuffer text, boolean isEnd) throws IOException {
    while (true) {
      CoderResult result = encoder.encode(text, encoded, isEnd);
      drain();
      if (result.isUnderflow()) return;
      if (result.isError()) throw unmappable(text);
    }
  }

  private void drain() throws IOException {
    out.write(encoded.array(), 0, encoded.position());
    encoded.clear();
  }

  private EngineException unmappable(CharBuffer text) {
    int character = Character.codePointAt(text, 0);
    return new EngineException(
        FileError.FILE_UNSUPPORTED,
        "The character "
            + Character.toString(character)
            + " (U+"
            + Integer.toHexString(0x10000 | character)
                .substring(1)
                .toUpperCase(java.util.Locale.ROOT)
            + ") has no form in the encoding "
            + encoder.charset().name()
            + " that "
            + path
            + " is written in",
        "Write UTF-8, or replace such characters first");
  }

  @Override
  public void close() throws IOException {
    encode(CharBuffer.allocate(0), true);
    encoder.flush(encoded);
    drain();
    out.close();
  }
}
