package io.brasa.core;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * After each test no file below a temporary folder of JUnit's is open any more: whoever opened it
 * has closed it. Where the system has no list of open files, on others than Linux, nothing is
 * checked, nor after tests tagged {@code crash}, whose point is that nobody closes. Found by JUnit
 * itself, for all tests of the module.
 */
public final class OpenFiles implements BeforeEachCallback, AfterEachCallback {
  private static final Path OPEN = Path.of("/proc/self/fd");
  private static final int PATIENCE_MILLIS = 3_000;

  private List<String> before = List.of();

  @Override
  public void beforeEach(ExtensionContext context) throws Exception {
    if (Files.isDirectory(OPEN)) before = open();
  }

  @Override
  public void afterEach(ExtensionContext context) throws Exception {
    if (!Files.isDirectory(OPEN) || context.getTags().contains("crash")) return;
    List<String> open = newlyOpen();
    // A task that was told to stop closes what it has on a thread of its own.
    for (int waited = 0; !open.isEmpty() && waited < PATIENCE_MILLIS; waited += 20) {
      Thread.sleep(20);
      open = newlyOpen();
    }
    if (!open.isEmpty() && context.getExecutionException().isEmpty())
      throw new AssertionError("left open: " + open);
  }

  private List<String> newlyOpen() throws IOException {
    List<String> open = open();
    for (String known : before) open.remove(known);
    open.removeIf(file -> before.contains(file.replace(" (deleted)", "")));
    return open;
  }

  private static List<String> open() throws IOException {
    List<String> found = new ArrayList<>();
    try (Stream<Path> links = Files.list(OPEN)) {
      for (Path link : links.toList()) {
        String file = target(link);
        if (file.contains("/junit-") && !file.contains("/junit-platform")) found.add(file);
      }
    }
    return found;
  }

  /** Empty when it was closed meanwhile. */
  private static String target(Path link) {
    try {
      return Files.readSymbolicLink(link).toString();
    } catch (IOException e) {
      return "";
    }
  }
}
