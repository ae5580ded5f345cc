package io.brasa.core;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** What happens to files of the engine, while it uses them. */
final class Damage {
  private Damage() {}

  /** The files below a folder that lie in a folder whose name begins so. */
  static List<Path> files(Path root, String folderName) {
    if (!Files.exists(root)) return List.of();
    for (int attempt = 0; ; attempt++) {
      try (Stream<Path> all = Files.walk(root)) {
        return all.filter(Files::isRegularFile)
            .filter(file -> ("/" + root.relativize(file)).contains("/" + folderName))
            .sorted()
            .toList();
      } catch (UncheckedIOException | IOException e) {
        // Folders go while they are walked through.
        if (attempt == 100) throw new IllegalStateException(e);
      }
    }
  }

  /** Deletes a file, cuts it off, or flips a bit of it; says which, or nothing if it has gone. */
  static String strike(Path file, Random chance) {
    try {
      long size = Files.size(file);
      int kind = chance.nextInt(size == 0 ? 1 : 3);
      switch (kind) {
        case 0 -> Files.delete(file);
        case 1 -> truncate(file, chance.nextLong(size));
        default -> flip(file, chance.nextLong(size), chance.nextInt(8));
      }
      return (kind == 0 ? "deleted " : kind == 1 ? "cut off " : "flipped in ") + file.getFileName();
    } catch (NoSuchFileException gone) {
      return "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void truncate(Path file, long size) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.truncate(size);
    }
  }

  private static void flip(Path file, long offset, int bit) throws IOException {
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      ByteBuffer one = ByteBuffer.allocate(1);
      if (channel.read(one, offset) < 1) return;
      one.put(0, (byte) (one.get(0) ^ 1 << bit)).rewind();
      channel.write(one, offset);
    }
  }
}
