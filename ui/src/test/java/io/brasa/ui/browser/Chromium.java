package io.brasa.ui.browser;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The browser of this machine, without a window. Tests are skipped, and say so, where there is
 * none.
 */
final class Chromium implements AutoCloseable {
  private static final List<String> NAMES =
      List.of("chromium", "chromium-browser", "google-chrome");

  private final Playwright playwright;
  private final Browser browser;

  private Chromium(Playwright playwright, Browser browser) {
    this.playwright = playwright;
    this.browser = browser;
  }

  /** Starts it; skips the test if it is not installed. */
  static Chromium start() {
    Optional<Path> executable = executable();
    assumeTrue(
        executable.isPresent(),
        "Chromium is not installed: apt-get install chromium, or -Dbrasa.chromium=PATH");
    Playwright playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    // Builds run as root in containers, where Chromium's sandbox cannot; it visits no page but
    // ours.
    Browser browser =
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(executable.get())
                    .setChromiumSandbox(false));
    return new Chromium(playwright, browser);
  }

  private static Optional<Path> executable() {
    String given = System.getProperty("brasa.chromium", "");
    if (!given.isEmpty()) return Optional.of(Path.of(given));
    for (String folder : System.getenv().getOrDefault("PATH", "").split(":", -1)) {
      for (String name : NAMES) {
        Path path = Path.of(folder, name);
        if (Files.isExecutable(path)) return Optional.of(path);
      }
    }
    return Optional.empty();
  }

  /** A visitor of their own: nothing remembered, a clock in UTC. */
  Visitor visitor(String url, ColorScheme scheme) {
    Browser.NewContextOptions options =
        new Browser.NewContextOptions()
            .setViewportSize(Visitor.WIDTH, Visitor.HEIGHT)
            .setColorScheme(scheme)
            .setTimezoneId("UTC")
            .setLocale("en-GB");
    BrowserContext context = browser.newContext(options);
    return new Visitor(context, url);
  }

  @Override
  public void close() {
    browser.close();
    playwright.close();
  }
}
