package io.brasa.cli.program;

import java.io.IOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The command's own class path, of whose services a list was made beforehand: to look for one in
 * all jars takes a small program a tenth of its time, which needs none of these jars opened else.
 * Classes and other resources are the parent's. Thread-safe.
 */
public final class ReleaseClassLoader extends ClassLoader {
  static {
    registerAsParallelCapable();
  }

  /**
   * Set by the launcher: the list that {@code prepare} wrote, a line for each service and provider,
   * a space between them.
   */
  private static final String LIST = "brasa.services";

  private static final String FOLDER = "META-INF/services/";
  private static final String OWN = FOLDER + "io.brasa.";

  private final Map<String, byte[]> services;

  private ReleaseClassLoader(Map<String, byte[]> services, ClassLoader command) {
    super("brasa", command);
    this.services = services;
  }

  /** A loader with the launcher's list, or the command's own if there is none. */
  public static ClassLoader find() {
    ClassLoader command = ReleaseClassLoader.class.getClassLoader();
    String list = System.getProperty(LIST, "");
    if (list.isEmpty()) return command;
    try {
      return of(Files.readAllLines(Path.of(list)), command);
    } catch (IOException noList) {
      return command;
    }
  }

  static ClassLoader of(List<String> lines, ClassLoader command) {
    Map<String, String> texts = new HashMap<>();
    for (String line : lines) {
      int space = line.indexOf(' ');
      texts.merge(
          FOLDER + line.substring(0, space), line.substring(space + 1) + '\n', String::concat);
    }
    Map<String, byte[]> services = new HashMap<>();
    texts.forEach((name, text) -> services.put(name, text.getBytes(StandardCharsets.UTF_8)));
    return new ReleaseClassLoader(services, command);
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    return getParent().loadClass(name);
  }

  @Override
  public Enumeration<URL> getResources(String name) throws IOException {
    if (!name.startsWith(OWN)) return super.getResources(name);
    byte[] providers = services.get(name);
    return providers == null
        ? Collections.emptyEnumeration()
        : Collections.enumeration(List.of(BytesUrl.of(name, providers)));
  }
}
