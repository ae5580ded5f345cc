package io.brasa.compression;

import io.brasa.core.compression.Compression;
import io.brasa.core.compression.CompressionProvider;
import io.brasa.core.compression.UnpackedInput;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;

/** bzip2 by commons-compress, block by block, so that files can be read from the middle. */
public final class Bzip2 implements CompressionProvider.ByBlocks {
  @Override
  public Compression compression() {
    return Compression.BZIP2;
  }

  @Override
  public InputStream unpack(InputStream packed) throws IOException {
    return unpack(packed, 0, Long.MAX_VALUE);
  }

  @Override
  public UnpackedInput unpack(InputStream packed, long offset, long end) throws IOException {
    return new Bzip2Blocks(packed, offset, end);
  }

  @Override
  public OutputStream pack(OutputStream file) throws IOException {
    return new BZip2CompressorOutputStream(file);
  }

  @Override
  public List<Class<?>> libraries() {
    return List.of(BZip2CompressorInputStream.class, org.apache.commons.io.IOUtils.class);
  }
}
