package io.brasa.core.text;

import io.brasa.runtime.storage.Storage;
import io.brasa.runtime.storage.StoredFile;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;

/**
 * A storage of one file that gives its bytes in pieces as small as it is told, and never says what
 * it has at hand.
 */
record OneFile(byte[] bytes, int pieceBytes) implements Storage {
  @Override
  public InputStream open(String path, long offset, long length) {
    int from = (int) Math.min(bytes.length, offset);
    return new ByteArrayInputStream(bytes, from, (int) Math.min(bytes.length - from, length)) {
      @Override
      public int read(byte[] target, int at, int wanted) {
        return super.read(target, at, Math.min(wanted, pieceBytes));
      }

      @Override
      public int available() {
        return 0;
      }
    };
  }

  @Override
  public List<StoredFile> list(String folder) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Optional<StoredFile> status(String path) {
    throw new UnsupportedOperationException();
  }

  @Override
  public OutputStream create(String path) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void publish(String from, String to) {
    throw new UnsupportedOperationException();
  }

  @Override
  public boolean delete(String path) {
    throw new UnsupportedOperationException();
  }
}
