package io.brasa.cli.bench;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;

/** Sorts records by their first ten bytes: all in memory, a half of the keys to each thread. */
final class ObjectSort {
  private static final int LENGTH = 100;
  private static final int KEY_LENGTH = 10;

  private ObjectSort() {}

  private record Row(byte[] key, byte[] value) implements Comparable<Row> {
    @Override
    public int compareTo(Row other) {
      return Arrays.compareUnsigned(key, other.key);
    }
  }

  static String sort(String file, int threads, Path folder) throws Exception {
    SortPrograms.emptyFolder(folder);
    int count = (int) (Files.size(Path.of(file)) / LENGTH);
    List<Callable<List<List<Row>>>> reads = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      long from = (long) count * i / threads;
      long to = (long) count * (i + 1) / threads;
      reads.add(() -> read(file, from, to, threads));
    }
    List<List<List<Row>>> parts = FileParts.inParallel(threads, reads);
    List<Callable<Boolean>> sorts = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      int range = i;
      sorts.add(() -> sort(parts, range, folder));
    }
    FileParts.inParallel(threads, sorts);
    return "see verify";
  }

  /** The records by ranges of the first byte of their key. */
  private static List<List<Row>> read(String file, long from, long to, int ranges)
      throws IOException {
    List<List<Row>> rows = new ArrayList<>();
    for (int i = 0; i < ranges; i++) rows.add(new ArrayList<>());
    try (InputStream in = new BufferedInputStream(Files.newInputStream(Path.of(file)), 1 << 18)) {
      in.skipNBytes(from * LENGTH);
      for (long i = from; i < to; i++) {
        byte[] record = in.readNBytes(LENGTH);
        byte[] key = Arrays.copyOf(record, KEY_LENGTH);
        Row row = new Row(key, Arrays.copyOfRange(record, KEY_LENGTH, LENGTH));
        rows.get((key[0] & 0xFF) * ranges >>> 8).add(row);
      }
    }
    return rows;
  }

  private static boolean sort(List<List<List<Row>>> parts, int range, Path folder)
      throws IOException {
    List<Row> rows = new ArrayList<>();
    for (List<List<Row>> part : parts) rows.addAll(part.get(range));
    rows.sort(null);
    Path file = folder.resolve(String.format(Locale.ROOT, "part-%05d", range));
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 18)) {
      for (Row row : rows) {
        out.write(row.key);
        out.write(row.value);
      }
    }
    return true;
  }
}
