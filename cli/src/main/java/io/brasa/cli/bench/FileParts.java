package io.brasa.cli.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.RandomAccessFile;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** A text file cut into as many parts as there are threads, at the ends of lines. */
final class FileParts {
  private static final int LINE_MAX = 1 << 16;

  private FileParts() {}

  /** What becomes of the lines of one part. */
  @FunctionalInterface
  interface Reading<T> {
    T read(BufferedReader lines) throws IOException;
  }

  static <T> List<T> read(String file, int threads, Reading<T> reading) throws Exception {
    long[] bounds = bounds(file, threads);
    List<Callable<T>> tasks = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      long from = bounds[i];
      long to = bounds[i + 1];
      tasks.add(() -> read(file, from, to, reading));
    }
    return inParallel(threads, tasks);
  }

  static <T> List<T> inParallel(int threads, List<Callable<T>> tasks) throws Exception {
    List<T> results = new ArrayList<>();
    try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
      for (Future<T> result : pool.invokeAll(tasks)) results.add(result.get());
    }
    return results;
  }

  private static long[] bounds(String file, int threads) throws IOException {
    long size = Files.size(Path.of(file));
    long[] bounds = new long[threads + 1];
    bounds[threads] = size;
    try (RandomAccessFile in = new RandomAccessFile(file, "r")) {
      byte[] start = new byte[LINE_MAX];
      for (int i = 1; i < threads; i++) {
        long at = size * i / threads;
        in.seek(at);
        int count = in.read(start);
        int end = 0;
        while (end < count && start[end] != '\n') end++;
        bounds[i] = at + end + 1;
      }
    }
    return bounds;
  }

  private static <T> T read(String file, long from, long to, Reading<T> reading)
      throws IOException {
    try (RandomAccessFile in = new RandomAccessFile(file, "r")) {
      in.seek(from);
      InputStream bounded = new Bounded(Channels.newInputStream(in.getChannel()), to - from);
      return reading.read(
          new BufferedReader(new InputStreamReader(bounded, StandardCharsets.UTF_8), 1 << 16));
    }
  }

  private static final class Bounded extends InputStream {
    private final InputStream in;
    private long left;

    Bounded(InputStream in, long left) {
      this.in = in;
      this.left = left;
    }

    @Override
    public int read() throws IOException {
      return left-- > 0 ? in.read() : -1;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      if (left <= 0) return -1;
      int count = in.read(target, offset, (int) Math.min(length, left));
      left -= Math.max(0, count);
      return count;
    }
  }
}
