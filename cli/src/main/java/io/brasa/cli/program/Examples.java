package io.brasa.cli.program;

import io.brasa.cli.error.Suggestion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The programs that come with Brasa, listed in a resource of their module: a name, two spaces, what
 * it does.
 */
public final class Examples {
  static final String PACKAGE = "io.brasa.examples.";

  private static final String LIST = "META-INF/brasa/examples";

  private Examples() {}

  /** One line each, as in the list. */
  public static List<String> descriptions() {
    try (InputStream list = Examples.class.getClassLoader().getResourceAsStream(LIST)) {
      if (list == null) return List.of();
      return new String(list.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A sentence that names the example nearest to a mistyped name, or the empty string. */
  static String meant(String name) {
    return Suggestion.of(
        name, descriptions().stream().map(line -> line.substring(0, line.indexOf(' '))).toList());
  }
}
