package io.brasa.columnar.source.files;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** Text of another encoding as UTF-8; bytes that are no text become U+FFFD. */
final class Utf8Stream extends InputStream {
  private static final int CHARACTERS = 1 << 13;

  private final Reader reader;
  private final CharsetEncoder encoder =
      StandardCharsets.UTF_8.newEncoder().onMalformedInput(CodingErrorAction.REPLACE);
  private final CharBuffer characters = CharBuffer.allocate(CHARACTERS).flip();
  private final ByteBuffer bytes = ByteBuffer.allocate(3 * CHARACTERS + 4).flip();
  private boolean isAtEnd;

  Utf8Stream(InputStream in, Charset charset) {
    this.reader = new InputStreamReader(in, charset);
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] to, int from, int count) throws IOException {
    if (count == 0) return 0;
    while (!bytes.hasRemaining()) {
      if (isAtEnd) return -1;
      fill();
    }
    int given = Math.min(count, bytes.remaining());
    bytes.get(to, from, given);
    return given;
  }

  private void fill() throws IOException {
    characters.compact();
    isAtEnd = reader.read(characters) < 0;
    characters.flip();
    bytes.clear();
    encoder.encode(characters, bytes, isAtEnd);
    if (isAtEnd) encoder.flush(bytes);
    bytes.flip();
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }
}
