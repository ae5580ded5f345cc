package io.brasa.core.objectfile;

import io.brasa.core.input.Damage;
import io.brasa.core.input.InputFile;
import io.brasa.runtime.codec.Codecs;
import io.brasa.runtime.codec.Decoder;
import io.brasa.runtime.error.EngineException;
import io.brasa.runtime.error.RuntimeError;
import io.brasa.runtime.storage.Storage;
import io.brasa.runtime.storage.StoredFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.NoSuchElementException;

/**
 * The values of one split, in order. A chunk is checked before its first value is given. Where
 * damage is tolerated a chunk whose bytes differ is left out; one whose length makes no sense ends
 * the split, since nobody knows where the next one begins. Of a file that was cut off the whole
 * chunks are given then. Not thread-safe; closing is idempotent.
 */
public final class ObjectValues implements Iterator<Object>, AutoCloseable {
  private final Storage storage;
  private final InputFile file;
  private final Codecs codecs;
  private final Damage damage;
  private InputStream in;
  private long offset;
  private long end;
  private Decoder decoder;
  private long chunkOffset;
  private int valuesLeft;

  /** Opens a split. Fails as described for the index, and with {@code INPUT_CHANGED}. */
  public ObjectValues(Storage storage, ObjectSplit split, Codecs codecs, Damage damage) {
    this.storage = storage;
    this.file = split.file();
    this.codecs = codecs;
    this.damage = damage;
    try {
      file.requireUnchanged(storage);
      offset = split.isWhole() ? ObjectFileIndex.HEAD.length : split.from();
      end = split.isWhole() ? endOfChunks() : split.to();
      if (offset < end) in = storage.open(file.path(), offset, end - offset);
    } catch (EngineException e) {
      damage.tolerate(e);
    }
  }

  private long endOfChunks() {
    long size = storage.status(file.path()).map(StoredFile::sizeBytes).orElse(0L);
    try {
      return ObjectFileIndex.read(storage, file, size).end();
    } catch (EngineException e) {
      damage.tolerate(e);
      return size;
    }
  }

  @Override
  public boolean hasNext() {
    if (valuesLeft == 0) decoder = null;
    while (decoder == null && in != null) openChunk();
    return decoder != null;
  }

  @Override
  public Object next() {
    if (!hasNext()) throw new NoSuchElementException("no more values in " + file.path());
    valuesLeft--;
    try {
      Object value = decoder.readValue();
      if (valuesLeft == 0 && !decoder.isAtEnd()) throw corrupt("has a chunk with too many bytes");
      return value;
    } catch (EngineException e) {
      if (e.code() != RuntimeError.CODEC_CORRUPT) throw e;
      throw corrupt("has a chunk that does not decode (" + e.what() + ")");
    }
  }

  private void openChunk() {
    chunkOffset = offset;
    if (offset >= end) {
      finish();
      return;
    }
    try {
      byte[] header = read(ObjectFileIndex.CHUNK_HEADER_BYTES);
      ByteBuffer numbers = ByteBuffer.wrap(header);
      int length = numbers.getInt(0);
      if (length <= 0 || length > end - offset) throw corrupt("has a chunk of impossible length");
      byte[] payload = read(length);
      if (ObjectFileWriter.checksum(header, payload) != numbers.getInt(8)
          || numbers.getInt(4) <= 0) {
        damage.tolerate(corrupt("has a chunk whose checksum differs"));
        return;
      }
      decoder = new Decoder(codecs, payload, 0, length);
      valuesLeft = numbers.getInt(4);
    } catch (EngineException e) {
      close();
      damage.tolerate(e);
    }
  }

  private byte[] read(int length) {
    if (length > end - offset) throw corrupt("ends within a chunk");
    try {
      byte[] bytes = in.readNBytes(length);
      if (bytes.length < length) throw corrupt("ends within a chunk");
      offset += length;
      return bytes;
    } catch (IOException e) {
      throw file.unreadable(e);
    }
  }

  private void finish() {
    close();
    try {
      file.requireUnchanged(storage);
    } catch (EngineException e) {
      damage.tolerate(e);
    }
  }

  private EngineException corrupt(String what) {
    return ObjectFileIndex.corrupt(file.path(), what, chunkOffset);
  }

  @Override
  public void close() {
    InputStream open = in;
    in = null;
    decoder = null;
    valuesLeft = 0;
    if (open == null) return;
    try {
      open.close();
    } catch (IOException e) {
      throw file.unreadable(e);
    }
  }
}
