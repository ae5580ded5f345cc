package io.brasa.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The page on the API says what the API does. */
final class TestDocumentation {
  private static final Pattern PATH = Pattern.compile("### `GET (/api/v1\\S+)`");

  private static String page() throws Exception {
    String checkout = System.getProperty("brasa.checkout");
    Path file = Path.of(checkout == null ? ".." : checkout, "docs", "ui-api.md");
    return Files.readString(file);
  }

  private static List<String> paths(String page) {
    List<String> found = new ArrayList<>();
    for (Matcher matcher = PATH.matcher(page); matcher.find(); )
      if (!matcher.group(1).endsWith("/changes")) found.add(matcher.group(1));
    return found;
  }

  /** With what Story tells in place of the letters. */
  private static String asked(String path) {
    return path.replaceAll("/A(?=/|$)", "/app-1")
        .replace("=A:J", "=app-1:0")
        .replace("/J", "/0")
        .replace("/S/N", "/0/0")
        .replace("/Q", "/1");
  }

  private static void addNames(Object value, Set<String> names) {
    switch (value) {
      case Map<?, ?> map ->
          map.forEach(
              (name, member) -> {
                names.add((String) name);
                addNames(member, names);
              });
      case List<?> list -> list.forEach(each -> addNames(each, names));
      case null, default -> {}
    }
  }

  @Test
  void namesEveryPathThatItHasAndEveryMemberOfTheirAnswers() throws Exception {
    String page = page();
    List<String> paths = paths(page);
    assertTrue(paths.size() >= 17, paths.toString());
    Set<String> names = new TreeSet<>();
    try (Served served = new Served(Story.events())) {
      for (String path : paths) {
        HttpResponse<String> answer = served.client.get(asked(path));
        assertEquals(200, answer.statusCode(), path);
        addNames(Parsed.of(answer.body()), names);
      }
    }
    names.removeIf(name -> page.contains("`" + name + "`"));
    assertEquals(Set.of(), names, "members that the page does not name");
  }
}
