package io.brasa.sql.collation;

import io.brasa.columnar.collation.CollationProvider;
import io.brasa.columnar.collation.Language;
import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;

/**
 * The collations of languages, which a module of its own brings: on the class path, or, so that
 * programs which name none do not open its jars, in a folder that the launcher names.
 */
final class Languages {
  /** The folder of the launcher, where executors and shells find it too. */
  private static final String FOLDER = "brasa.languages";

  private Languages() {}

  /** Loaded when the first is named; what is there stays so. */
  private static final class Found {
    static final Optional<CollationProvider> PROVIDER = load();
    static final List<Language> ALL = PROVIDER.map(CollationProvider::languages).orElse(List.of());

    private static Optional<CollationProvider> load() {
      ClassLoader engine = Languages.class.getClassLoader();
      Optional<CollationProvider> present =
          ServiceLoader.load(CollationProvider.class, engine).findFirst();
      String folder = System.getProperty(FOLDER, "");
      if (present.isPresent() || folder.isEmpty()) return present;
      URL[] jars = jars(new File(folder)).toArray(URL[]::new);
      // stays open as long as its classes are used: until the process ends
      ClassLoader loader = new URLClassLoader("languages", jars, engine);
      return ServiceLoader.load(CollationProvider.class, loader).findFirst();
    }
  }

  /** None if there is no such folder. */
  private static List<URL> jars(File folder) {
    File[] files = folder.listFiles((_, name) -> name.endsWith(".jar"));
    List<URL> jars = new ArrayList<>();
    for (File file : files == null ? new File[0] : files) {
      try {
        jars.add(file.toURI().toURL());
      } catch (MalformedURLException e) {
        throw new IllegalStateException("the address of " + file, e);
      }
    }
    return jars;
  }

  /** Empty if the module is not there. */
  static Optional<CollationProvider> provider() {
    return Found.PROVIDER;
  }

  static List<Language> all() {
    return Found.ALL;
  }

  /** The language of a name in any case. */
  static Optional<Language> named(String name) {
    return all().stream().filter(each -> each.name().equalsIgnoreCase(name)).findFirst();
  }
}
