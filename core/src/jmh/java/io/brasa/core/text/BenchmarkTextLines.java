package io.brasa.core.text;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.brasa.runtime.storage.LocalStorage;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** Reading lines of a file in the page cache, per line, beside the JDK's reader. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class BenchmarkTextLines {
  private static final int LINES = 500_000;

  @Param({"20", "80", "300"})
  int lineLength;

  @Param({"ascii", "mixed"})
  String content;

  private Path file;
  private long size;

  @Setup
  public void fill() throws IOException {
    Random random = new Random(42);
    StringBuilder text = new StringBuilder();
    for (int line = 0; line < LINES; line++) {
      for (int at = random.nextInt(2 * lineLength); at > 0; at--)
        text.append((char) ('a' + random.nextInt(26)));
      if (content.equals("mixed") && random.nextInt(4) == 0) text.append("čéж");
      text.append('\n');
    }
    file = Files.createTempFile("lines", ".txt");
    Files.writeString(file, text);
    size = Files.size(file);
  }

  @TearDown
  public void delete() throws IOException {
    Files.delete(file);
  }

  @Benchmark
  @OperationsPerInvocation(LINES)
  public long textLines() {
    long length = 0;
    try (TextLines lines =
        new TextLines(new LocalStorage(), new TextSplit(file.toString(), 0, size, true))) {
      while (lines.hasNext()) length += lines.next().length();
    }
    return length;
  }

  @Benchmark
  @OperationsPerInvocation(LINES)
  public long bufferedReader() throws IOException {
    long length = 0;
    try (BufferedReader lines = Files.newBufferedReader(file, UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine())
        length += line.length();
    }
    return length;
  }
}
