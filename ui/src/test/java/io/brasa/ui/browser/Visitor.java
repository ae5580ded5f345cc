package io.brasa.ui.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/**
 * Somebody who looks at pages: goes somewhere, sees what is there, takes pictures. What the console
 * complains about is remembered.
 */
final class Visitor implements AutoCloseable {
  static final int WIDTH = 1_360;
  static final int HEIGHT = 860;
  private static final int PICTURE_HEIGHT = 1_400;

  private final BrowserContext context;
  private final String url;
  private final Page page;
  private final List<String> complaints = Collections.synchronizedList(new ArrayList<>());

  Visitor(BrowserContext context, String url) {
    this.context = context;
    this.url = url;
    page = context.newPage();
    page.onConsoleMessage(
        message -> {
          if (message.type().equals("error") || message.type().equals("warning"))
            complaints.add(message.text());
        });
    page.onPageError(complaints::add);
  }

  Page page() {
    return page;
  }

  /** Opens an address such as {@code app/A/jobs} afresh, and waits until it is shown. */
  void visit(String address) {
    page.navigate("about:blank");
    page.navigate(url + "/#/" + address);
    awaitShown();
  }

  /** Waits until the page that the address asks for is shown, its drawings too. */
  void awaitShown() {
    page.waitForFunction(
        "() => document.getElementById('main')?.dataset.shown === decodeURIComponent(location.hash.replace(/^#\\/?/, '').split('?')[0])");
    page.waitForFunction(
        "() => [...document.querySelectorAll('.graph, .rows, .chart')].every(each => each.querySelector('.box, tbody tr, svg path, .empty:not([hidden])'))");
    page.evaluate(
        "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))");
  }

  String text(String selector) {
    return page.locator(selector).first().innerText();
  }

  Locator find(String selector) {
    return page.locator(selector);
  }

  Locator find(String selector, String text) {
    return page.locator(selector, new Page.LocatorOptions().setHasText(text)).first();
  }

  /** Waits until something is so, for at most ten seconds. */
  void await(String what, BooleanSupplier condition) {
    long deadline = System.nanoTime() + 10_000_000_000L;
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline)
        throw new AssertionError("after ten seconds not yet: " + what + "\n" + text("body"));
      page.waitForTimeout(20);
    }
  }

  /** The page down to some height, without what moves. */
  void picture(Path file) {
    double height =
        ((Number) page.evaluate("() => document.documentElement.scrollHeight")).doubleValue();
    page.screenshot(
        new Page.ScreenshotOptions()
            .setPath(file)
            .setFullPage(true)
            .setClip(0, 0, WIDTH, Math.min(height, PICTURE_HEIGHT)));
  }

  void assertNothingComplained() {
    assertEquals(List.of(), complaints);
  }

  /** What axe finds that is serious or critical: in which rule, and where. */
  List<String> barriers() {
    // Evaluated by the debugger, so that the policy of the pages, which allows no foreign script,
    // stays as it is.
    page.evaluate(axe());
    Object found =
        page.evaluate(
            "() => axe.run(document, { resultTypes: ['violations'] }).then(result => result.violations"
                + ".filter(each => each.impact === 'serious' || each.impact === 'critical')"
                + ".map(each => ({ rule: each.id, where: each.nodes.map(node => node.html.slice(0, 160)).slice(0, 3).join(' | ') })))");
    List<String> barriers = new ArrayList<>();
    for (Object each : (List<?>) found)
      barriers.add(((Map<?, ?>) each).get("rule") + ": " + ((Map<?, ?>) each).get("where"));
    return barriers;
  }

  private static String axe() {
    try (InputStream in = Visitor.class.getResourceAsStream("/axe.min.js")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    context.close();
  }
}
