package io.brasa.connectors.parquet.compress;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdException;
import io.brasa.connectors.parquet.format.Compression;
import io.brasa.connectors.parquet.format.Damage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** The compressions of pages by name. Stateless. */
public final class Packing {
  /** LZ4 and Snappy make at most so much of a byte; gzip a little over a thousand. */
  private static final int RATIO_MAX = 256;

  private static final int GZIP_RATIO_MAX = 1100;
  private static final int ZSTD_LEVEL = 3;
  private static final int FREE_BYTES = 1 << 10;

  private Packing() {}

  /** Whether pages of this kind can be read. */
  public static boolean isServed(Compression compression) {
    return compression != Compression.LZO && compression != Compression.BROTLI;
  }

  /**
   * Whether so few bytes can have been so many: asked before room is made for them. Zstandard has
   * no bound of use.
   */
  public static boolean isPlausible(Compression compression, int packed, int unpacked) {
    long ratio =
        switch (compression) {
          case UNCOMPRESSED -> 1;
          case SNAPPY, LZ4, LZ4_RAW -> RATIO_MAX;
          case GZIP -> GZIP_RATIO_MAX;
          default -> Integer.MAX_VALUE;
        };
    return unpacked <= packed * ratio + FREE_BYTES;
  }

  /**
   * Unpacks exactly {@code length} bytes into {@code out} from 0. Fails with {@link Damage} or an
   * {@code IndexOutOfBoundsException}.
   */
  public static void unpack(
      Compression compression, byte[] in, int from, int end, byte[] out, int length) {
    switch (compression) {
      case UNCOMPRESSED -> System.arraycopy(in, from, out, 0, length);
      case SNAPPY -> Snappy.unpack(in, from, end, out, length);
      case LZ4_RAW -> Lz4.unpack(in, from, end, out, length);
      case LZ4 -> unpackFrames(in, from, end, out, length);
      case GZIP -> unpackGzip(in, from, end, out, length);
      case ZSTD -> unpackZstd(in, from, end, out, length);
      default -> throw new IllegalArgumentException("pages of " + compression);
    }
  }

  private static void unpackZstd(byte[] in, int from, int end, byte[] out, int length) {
    long count;
    try {
      count = Zstd.decompressByteArray(out, 0, length, in, from, end - from);
    } catch (ZstdException e) {
      throw new Damage(0, "Zstandard: " + e.getMessage());
    }
    if (Zstd.isError(count)) throw new Damage(0, "Zstandard: " + Zstd.getErrorName(count));
    if (count != length) throw new Damage(0, count + " bytes instead of " + length);
  }

  private static void unpackGzip(byte[] in, int from, int end, byte[] out, int length) {
    try (GZIPInputStream gzip =
        new GZIPInputStream(new ByteArrayInputStream(in, from, end - from), 1 << 13)) {
      int count = gzip.readNBytes(out, 0, length);
      if (count != length || gzip.read() >= 0)
        throw new Damage(0, "gzip gives other than " + length + " bytes");
    } catch (IOException e) {
      throw new Damage(0, "gzip: " + e.getMessage());
    }
  }

  /**
   * Hadoop's frames: unpacked and packed length, each 4 bytes from the highest, then a block. Some
   * writers left them out, so what is not framed is taken for a block.
   */
  private static void unpackFrames(byte[] in, int from, int end, byte[] out, int length) {
    int position = from;
    int at = 0;
    while (end - position >= 8) {
      int unpacked = bigEndian(in, position);
      int packed = bigEndian(in, position + 4);
      if (unpacked < 0 || packed < 0 || packed > end - position - 8 || unpacked > length - at)
        break;
      byte[] part = new byte[unpacked];
      Lz4.unpack(in, position + 8, position + 8 + packed, part, unpacked);
      System.arraycopy(part, 0, out, at, unpacked);
      at += unpacked;
      position += 8 + packed;
    }
    if (position == from) Lz4.unpack(in, from, end, out, length);
    else if (at != length) throw new Damage(position - from, "frames of LZ4 end early");
  }

  private static int bigEndian(byte[] in, int at) {
    return in[at] << 24 | (in[at + 1] & 0xff) << 16 | (in[at + 2] & 0xff) << 8 | in[at + 3] & 0xff;
  }

  /** Packs bytes as pages have them. */
  public static byte[] pack(Compression compression, byte[] in, int length) {
    return switch (compression) {
      case UNCOMPRESSED -> Arrays.copyOf(in, length);
      case SNAPPY -> {
        byte[] out = new byte[Snappy.boundOf(length)];
        yield Arrays.copyOf(out, Snappy.pack(in, 0, length, out));
      }
      case LZ4_RAW -> {
        byte[] out = new byte[Lz4.boundOf(length)];
        yield Arrays.copyOf(out, Lz4.pack(in, 0, length, out));
      }
      case GZIP -> {
        ByteArrayOutputStream out = new ByteArrayOutputStream(length / 2 + 64);
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
          gzip.write(in, 0, length);
        } catch (IOException e) {
          throw new IllegalStateException("memory does not fail", e);
        }
        yield out.toByteArray();
      }
      case ZSTD -> {
        byte[] out = new byte[Math.toIntExact(Zstd.compressBound(length))];
        long count = Zstd.compressByteArray(out, 0, out.length, in, 0, length, ZSTD_LEVEL);
        if (Zstd.isError(count)) throw new IllegalStateException(Zstd.getErrorName(count));
        yield Arrays.copyOf(out, (int) count);
      }
      default -> throw new IllegalArgumentException("pages of " + compression);
    };
  }
}
