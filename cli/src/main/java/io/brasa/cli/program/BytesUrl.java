package io.brasa.cli.program;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URL;
import java.net.URLConnection;
import java.net.URLStreamHandler;

/** Addresses of bytes in memory, for resources of class loaders that read no files. */
final class BytesUrl extends URLStreamHandler {
  private final byte[] bytes;

  private BytesUrl(byte[] bytes) {
    this.bytes = bytes;
  }

  static URL of(String name, byte[] bytes) {
    try {
      return URL.of(URI.create("memory:///" + name), new BytesUrl(bytes));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  protected URLConnection openConnection(URL url) {
    return new URLConnection(url) {
      @Override
      public void connect() {}

      @Override
      public InputStream getInputStream() {
        return new ByteArrayInputStream(bytes);
      }
    };
  }
}
