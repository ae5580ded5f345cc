package io.brasa.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Each function is called in at least five rows whose value and type Spark gave. */
final class TestFunctionRows {
  private static final int ROWS = 5;

  /** Functions that no row of values can show, with the reason. */
  private static final Map<String, String> WITHOUT_VALUES =
      Map.of("raise_error", "gives no value but an error");

  /** Functions of chance and of the present have rows too, of what is always so of them. */
  private static final Set<String> OFTEN_WITHOUT_BRACKETS =
      Set.of(
          "and or not like ilike rlike regexp div in between case when current_date"
              .concat(" current_timestamp localtimestamp current_time exists any some every")
              .split(" "));

  private static final Pattern TOKEN =
      Pattern.compile(
          "'(?:[^'\\\\]|\\\\.)*'|`[^`]*`|[A-Za-z_][A-Za-z_0-9]*"
              + "|<=>|>>>|<<|>>|<>|!=|==|<=|>=|\\|\\||[-+*/%&|^~!=<>(]");

  private static String resource(String name) throws IOException {
    try (InputStream in = TestFunctionRows.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static Set<String> called(String text) {
    List<String> tokens = new ArrayList<>();
    Matcher matcher = TOKEN.matcher(text);
    while (matcher.find())
      if (!matcher.group().startsWith("'")) tokens.add(matcher.group().toLowerCase(Locale.ROOT));
    Set<String> called = new HashSet<>();
    for (int i = 0; i < tokens.size(); i++) {
      String token = tokens.get(i);
      boolean isCall = i + 1 < tokens.size() && tokens.get(i + 1).equals("(");
      boolean isSign = !Character.isLetter(token.charAt(0));
      if (isCall || isSign || OFTEN_WITHOUT_BRACKETS.contains(token)) called.add(token);
    }
    return called;
  }

  private static Map<String, Integer> counts() throws IOException {
    Map<String, Integer> counts = new TreeMap<>();
    for (String file : resource("/values/files.txt").lines().toList()) {
      if (file.equals("differences.slt")) continue;
      for (Expectation one : Expectation.parse(file, resource("/values/" + file)))
        if (one.error().isEmpty())
          for (String name : called(one.text())) counts.merge(name, 1, Integer::sum);
    }
    return counts;
  }

  private static Set<String> ours() {
    try (BrasaSession session = BrasaSession.builder().master("local[1]").build()) {
      Set<String> names = new TreeSet<>();
      for (Row row : session.sql("SHOW FUNCTIONS").collectAsList()) names.add(row.getString(0));
      return names;
    }
  }

  @Test
  void eachFunctionHasFiveRowsOfSparks() throws IOException {
    Map<String, Integer> counts = counts();
    Map<String, Integer> few = new TreeMap<>();
    for (String name : ours()) {
      int count = counts.getOrDefault(name, 0);
      if (count < ROWS && !WITHOUT_VALUES.containsKey(name)) few.put(name, count);
    }
    assertEquals(Map.of(), few);
  }

  @Test
  void whatIsWithoutRowsIsAFunctionWithFew() throws IOException {
    Map<String, Integer> counts = counts();
    for (String name : WITHOUT_VALUES.keySet())
      assertTrue(ours().contains(name) && counts.getOrDefault(name, 0) < ROWS, name);
  }

  @Test
  void atLeastFiveHundredOfSparksFunctionsAreHere() throws IOException {
    Set<String> here = new TreeSet<>(ours());
    Set<String> sparks = new TreeSet<>();
    resource("/spark-sql-functions.txt")
        .lines()
        .filter(l -> !l.startsWith("# "))
        .forEach(sparks::add);
    Set<String> absent = new TreeSet<>(sparks);
    absent.removeAll(here);
    here.retainAll(sparks);
    assertTrue(here.size() >= 500, () -> here.size() + " are here, absent are " + absent);
  }
}
