package io.brasa.core;

import io.brasa.core.block.StorageLevel;
import io.brasa.core.event.Event;
import io.brasa.core.function.Pair;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Work on more data than the heap holds, for {@link TestSmallHeap} to run in JVMs of their own.
 * Whoever reads the input knows the answers: line {@code i} of {@code n} is a permuted number below
 * {@code n} with leading zeros, another number, and text that says nothing.
 */
final class SmallHeapProgram {
  /** An odd number, so that multiplying by it permutes the numbers below any power of two. */
  private static final long STEP = 2_654_435_761L;

  private static final String FILLING =
      " of the text that fills the line and says nothing at all, ";

  /** {@code generate FILE EXPONENT}, or {@code WORK FILE EXPONENT LOCAL_FOLDER}. */
  public static void main(String[] arguments) throws IOException {
    Path file = Path.of(arguments[1]);
    long count = 1L << Integer.parseInt(arguments[2]);
    if (arguments[0].equals("generate")) {
      generate(file, count);
      return;
    }
    AtomicLong spilled = new AtomicLong();
    long begin = System.currentTimeMillis();
    try (BrasaContext brasa =
        BrasaContext.builder()
            .master("local[2]")
            .set("local.folder", arguments[3])
            .listener(
                event -> {
                  if (event instanceof Event.TaskEnded ended)
                    spilled.addAndGet(ended.metrics().spillBytes());
                })
            .build()) {
      RDD<String> lines = brasa.textFile(file.toString(), 16);
      switch (arguments[0]) {
        case "words" -> words(lines, count);
        case "sort" -> sort(lines, count);
        case "join" -> join(lines, count);
        default -> iterate(lines, count, levelOf(arguments[0]));
      }
    }
    System.out.println(
        "right, spilled "
            + (spilled.get() >> 20)
            + " MB in "
            + (System.currentTimeMillis() - begin)
            + " ms");
  }

  private static StorageLevel levelOf(String name) {
    return switch (name) {
      case "MEMORY_ONLY" -> StorageLevel.MEMORY_ONLY;
      case "MEMORY_ONLY_SER" -> StorageLevel.MEMORY_ONLY_SER;
      case "MEMORY_AND_DISK" -> StorageLevel.MEMORY_AND_DISK;
      case "DISK_ONLY" -> StorageLevel.DISK_ONLY;
      default -> throw new IllegalArgumentException(name);
    };
  }

  private static void generate(Path file, long count) throws IOException {
    byte[] filling = FILLING.getBytes(StandardCharsets.US_ASCII);
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 20)) {
      byte[] line = new byte[10 + 1 + 10 + filling.length + 8 + 1];
      java.util.Arrays.fill(line, (byte) ' ');
      System.arraycopy(filling, 0, line, 21, filling.length);
      line[line.length - 1] = '\n';
      for (long i = 0; i < count; i++) {
        put(line, 0, 10, i * STEP & count - 1);
        put(line, 11, 10, i);
        put(line, 21 + filling.length, 8, i % 100_000_000);
        out.write(line);
      }
    }
  }

  private static void put(byte[] line, int at, int digits, long number) {
    long left = number;
    for (int d = digits - 1; d >= 0; d--) {
      line[at + d] = (byte) ('0' + left % 10);
      left /= 10;
    }
  }

  private static void require(boolean holds, String what) {
    if (!holds) throw new AssertionError(what);
  }

  /**
   * As many words as lines, and a few that are frequent; in two partitions, neither of which fits
   * into the heap.
   */
  private static void words(RDD<String> lines, long count) {
    PairRDD<String, Integer> counts =
        lines
            .flatMap(line -> List.of(line.split(" ")).iterator())
            .filter(word -> !word.isEmpty())
            .mapToPair(word -> Pair.of(word, 1))
            .reduceByKey(Integer::sum, 2);
    Pair<Long, Long> all =
        counts
            .map(pair -> Pair.of(1L, (long) pair.value()))
            .reduce((a, b) -> Pair.of(a.key() + b.key(), a.value() + b.value()));
    require(all.value() == 15 * count, "words: " + all.value());
    require(all.key() >= count, "different words: " + all.key());
  }

  private static void sort(RDD<String> lines, long count) {
    PairRDD<String, String> sorted =
        lines.mapToPair(line -> Pair.of(line.substring(0, 10), line)).sortByKey();
    List<Pair<Integer, List<Long>>> parts =
        sorted
            .mapPartitionsWithIndex((index, pairs) -> List.of(checked(index, pairs)).iterator())
            .collect();
    long next = 0;
    for (Pair<Integer, List<Long>> part : parts) {
      if (part.value().get(1) == 0) continue;
      require(part.value().get(0) == next, "partition " + part + " begins at " + next);
      next += part.value().get(1);
    }
    require(next == count, "lines: " + next);
  }

  private static Pair<Integer, List<Long>> checked(
      int index, Iterator<Pair<String, String>> pairs) {
    long first = -1;
    long size = 0;
    while (pairs.hasNext()) {
      Pair<String, String> pair = pairs.next();
      long key = Long.parseLong(pair.key());
      if (first < 0) first = key;
      require(key == first + size, "record " + pair.value() + " after " + (first + size));
      require(pair.value().startsWith(pair.key()), pair.value());
      size++;
    }
    return Pair.of(index, List.of(first, size));
  }

  /** Lines with the text of other lines: each number is a key on either side once. */
  private static void join(RDD<String> lines, long count) {
    PairRDD<String, String> left =
        lines.mapToPair(line -> Pair.of(line.substring(0, 10), line.substring(11)));
    PairRDD<String, String> right =
        lines.mapToPair(line -> Pair.of(line.substring(11, 21), line.substring(0, 11)));
    long matched =
        left.join(right)
            .filter(pair -> pair.value().key().length() + pair.value().value().length() > 50)
            .count();
    require(matched == count, "joined: " + matched);
  }

  private static void iterate(RDD<String> lines, long count, StorageLevel level) {
    RDD<Row> rows =
        lines
            .map(
                line ->
                    new Row(
                        Long.parseLong(line.substring(0, 10)),
                        line.getBytes(StandardCharsets.US_ASCII)))
            .persist(level);
    for (int i = 0; i < 3; i++) {
      long begin = System.currentTimeMillis();
      long factor = i + 1;
      long sum = rows.map(row -> row.number() * factor + row.text().length).reduce(Long::sum);
      long expected = factor * (count * (count - 1) / 2) + count * (29 + FILLING.length());
      require(sum == expected, "sum: " + sum + ", not " + expected);
      System.out.println(
          "iteration " + i + " at " + level + ": " + (System.currentTimeMillis() - begin) + " ms");
    }
  }

  record Row(long number, byte[] text) {}
}
