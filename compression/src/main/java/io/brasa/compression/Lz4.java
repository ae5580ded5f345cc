package io.brasa.compression;

import io.brasa.core.compression.Compression;
import io.brasa.core.compression.CompressionProvider;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import net.jpountz.lz4.LZ4Factory;
import net.jpountz.lz4.LZ4FrameInputStream;
import net.jpountz.lz4.LZ4FrameOutputStream;
import net.jpountz.xxhash.XXHashFactory;

/**
 * LZ4 frames by lz4-java, in the variants that are plain Java: the others need native code or
 * methods that the JDK is taking away.
 */
public final class Lz4 implements CompressionProvider {
  @Override
  public Compression compression() {
    return Compression.LZ4;
  }

  @Override
  public InputStream unpack(InputStream packed) throws IOException {
    return new LZ4FrameInputStream(
        packed,
        LZ4Factory.safeInstance().safeDecompressor(),
        XXHashFactory.safeInstance().hash32());
  }

  @Override
  public OutputStream pack(OutputStream file) throws IOException {
    return new LZ4FrameOutputStream(
        file,
        LZ4FrameOutputStream.BLOCKSIZE.SIZE_256KB,
        -1L,
        LZ4Factory.safeInstance().fastCompressor(),
        XXHashFactory.safeInstance().hash32(),
        LZ4FrameOutputStream.FLG.Bits.BLOCK_INDEPENDENCE,
        LZ4FrameOutputStream.FLG.Bits.CONTENT_CHECKSUM);
  }

  @Override
  public List<Class<?>> libraries() {
    return List.of(LZ4FrameInputStream.class);
  }
}
