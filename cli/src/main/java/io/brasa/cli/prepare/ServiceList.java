package io.brasa.cli.prepare;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/** Lists which services of the engine's the jars of a folder provide. */
public final class ServiceList {
  private static final String FOLDER = "META-INF/services/";
  private static final String OWN = FOLDER + "io.brasa.";

  private ServiceList() {}

  /**
   * Writes a line for each provider, in the order of the jars' names: the service, a space, the
   * class that provides it. The file appears whole.
   */
  public static void write(Path folder, Path file) throws IOException {
    List<String> lines = new ArrayList<>();
    try (Stream<Path> jars = Files.list(folder)) {
      for (Path jar : jars.filter(each -> each.toString().endsWith(".jar")).sorted().toList())
        lines.addAll(ofJar(jar));
    }
    Path draft = file.resolveSibling(file.getFileName() + ".draft");
    Files.write(draft, lines);
    Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
  }

  private static List<String> ofJar(Path path) throws IOException {
    List<String> lines = new ArrayList<>();
    try (JarFile jar = new JarFile(path.toFile())) {
      for (JarEntry entry : Collections.list(jar.entries())) {
        if (!entry.getName().startsWith(OWN)) continue;
        String service = entry.getName().substring(FOLDER.length());
        for (String provider : providers(jar, entry)) lines.add(service + ' ' + provider);
      }
    }
    return lines;
  }

  /** Without comments, as {@link java.util.ServiceLoader} reads such a file. */
  private static List<String> providers(JarFile jar, JarEntry entry) throws IOException {
    try (InputStream in = jar.getInputStream(entry)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .map(line -> line.indexOf('#') < 0 ? line : line.substring(0, line.indexOf('#')))
          .map(String::strip)
          .filter(line -> !line.isEmpty())
          .toList();
    }
  }
}
