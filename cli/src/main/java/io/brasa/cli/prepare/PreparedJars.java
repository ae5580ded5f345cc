package io.brasa.cli.prepare;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Enumeration;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Makes the engine's jars start faster: their classes become such as an ahead-of-time cache can
 * hold. A jar is replaced as a whole or not at all; one that is in use stays what it was to its
 * user.
 */
public final class PreparedJars {
  private static final String OWN = "brasa-";

  private PreparedJars() {}

  /** Prepares the engine's own jars in a folder. */
  public static void in(Path folder) throws IOException {
    PlainCode code = new PlainCode(PreparedJars.class.getClassLoader());
    for (Path jar : jars(folder)) {
      Path draft = jar.resolveSibling(jar.getFileName() + ".draft");
      try {
        rewrite(jar, draft, code);
        Files.move(draft, jar, StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(draft);
      }
    }
  }

  private static List<Path> jars(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.getFileName().toString().startsWith(OWN))
          .filter(file -> file.getFileName().toString().endsWith(".jar"))
          .sorted()
          .toList();
    }
  }

  private static void rewrite(Path jar, Path draft, PlainCode code) throws IOException {
    try (JarFile from = new JarFile(jar.toFile());
        OutputStream file = Files.newOutputStream(draft);
        ZipOutputStream to = new ZipOutputStream(file)) {
      for (Enumeration<JarEntry> entries = from.entries(); entries.hasMoreElements(); ) {
        JarEntry entry = entries.nextElement();
        byte[] bytes;
        try (InputStream in = from.getInputStream(entry)) {
          bytes = in.readAllBytes();
        }
        if (entry.getName().endsWith(".class")) bytes = code.of(bytes);
        to.putNextEntry(stored(entry, bytes));
        to.write(bytes);
        to.closeEntry();
      }
    }
  }

  /** Not packed: what a cache does not hold is read the faster. */
  private static ZipEntry stored(JarEntry before, byte[] bytes) {
    ZipEntry entry = new ZipEntry(before.getName());
    entry.setTime(before.getTime());
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(bytes.length);
    CRC32 sum = new CRC32();
    sum.update(bytes);
    entry.setCrc(sum.getValue());
    return entry;
  }
}
