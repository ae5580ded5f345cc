package io.brasa.core.compression;

import io.brasa.core.error.CoreError;
import io.brasa.runtime.error.EngineException;
import io.brasa.runtime.storage.Storage;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.zip.GZIPOutputStream;

/** Opens packed files, and packs streams. Stateless. */
public final class Packing {
  private static final int BUFFER_BYTES = 64 << 10;

  private Packing() {}

  /** Loaded when the first file is met that is not gzip; what is on the class path stays so. */
  private static final class Found {
    static final List<CompressionProvider> ALL = load();

    private static List<CompressionProvider> load() {
      List<CompressionProvider> found = new ArrayList<>();
      ClassLoader loader = CompressionProvider.class.getClassLoader();
      ServiceLoader.load(CompressionProvider.class, loader).forEach(found::add);
      return List.copyOf(found);
    }
  }

  /** A class of each library that unpacks, for the class path of executor processes. */
  public static List<Class<?>> libraries() {
    List<Class<?>> classes = new ArrayList<>();
    for (CompressionProvider provider : Found.ALL) {
      classes.add(provider.getClass());
      classes.addAll(provider.libraries());
    }
    return classes;
  }

  /** Whether files so packed can be cut into several splits. */
  public static boolean isSplittable(Compression compression) {
    return switch (compression) {
      case NONE -> true;
      case BZIP2 -> find(compression) instanceof CompressionProvider.ByBlocks;
      case GZIP, ZSTD, LZ4 -> false;
    };
  }

  /** Fails with {@code COMPRESSION_MISSING} if nothing here packs and unpacks so. */
  public static void require(Compression compression, String path) {
    if (compression != Compression.NONE && compression != Compression.GZIP)
      provider(compression, path);
  }

  /**
   * The content of a file, from the blocks on that begin in a range of its bytes; all of it for
   * packings that cannot be split. Fails with {@code INPUT_CORRUPT}, naming file and offset, here
   * and in every read, and with {@code COMPRESSION_MISSING}.
   */
  public static UnpackedInput open(
      Storage storage, String path, Compression compression, long offset, long end) {
    if (compression == Compression.NONE)
      throw new IllegalArgumentException(path + " is not packed");
    InputStream stored = storage.open(path, offset, Long.MAX_VALUE);
    if (compression == Compression.GZIP) return new GzipInput(path, stored);
    StoredInput counted = new StoredInput(stored, offset, BUFFER_BYTES);
    boolean isOpen = false;
    try {
      UnpackedInput opened = opened(provider(compression, path), path, counted, offset, end);
      isOpen = true;
      return opened;
    } finally {
      if (!isOpen) counted.closeQuietly();
    }
  }

  private static UnpackedInput opened(
      CompressionProvider provider, String path, StoredInput counted, long offset, long end) {
    try {
      InputStream content =
          provider instanceof CompressionProvider.ByBlocks byBlocks
              ? byBlocks.unpack(counted, offset, end)
              : provider.unpack(counted);
      return new CheckedInput(provider.compression(), path, counted, content);
    } catch (EngineException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      throw CheckedInput.corrupt(provider.compression(), path, counted.position(), e);
    }
  }

  /** A stream whose bytes are packed into a file. Fails with {@code COMPRESSION_MISSING}. */
  public static OutputStream pack(OutputStream file, Compression compression, String path)
      throws IOException {
    return switch (compression) {
      case NONE -> file;
      case GZIP -> new GZIPOutputStream(file, BUFFER_BYTES);
      case BZIP2, ZSTD, LZ4 -> provider(compression, path).pack(file);
    };
  }

  private static CompressionProvider provider(Compression compression, String path) {
    CompressionProvider found = find(compression);
    if (found != null) return found;
    throw new EngineException(
        CoreError.COMPRESSION_MISSING,
        "The file " + path + " is packed by " + compression.title() + ", which needs a library",
        "Add the module brasa-compression to the class path");
  }

  /** The first of the class path, or null. */
  private static CompressionProvider find(Compression compression) {
    for (CompressionProvider provider : Found.ALL) {
      if (provider.compression() == compression) return provider;
    }
    return null;
  }
}
