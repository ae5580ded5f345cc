package io.brasa.ui.browser;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where pictures of pages go: below target, or where {@code -Dbrasa.pictures} says, from the checkout's folder. */
record Pictures(Path folder) {
  static Pictures ofThisRun() {
    Path checkout = Path.of(System.getProperty("brasa.checkout", "."));
    String wanted = System.getProperty("brasa.pictures", "");
    Path folder = wanted.isEmpty() ? Path.of(System.getProperty("brasa.target", "target"), "pictures") : checkout.resolve(wanted);
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Pictures(folder);
  }

  void take(Visitor visitor, String name) {
    visitor.picture(folder.resolve(name + ".png"));
  }
}
