package io.brasa.ui.server;

import io.brasa.runtime.error.EngineException;
import io.brasa.ui.error.UiError;
import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URL;
import java.util.Enumeration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * The pages, which are resources of this module: {@code /NAME} is {@code io/brasa/ui/pages/NAME},
 * and {@code /webjars/LIBRARY/PATH} a file of a library of the class path, whichever version that
 * has. Files are kept in memory once read; there are few. Thread-safe.
 */
final class Pages {
  private static final String FOLDER = "/io/brasa/ui/pages/";
  private static final Pattern NAME =
      Pattern.compile(
          "[A-Za-z0-9_-]+(?:[./][A-Za-z0-9_-]+)*\\.(?:html|css|js|svg|json|ico|png|map)");
  private static final Map<String, String> TYPES =
      Map.of(
          "html", "text/html; charset=utf-8",
          "css", "text/css; charset=utf-8",
          "js", "text/javascript; charset=utf-8",
          "svg", "image/svg+xml",
          "json", "application/json",
          "map", "application/json",
          "png", "image/png",
          "ico", "image/x-icon");

  private final Map<String, Optional<Page>> known = new ConcurrentHashMap<>();

  /** One file. */
  record Page(String type, byte[] content) {}

  /** The file of a path such as {@code /style.css}; nothing if there is none. */
  Optional<Page> find(String path) {
    String name = path.equals("/") ? "index.html" : path.substring(1);
    if (!NAME.matcher(name).matches()) return Optional.empty();
    Optional<Page> page = known.get(name);
    if (page == null) {
      page = read(name);
      // What is not there is not remembered: names come from outside.
      if (page.isPresent()) known.put(name, page);
    }
    return page;
  }

  private static Optional<Page> read(String name) {
    try (InputStream in = open(name)) {
      if (in == null) return Optional.empty();
      String type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
      return Optional.of(new Page(type, in.readAllBytes()));
    } catch (IOException e) {
      throw new EngineException(
          UiError.UI_NOT_FOUND,
          "The page " + name + " cannot be read (" + e.getMessage() + ")",
          "Look at the cause below",
          e);
    }
  }

  private static InputStream open(String name) throws IOException {
    if (!name.startsWith("webjars/")) return Pages.class.getResourceAsStream(FOLDER + name);
    String[] parts = name.split("/", 3);
    return parts.length < 3 ? null : openLibrary(parts[1], parts[2]);
  }

  /** Looks into the jars that hold the library's folder for its one version. */
  private static InputStream openLibrary(String library, String file) throws IOException {
    String folder = "META-INF/resources/webjars/" + library + "/";
    ClassLoader loader = Pages.class.getClassLoader();
    for (Enumeration<URL> found = loader.getResources(folder); found.hasMoreElements(); ) {
      if (!(found.nextElement().openConnection() instanceof JarURLConnection jar)) continue;
      Optional<String> entry =
          jar.getJarFile().stream()
              .map(each -> each.getName())
              .filter(each -> isVersionOf(each, folder, file))
              .findFirst();
      if (entry.isPresent())
        return URI.create("jar:" + jar.getJarFileURL() + "!/" + entry.get()).toURL().openStream();
    }
    return null;
  }

  private static boolean isVersionOf(String entry, String folder, String file) {
    if (!entry.startsWith(folder) || !entry.endsWith("/" + file)) return false;
    String version = entry.substring(folder.length(), entry.length() - file.length() - 1);
    return !version.contains("/");
  }
}
