package io.brasa.ui.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.options.ColorScheme;
import io.brasa.runtime.environment.SystemEnvironment;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** What the pages are made of, with data by chance. */
@Tag("slow")
@TestInstance(Lifecycle.PER_CLASS)
final class TestPartsInBrowser {
  private static final int GRAPHS = 60;
  private static final int TREES = 200;

  private Chromium chromium;
  private Site site;
  private Visitor visitor;

  @BeforeAll
  void open() {
    chromium = Chromium.start();
    site = new Site(new SystemEnvironment(), Path.of("nowhere"), "parts", "");
    visitor = chromium.visitor(site.url(), ColorScheme.LIGHT);
    visitor.page().navigate(site.url() + "/#/");
  }

  @AfterAll
  void close() {
    if (visitor != null) visitor.close();
    if (site != null) site.close();
    if (chromium != null) chromium.close();
  }

  @Test
  void boxesOfGraphsStandApartAndArrowsGoForward() {
    long seed = System.nanoTime();
    System.out.println("seed " + seed);
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < GRAPHS; i++) {
      int count = 1 + random.nextInt(40);
      List<Map<String, Object>> boxes = new ArrayList<>();
      List<Map<String, Object>> arrows = new ArrayList<>();
      for (int box = 0; box < count; box++) {
        boxes.add(Map.of("id", "b" + box, "width", 230, "height", 40 + random.nextInt(60)));
        for (int from = 0; from < box; from++)
          if (random.nextInt(count) < 2) arrows.add(Map.of("from", "b" + from, "to", "b" + box));
      }
      Object wrong =
          visitor
              .page()
              .evaluate(
                  """
              async ({ boxes, arrows, isDown }) => {
                const { layers } = await import('/parts/layers.js');
                const places = layers(boxes, arrows, { alongGap: 44, acrossGap: 26, isDown });
                const at = box => ({ ...places.boxes.get(box.id), ...{ w: box.width, h: box.height } });
                const wrong = [];
                for (const one of boxes) for (const other of boxes) {
                  if (one.id >= other.id) continue;
                  const a = at(one);
                  const b = at(other);
                  if (Math.abs(a.x - b.x) < (a.w + b.w) / 2 - 0.01 && Math.abs(a.y - b.y) < (a.h + b.h) / 2 - 0.01) wrong.push(`${one.id} covers ${other.id}`);
                }
                const along = place => (isDown ? place.y : place.x);
                arrows.forEach((arrow, index) => {
                  const way = places.arrows[index];
                  if (way.some((place, step) => step > 0 && along(place) <= along(way[step - 1]))) wrong.push(`${arrow.from} to ${arrow.to} goes back`);
                });
                for (const box of boxes) {
                  const { x, y, w, h } = at(box);
                  if (x - w / 2 < -0.01 || y - h / 2 < -0.01 || x + w / 2 > places.width + 0.01 || y + h / 2 > places.height + 0.01) wrong.push(`${box.id} is outside`);
                }
                return wrong;
              }
              """,
                  Map.of("boxes", boxes, "arrows", arrows, "isDown", random.nextBoolean()));
      assertEquals(List.of(), wrong, () -> "seed " + seed + " " + boxes + arrows);
    }
  }

  @Test
  void whatIsPatchedIsAsIfMadeAnew() {
    long seed = System.nanoTime();
    System.out.println("seed " + seed);
    Object wrong =
        visitor
            .page()
            .evaluate(
                """
            async ({ seed, trees }) => {
              const { h, refresh } = await import('/base/dom.js');
              let state = seed;
              const next = bound => {
                state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff;
                return (state >> 8) % bound;
              };
              const tags = ['div', 'p', 'span', 'ul'];
              const keys = () => (next(3) === 0 ? String(next(6)) : undefined);
              const make = depth => Array.from({ length: next(5) }, (_, index) => index).map(() => (depth === 0 || next(4) === 0 ? `text ${next(9)}`
                : h(tags[next(4)], { class: `c${next(3)}`, title: next(2) === 0 ? null : `t${next(4)}`, key: keys(), vars: next(3) === 0 ? { '--x': next(5) } : {} }, make(depth - 1))));
              const shown = h('div');
              const wrong = [];
              for (let tree = 0; tree < trees; tree++) {
                const kept = state;
                refresh(shown, make(4));
                state = kept;
                const fresh = h('div', {}, make(4));
                if (!shown.isEqualNode(fresh)) wrong.push(`${tree}: ${shown.outerHTML} is not ${fresh.outerHTML}`);
              }
              return wrong.slice(0, 1);
            }
            """,
                Map.of("seed", (int) (seed & 0x7fffffff), "trees", TREES));
    assertEquals(List.of(), wrong, () -> "seed " + seed);
  }
}
