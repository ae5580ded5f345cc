package io.brasa.columnar.source.files;

import java.io.IOException;
import java.io.OutputStream;
import java.io.Serializable;
import java.nio.charset.Charset;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;

/**
 * How text becomes the bytes of a file.
 *
 * @param isPacked whether by gzip
 * @param encoding as Java names it; empty for UTF-8
 */
public record TextForm(boolean isPacked, String encoding) implements Serializable {
  private static final int BUFFER_BYTES = 1 << 16;

  /**
   * What the options {@code compression} and {@code encoding} ask for. Fails with {@code
   * FORMAT_OPTION_INVALID} or {@code FILE_UNSUPPORTED} if that is not served.
   */
  public static TextForm of(FormatOptions options) {
    String name = options.text("compression").or(() -> options.text("codec")).orElse("none");
    String encoding = options.encoding();
    if (!encoding.isEmpty() && !Charset.forName(encoding).canEncode())
      throw options.wrong("encoding", "one that can be written");
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "none", "uncompressed" -> new TextForm(false, encoding);
      case "gzip" -> new TextForm(true, encoding);
      default -> throw options.wrong("compression", "none or gzip");
    };
  }

  /** What files are called: {@code .csv.gz}. */
  public String suffix(String ofFormat) {
    return isPacked ? ofFormat + ".gz" : ofFormat;
  }

  /** Takes whole characters in UTF-8 with each call, and gives bytes to the file. */
  OutputStream over(OutputStream file, String path) throws IOException {
    OutputStream packed = isPacked ? new GZIPOutputStream(file, BUFFER_BYTES) : file;
    return encoding.isEmpty() ? packed : new EncodedStream(packed, Charset.forName(encoding), path);
  }
}
