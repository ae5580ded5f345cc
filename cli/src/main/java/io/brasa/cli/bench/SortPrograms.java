package io.brasa.cli.bench;

import io.brasa.core.BrasaContext;
import io.brasa.core.TaskContext;
import io.brasa.core.function.Pair;
import io.brasa.core.shuffle.SortOrder;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.Locale;
import java.util.stream.Stream;

/** Over records of 100 bytes: sorting by the first ten of them into files. */
final class SortPrograms {
  private SortPrograms() {}

  static String sort(BrasaContext brasa, String records, Path folder) throws IOException {
    emptyFolder(folder);
    String target = folder.toString();
    int parts = (int) Math.max(2, Files.size(Path.of(records)) >> 25);
    brasa
        .binaryRecords(records, 100)
        .mapToPair(b -> new Pair<>(Arrays.copyOf(b, 10), Arrays.copyOfRange(b, 10, 100)))
        .sortByKey(SortOrder.unsignedBytes(), parts)
        .foreachPartition(rows -> write(rows, target));
    return "see verify";
  }

  private static void write(Iterator<Pair<byte[], byte[]>> rows, String folder) throws IOException {
    String name = String.format(Locale.ROOT, "part-%05d", TaskContext.getPartitionId());
    try (OutputStream out =
        new BufferedOutputStream(Files.newOutputStream(Path.of(folder, name)), 1 << 18)) {
      while (rows.hasNext()) {
        Pair<byte[], byte[]> row = rows.next();
        out.write(row._1());
        out.write(row._2());
      }
    }
  }

  static void emptyFolder(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) Files.delete(file);
      }
    }
    Files.createDirectories(folder);
  }
}
