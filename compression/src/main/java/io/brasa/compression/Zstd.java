package io.brasa.compression;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import com.github.luben.zstd.ZstdOutputStreamNoFinalizer;
import io.brasa.core.compression.Compression;
import io.brasa.core.compression.CompressionProvider;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;

/** Zstandard by its own library, through zstd-jni. */
public final class Zstd implements CompressionProvider {
  /** The library's default, and what the tool takes. */
  private static final int LEVEL = 3;

  @Override
  public Compression compression() {
    return Compression.ZSTD;
  }

  @Override
  public InputStream unpack(InputStream packed) throws IOException {
    return new ZstdInputStreamNoFinalizer(packed);
  }

  @Override
  public OutputStream pack(OutputStream file) throws IOException {
    ZstdOutputStreamNoFinalizer out = new ZstdOutputStreamNoFinalizer(file, LEVEL);
    out.setChecksum(true);
    return out;
  }

  @Override
  public List<Class<?>> libraries() {
    return List.of(ZstdInputStreamNoFinalizer.class);
  }
}
