package io.brasa.ui.browser;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/**
 * Where pictures of pages go: all of them below target; or, with {@code -Dbrasa.pictures=FOLDER} of
 * the checkout, those that the guide shows.
 */
record Pictures(Path folder, boolean isForGuide) {
  private static final Set<String> GUIDE =
      Set.of(
          "ui-overview-live",
          "ui-overview-dark",
          "ui-job",
          "ui-stage",
          "ui-stage-many-tasks",
          "ui-query",
          "ui-executors",
          "ui-storage",
          "ui-compare");

  static Pictures ofThisRun() {
    Path checkout = Path.of(System.getProperty("brasa.checkout", "."));
    String wanted = System.getProperty("brasa.pictures", "");
    Path folder =
        wanted.isEmpty()
            ? Path.of(System.getProperty("brasa.target", "target"), "pictures")
            : checkout.resolve(wanted);
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Pictures(folder, !wanted.isEmpty());
  }

  void take(Visitor visitor, String name) {
    if (!isForGuide || GUIDE.contains(name)) visitor.picture(folder.resolve(name + ".png"));
  }
}
