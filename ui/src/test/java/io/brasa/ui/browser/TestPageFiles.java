package io.brasa.ui.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What can be told of the pages without a browser. */
final class TestPageFiles {
  private static final Pattern IMPORT =
      Pattern.compile("(?:^|\\n)(?:import|export)[^;]*? from '([^']+)'");
  private static final Pattern TYPE = Pattern.compile("import\\('(\\.[^']+)'\\)");
  private static final int HARD_FILE_LINES = 400;

  @Test
  void everyImportLeadsToAFile() {
    List<String> wrong = new ArrayList<>();
    PageFiles.texts(".js")
        .forEach(
            (name, text) -> {
              Path folder = PageFiles.folder().resolve(name).getParent();
              for (Pattern pattern : List.of(IMPORT, TYPE)) {
                Matcher found = pattern.matcher(text);
                while (found.find())
                  if (!Files.exists(folder.resolve(found.group(1))))
                    wrong.add(name + ": " + found.group(1));
              }
            });
    assertEquals(List.of(), wrong);
  }

  @Test
  void everyViewIsListed() {
    String list = PageFiles.texts("views/views.js").firstEntry().getValue();
    TreeSet<String> views = new TreeSet<>(PageFiles.texts(".js").keySet());
    views.removeIf(
        name ->
            !name.startsWith("views/")
                || name.equals("views/views.js")
                || name.equals("views/links.js"));
    assertFalse(views.isEmpty());
    for (String view : views)
      assertTrue(list.contains("'./" + view.substring("views/".length()) + "'"), view);
  }

  /** So that no module waits until another has been read. */
  @Test
  void everyModuleIsNamedInTheFirstPage() {
    String first = PageFiles.texts("index.html").firstEntry().getValue();
    TreeSet<String> modules = new TreeSet<>(PageFiles.texts(".js").keySet());
    modules.removeAll(List.of("main.js", "theme.js", "types.js"));
    for (String module : modules)
      assertTrue(first.contains("<link rel=\"modulepreload\" href=\"" + module + "\">"), module);
  }

  /** The policy that the server sends would stop them, but only in a browser. */
  @Test
  void nothingIsInlineAndNothingComesFromElsewhere() {
    PageFiles.texts(".html", ".js", ".css", ".svg")
        .forEach(
            (name, text) -> {
              String plain = text.replace("http://www.w3.org/2000/svg", "");
              assertFalse(
                  Pattern.compile("https?://|url\\((?!#)|@import").matcher(plain).find(),
                  name + " names something elsewhere");
              assertFalse(
                  plain.contains("innerHTML") || plain.contains("eval("),
                  name + " makes code or elements of text");
              if (name.endsWith(".html"))
                assertFalse(
                    Pattern.compile(" style=| on[a-z]+=|<script>|<style").matcher(plain).find(),
                    name + " has something inline");
            });
  }

  @Test
  void filesAreSmall() {
    PageFiles.texts(".js")
        .forEach(
            (name, text) ->
                assertTrue(
                    text.lines().count() <= HARD_FILE_LINES,
                    name + " has " + text.lines().count() + " lines"));
  }
}
