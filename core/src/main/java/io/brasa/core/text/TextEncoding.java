package io.brasa.core.text;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.brasa.core.input.ReadOptions;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CodingErrorAction;
import java.util.Arrays;

/**
 * What a charset means to who looks for lines in bytes.
 *
 * @param isReadInPlace whether a line feed or carriage return byte is always one: such files are
 *     searched as they lie. Others (UTF-16, EBCDIC, those with shift states) are turned into UTF-8
 *     first, from their beginning
 * @param keepsAscii whether bytes below 128 are what they are in ASCII
 */
record TextEncoding(Charset charset, boolean isReadInPlace, boolean keepsAscii) {
  static final TextEncoding OF_UTF_8 = new TextEncoding(UTF_8, true, true);

  static TextEncoding of(ReadOptions options) {
    if (options.charset().equals("UTF-8")) return OF_UTF_8;
    Charset charset = Charset.forName(options.charset());
    boolean keepsAscii = keepsAscii(charset);
    return new TextEncoding(charset, keepsAscii && !hasStates(charset), keepsAscii);
  }

  private static boolean keepsAscii(Charset charset) {
    byte[] ascii = new byte[128];
    for (int value = 0; value < 128; value++) ascii[value] = (byte) value;
    if (!new String(ascii, charset).equals(new String(ascii, ISO_8859_1))) return false;
    if (!charset.canEncode()) return true;
    CharsetEncoder encoder = charset.newEncoder();
    try {
      ByteBuffer ends = encoder.encode(CharBuffer.wrap("\n\r"));
      return ends.remaining() == 2 && ends.get(0) == '\n' && ends.get(1) == '\r';
    } catch (CharacterCodingException e) {
      return false;
    }
  }

  /** Those in which the bytes of ASCII letters may stand for parts of other characters. */
  private static boolean hasStates(Charset charset) {
    String name = charset.name();
    return name.contains("2022") || name.startsWith("HZ") || name.contains("UTF-7");
  }

  /** Where in a run of bytes the first is that belongs to no character; negative if all do. */
  int firstMalformed(byte[] bytes, int offset, int length) {
    ByteBuffer in = ByteBuffer.wrap(bytes, offset, length);
    CharBuffer out = CharBuffer.allocate(Math.min(length, 1 << 10) + 2);
    var decoder =
        charset
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    while (true) {
      var result = decoder.decode(in, out.clear(), true);
      if (result.isError()) return in.position() - offset;
      if (result.isUnderflow()) return -1;
    }
  }

  /** How many replacements stand for malformed bytes, and were not in the text as they are. */
  int replacements(String line, byte[] bytes, int offset, int length) {
    int count = 0;
    for (int at = line.indexOf('\uFFFD'); at >= 0; at = line.indexOf('\uFFFD', at + 1)) count++;
    if (count == 0 || !charset.canEncode()) return count;
    byte[] written = WRITTEN;
    if (!charset.equals(UTF_8)) {
      if (!charset.newEncoder().canEncode('\uFFFD')) return count;
      written = "\uFFFD".getBytes(charset);
    }
    for (int at = offset; at + written.length <= offset + length; at++) {
      if (Arrays.equals(bytes, at, at + written.length, written, 0, written.length)) count--;
    }
    return Math.max(0, count);
  }

  private static final byte[] WRITTEN = {(byte) 0xEF, (byte) 0xBF, (byte) 0xBD};
}
